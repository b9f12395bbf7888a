using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Clients' calls that change files of a job that are in it already (section 10).</summary>
internal sealed class FileCalls(JobCalls calls, JobSteps steps)
{
    /// <summary>The state comes before the argument (LIFE-3).</summary>
    internal void SetRemoteName(JobRecord job, FileRecord file, string remoteName)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetRemoteName);
        Refusal.ThrowIfUpload(job, JobCall.SetRemoteName);
        CheckName(file, remoteName, nameof(remoteName));
        Rename(job, [(file, remoteName)], JobCall.SetRemoteName, FormattableString.Invariant($"file {file.Index + 1}"));
    }

    /// <summary>All of them or none; says whether there was any (FILE-14).</summary>
    internal bool ReplaceRemotePrefix(JobRecord job, string? oldPrefix, string? newPrefix)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.ReplaceRemotePrefix);
        Refusal.ThrowIfUpload(job, JobCall.ReplaceRemotePrefix);
        CheckPrefix(oldPrefix, nameof(oldPrefix));
        CheckPrefix(newPrefix, nameof(newPrefix));
        List<(FileRecord File, string Name)> names = [];
        foreach (FileRecord file in job.Files)
        {
            if (file.RemoteName.StartsWith(oldPrefix, StringComparison.Ordinal))
            {
                string name = string.Concat(newPrefix, file.RemoteName.AsSpan(oldPrefix.Length));
                CheckName(file, name, nameof(newPrefix));
                names.Add((file, name));
            }
        }

        Rename(job, names, JobCall.ReplaceRemotePrefix, FormattableString.Invariant($"{names.Count} of {job.Files.Length} files"));
        return names.Count > 0;
    }

    /// <summary>The client's verdict on a file that has arrived (CONS-6, CONS-7, ERR-35).</summary>
    internal void SetValidationState(JobRecord job, FileRecord file, bool isValid)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetValidationState);
        Refusal.ThrowIfUpload(job, JobCall.SetValidationState);
        if (!file.HasArrived)
        {
            throw Failure.Bits(HResults.E_PENDING, $"File {file.Index + 1} of job {job.Number} has not been downloaded yet; SetValidationState judges what has arrived.");
        }

        string argument = FormattableString.Invariant($"file {file.Index + 1} {isValid}");
        if (isValid)
        {
            file.IsValidated = true;
            steps.Call(job, JobTrigger.Configure, JobCall.SetValidationState, argument);
            return;
        }

        if (file.IsCompleted)
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"File {file.Index + 1} of job {job.Number} has its final name already, and so counts as validated; SetValidationState(false) comes too late.");
        }

        steps.Attempts.SettleBytes(job);
        if (job.Notices is { } notices)
        {
            // It is not told again before it is here again; the next one has nothing to wait for (CB-10).
            notices.FileRetryAt = notices.NextFile(job) == file.Index ? 0 : notices.FileRetryAt;
            notices.FilesTold = Math.Min(notices.FilesTold, file.Index);
        }

        file.Discard();
        if (!job.Has(JobTraits.IsOnDemand))
        {
            file.ForgetOrder();
        }

        steps.Call(job, job.WithNextFile(JobTrigger.RefuseContent, missing: file) with { Count = file.Index }, JobCall.SetValidationState, argument);
    }

    /// <summary>An attempt that runs looks into no file for a hash of which it was not told; of a file that is here nobody would look.</summary>
    internal void SetExpectedSha256(JobRecord job, FileRecord file, string? hash)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetExpectedSha256);
        Refusal.ThrowIfUpload(job, JobCall.SetExpectedSha256);
        string? expected = ContentHash.Check(hash, "value");
        if (file.HasArrived)
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"File {file.Index + 1} of job {job.Number} has arrived; a hash is looked at when it does, so it comes too late. SetValidationState judges what is here.");
        }

        if (job.Data.State is not (BackgroundCopyJobState.Suspended or BackgroundCopyJobState.Error))
        {
            throw Failure.Bits(HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, $"The hash of file {file.Index + 1} of job {job.Number} can be set in SUSPENDED and ERROR only; the job is {job.Data.State}.");
        }

        file.Expect(expected);
        steps.Call(job, JobTrigger.Configure, JobCall.SetExpectedSha256, FormattableString.Invariant($"file {file.Index + 1} {expected ?? "null"}"));
        steps.Callbacks.Plan(job);
    }

    private static void CheckName(FileRecord file, string name, string paramName)
    {
        FileNames.CheckRemoteName(name, paramName);
        if (file.Ranges is not null)
        {
            FileNames.CheckHasRanges(name, paramName);
        }
    }

    private static void CheckPrefix([NotNull] string? prefix, string paramName)
    {
        if (prefix is null)
        {
            throw Failure.Null(paramName);
        }

        if (prefix.Length == 0)
        {
            throw Failure.InvalidArgument(paramName, "A prefix of remote names has at least one character.");
        }
    }

    /// <summary>An attempt that fetches one of them begins anew under the new name; the bytes are kept until the server has told its file (FILE-20, CONS-1).</summary>
    private void Rename(JobRecord job, IReadOnlyList<(FileRecord File, string Name)> names, JobCall call, string argument)
    {
        bool isFetched = false;
        foreach ((FileRecord file, string name) in names)
        {
            if (file.RemoteName != name)
            {
                file.Rename(name);
                job.MakeExtras().HasNewNames = true;
                isFetched |= file == job.CurrentFile;
            }
        }

        steps.Call(job, JobTrigger.Configure, call, argument);
        if (isFetched)
        {
            job.NoteOrderChanged();
            if (job.Data.IsActive)
            {
                steps.Apply(job, JobTrigger.Preempt);
            }
        }

        steps.Callbacks.Plan(job);
    }
}
