namespace Bits.RetrySim;

/// <summary>What clients hand in to be added to a job: read within the limits that hold for its owner, and checked (POLICY-6, POLICY-7).</summary>
internal sealed class FileSets(Surroundings surroundings)
{
    /// <summary>How many files one call may add to the job of an owner whom the policy does not bind.</summary>
    internal required int MaximumFilesPerSet { get; init; }

    /// <summary>A client's set, read only until it is more than can be added: it may have no end.</summary>
    internal T[] Read<T>(JobRecord job, IEnumerable<T> files)
    {
        bool isExempt = job.Owner.User.IsExemptFromLimits;
        int limit = isExempt ? MaximumFilesPerSet : surroundings.Policy.MaxFilesPerJob;
        T[] set = [.. files.Take(limit < int.MaxValue ? limit + 1 : limit)];
        if (set.Length > limit)
        {
            string name = isExempt ? "BackgroundCopyManagerOptions.MaximumFilesPerSet" : surroundings.Wording.Of("GroupPolicy.MaxFilesPerJob");
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_FILES_IN_JOB, FormattableString.Invariant($"The set has more than {limit} files; {name} allows no more."));
        }

        return set;
    }

    /// <summary>A file whose names have been checked.</summary>
    internal static FileRecord Make(JobRecord job, string remoteName, string localName, string argument)
    {
        if (!job.IsUpload)
        {
            return new FileRecord(remoteName, localName);
        }

        FileNames.CheckTakesUploads(remoteName, argument, takesReplies: job.Type == BackgroundCopyJobType.UploadReply);
        return FileRecord.ToSend(remoteName, localName);
    }

    /// <summary>A file of a client's set, once what is said of it has been checked.</summary>
    internal FileRecord Make(JobRecord job, string remoteName, string localName, IEnumerable<BackgroundCopyFileRange>? ranges, string? sha256, string argument)
    {
        FileNames.CheckRemoteName(remoteName, argument);
        FileNames.CheckLocalName(localName, argument);
        string? hash = ContentHash.Check(sha256, argument);
        if (hash is not null)
        {
            Refusal.ThrowIfUpload(job, JobCall.SetExpectedSha256);
        }

        FileRecord file = ranges is null ? Make(job, remoteName, localName, argument) : MakeOfRanges(job, remoteName, localName, ranges, argument);
        file.Expect(hash);
        return file;
    }

    private FileRecord MakeOfRanges(JobRecord job, string remoteName, string localName, IEnumerable<BackgroundCopyFileRange> ranges, string argument)
    {
        FileNames.CheckHasRanges(remoteName, argument);
        return new FileRecord(remoteName, localName) { Ranges = FileRanges.Check(ReadRanges(job, ranges), argument) };
    }

    /// <summary>A client's ranges, read only until there are more than can be (POLICY-7).</summary>
    internal BackgroundCopyFileRange[] ReadRanges(JobRecord job, IEnumerable<BackgroundCopyFileRange> ranges)
    {
        Refusal.ThrowIfUpload(job, JobCall.AddFileWithRanges);
        bool isExempt = job.Owner.User.IsExemptFromLimits;
        int limit = isExempt ? MaximumFilesPerSet : surroundings.Policy.MaxRangesPerFile;
        string name = isExempt ? "BackgroundCopyManagerOptions.MaximumFilesPerSet" : surroundings.Wording.Of("GroupPolicy.MaxRangesPerFile");
        BackgroundCopyFileRange[] read = [.. ranges.Take(limit < int.MaxValue ? limit + 1 : limit)];
        return read.Length <= limit ? read
            : throw Failure.Bits(HResults.BG_E_TOO_MANY_RANGES_IN_FILE, $"There are more than {limit} ranges; {name} allows no more.");
    }
}
