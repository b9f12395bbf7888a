namespace Bits.RetrySim;

/// <summary>Files of jobs: adding them, and what becomes of them when the job ends.</summary>
internal sealed partial class BitsService
{
    /// <summary>All or nothing (FILE-7). The names have been checked.</summary>
    internal BackgroundCopyFile AddFiles(JobRecord job, IReadOnlyList<BackgroundCopyFileInfo> files, string name)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, name);
        CheckFileLimit(job, files.Count);
        foreach (BackgroundCopyFileInfo file in files)
        {
            Files?.CheckWritable(file.LocalName);
        }

        foreach (BackgroundCopyFileInfo file in files)
        {
            job.Files.Add(new BackgroundCopyFile(this, job, job.Files.Count, file.RemoteName, file.LocalName));
        }

        JobInput input = new(JobTrigger.AddFiles) { Count = files.Count, Blocks = BlocksOf(job) };
        Step(job, input, scope.Now, name, files.Count == 1 ? "" : files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return job.Files[^1];
    }

    /// <summary>Renames what has arrived, deletes the rest, ends the job (LIFE-11, LIFE-13, LIFE-14, LIFE-21).</summary>
    internal BackgroundCopyResult Complete(JobRecord job)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, nameof(Complete));
        SettleBytes(job);
        for (int i = 0; i < job.Data.FilesTransferred; i++)
        {
            Rename(job.Files[i]);
        }

        bool partial = !job.Data.AllTransferred;
        bool leftovers = HasUndeletable(job, from: job.Data.FilesTransferred);
        Step(job, JobTrigger.Complete, scope.Now, nameof(Complete));
        return leftovers ? BackgroundCopyResult.UnableToDeleteFiles
            : partial ? BackgroundCopyResult.PartialComplete
            : BackgroundCopyResult.Ok;
    }

    /// <summary>Deletes all files and ends the job (LIFE-10).</summary>
    internal BackgroundCopyResult Cancel(JobRecord job)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, nameof(Cancel));
        bool leftovers = HasUndeletable(job, from: 0);
        Step(job, JobTrigger.Cancel, scope.Now, nameof(Cancel));
        return leftovers ? BackgroundCopyResult.UnableToDeleteFiles : BackgroundCopyResult.Ok;
    }

    private void Rename(BackgroundCopyFile file)
    {
        if (file.IsCompleted)
        {
            return;
        }

        if (Files?.RenameFailure(file.LocalName) is { } hresult)
        {
            throw Failure.Bits(
                hresult,
                $"File {file.Index + 1} of the job cannot be renamed to {file.LocalName}; the job stays as it is, call Complete again or Cancel.");
        }

        file.IsCompleted = true;
    }

    private bool HasUndeletable(JobRecord job, int from) =>
        Files is not null && job.Files.Skip(from).Any(file => !file.IsCompleted && Files.IsUndeletable(file.LocalName));

    private void CheckFileLimit(JobRecord job, int added)
    {
        int count = job.Files.Count + added;
        if (count > Policy.MaxFilesPerJob && !job.Owner.User.IsExemptFromLimits)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_FILES_IN_JOB,
                $"Job {job.Number} would have {count} files; GroupPolicy.MaxFilesPerJob allows {Policy.MaxFilesPerJob}.");
        }
    }
}
