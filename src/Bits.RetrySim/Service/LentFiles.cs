namespace Bits.RetrySim;

/// <summary>Local files, for the time of a call handed to whoever emulates them: somebody else's code, which cannot move the manager's time.</summary>
/// <param name="files">Null: every file can be written, renamed and deleted.</param>
/// <param name="driver">Who moves the time.</param>
internal sealed class LentFiles(LocalFiles? files, TimeDriver driver)
{
    /// <summary>What bytes, and so names, outlive.</summary>
    internal TransferDurability Durability { get; init; }

    /// <summary>Whether there is anybody to ask.</summary>
    internal bool Exist => files is not null;

    /// <inheritdoc cref="LocalFiles.CheckWritable"/>
    internal int CheckWritable(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.CheckWritable(localName) ?? 0;
    }

    /// <inheritdoc cref="LocalFiles.IsMappedForOwnerOnly"/>
    internal bool IsMappedForOwnerOnly(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.IsMappedForOwnerOnly(localName) ?? false;
    }

    /// <inheritdoc cref="LocalFiles.Begin"/>
    internal void Begin(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        files?.Begin(localName);
    }

    /// <inheritdoc cref="LocalFiles.Rename"/>
    internal int Rename(JobRecord job, FileRecord file)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.Rename(TargetOf(job, file)) ?? 0;
    }

    /// <inheritdoc cref="LocalFiles.Deliver"/>
    internal void Deliver(FileSnapshot file, int job)
    {
        using ForeignCode code = driver.BeginForeignCode();
        files?.Deliver(file, job);
    }

    /// <inheritdoc cref="LocalFiles.Delete"/>
    internal int Delete(JobRecord job, FileRecord file)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.Delete(TargetOf(job, file)) ?? 0;
    }

    /// <summary>Where a file lies until its job is completed, and then. Of a file that is in its job.</summary>
    internal FileTarget TargetOf(JobRecord job, FileRecord file)
    {
        using ForeignCode code = driver.BeginForeignCode();
        string temporary = job.Has(JobTraits.IsHighPerformance) ? file.LocalName
            : files?.TemporaryOf(file.LocalName, job.Id, job.Number, file.Index + 1) ?? FileNames.TemporaryOf(file.LocalName, job.Number, file.Index + 1);
        return new FileTarget(file.LocalName, temporary)
        {
            Bytes = file.Bytes,
            TimeStamp = file.Version.TimeStamp,
            ExpectedSha256 = file.Extras.ExpectedSha256,
            NeedsDurableName = Durability == TransferDurability.Power,
        };
    }

    /// <summary>From now on there are temporary files for what is fetched (LIFE-15).</summary>
    internal void BeginAll(ReadOnlySpan<FileRecord> added)
    {
        foreach (FileRecord file in added)
        {
            if (!file.IsSent)
            {
                Begin(file.LocalName);
            }
        }
    }

    /// <summary>What was begun is not added after all.</summary>
    internal void WithdrawAll(ReadOnlySpan<FileRecord> begun)
    {
        using ForeignCode code = driver.BeginForeignCode();
        foreach (FileRecord file in begun)
        {
            if (!file.IsSent)
            {
                files?.Withdraw(file.LocalName);
            }
        }
    }

    /// <summary>Deletes temporary files; says whether some could not be deleted.</summary>
    internal bool DeleteAll(JobRecord job, ReadOnlySpan<FileRecord> temporary)
    {
        bool hasLeftovers = false;
        foreach (FileRecord file in temporary)
        {
            hasLeftovers |= !file.IsCompleted && !file.IsSent && Delete(job, file) < 0;
        }

        return hasLeftovers;
    }
}
