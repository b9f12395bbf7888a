using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Adds files to jobs. Local files are looked at outside the lock.</summary>
internal sealed class FileAdder(JobCalls calls, JobSteps steps, Surroundings surroundings, LentFiles files, NameHints hints)
{
    /// <summary>All or nothing (FILE-7). The names have been checked.</summary>
    internal void Add(JobRecord job, ReadOnlySpan<FileRecord> added, JobCall call)
    {
        if (job.IsUpload)
        {
            FindSource(job, added, call);
        }
        else if (files.Exist)
        {
            using (calls.EnterUnchecked(job))
            {
                CheckCaller(job, call);
            }
        }

        ReadOnlySpan<FileRecord> all = job.Extras.Reply is { } reply ? [.. added, reply.Expect(job, added[0])] : added;
        foreach (FileRecord file in all)
        {
            if (!file.IsSent && files.CheckWritable(file.LocalName) is var failure and < 0)
            {
                throw Failure.Of(failure, $"{file.LocalName} cannot be written.");
            }
        }

        files.BeginAll(all);
        try
        {
            AddChecked(job, all, added.Length, call);
        }
        catch
        {
            files.WithdrawAll(all);
            throw;
        }
    }

    /// <summary>What is sent has to be there, and is the file that is there now (CONS-4).</summary>
    private void FindSource(JobRecord job, ReadOnlySpan<FileRecord> added, JobCall call)
    {
        long now;
        using (CallScope scope = calls.EnterUnchecked(job))
        {
            CheckCaller(job, call);
            CheckLimit(job, added.Length);
            now = scope.Now.Engine;
        }

        FileRecord file = added[0];
        int failure = steps.Attempts.FindSource(file.LocalName, now, out FileVersion version);
        file.Version = failure >= 0 ? version : throw Failure.Of(failure, $"{FileNames.Shown(file.LocalName)} cannot be read, and so cannot be sent.");
    }

    private void AddChecked(JobRecord job, ReadOnlySpan<FileRecord> added, int count, JobCall call)
    {
        using CallScope scope = calls.EnterUnchecked(job);
        CheckCaller(job, call);
        CheckLimit(job, count);
        if (job.Has(JobTraits.IsOnDemand))
        {
            RangeAccess.CheckOnDemand(isDynamic: false, added);
        }

        hints.Begin();
        job.AddFiles(added);
        job.Extras.Reply?.Begin(added[^1]);
        JobInput input = new(JobTrigger.AddFiles) { Count = added.Length, Blocks = surroundings.BlocksOf(job) };
        steps.Call(job, input, call, count == 1 ? "" : count.ToString(CultureInfo.InvariantCulture));
        hints.Follow(job, added);
    }

    /// <summary>Whoever adds files has to be logged on: the caller, or the job's owner where the test itself calls (LIFE-3, FILE-6).</summary>
    private void CheckCaller(JobRecord job, JobCall call)
    {
        Refusal.ThrowIfFinal(job, call);
        BackgroundCopyUser user = calls.Caller?.User ?? job.Owner.User;
        if (!steps.Table.IsLoggedOn(user))
        {
            throw Failure.Bits(
                HResults.ERROR_NOT_LOGGED_ON, $"{user.Name} is logged off; only a user who is logged on can add files to a job.");
        }

        calls.CheckAccess(job);
    }

    private void CheckLimit(JobRecord job, int added)
    {
        int count = job.ClientFiles.Length + added;
        if (job.IsUpload && count > 1)
        {
            throw Failure.Bits(HResults.BG_E_TOO_MANY_FILES, $"Job {job.Number} would have {count} files; an upload sends one (LIM-6).");
        }

        if (count > surroundings.Policy.MaxFilesPerJob && !job.Owner.User.IsExemptFromLimits)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_FILES_IN_JOB,
                $"Job {job.Number} would have {count} files; {surroundings.Wording.Of("GroupPolicy.MaxFilesPerJob")} allows {surroundings.Policy.MaxFilesPerJob}.");
        }
    }
}
