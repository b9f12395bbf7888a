namespace Bits.RetrySim;

internal static partial class JobMachine
{
    /// <summary>
    /// Three steps in one: the retry of a waiting job is due, its attempt starts, and fails at the same instant so that the job waits again. In
    /// every case that it accepts it leaves the data as <see cref="JobTrigger.RetryDue"/>, <see cref="JobTrigger.Start"/> and
    /// <see cref="JobTrigger.Failed"/> would; it refuses, and changes nothing, where another outcome is possible. That a turn is free, and that
    /// nobody is to be told of what lies between, is the caller's to know.
    /// </summary>
    internal static bool TryRefail(ref JobData job, in JobInput failure, Moment now, EngineSettings settings)
    {
        bool accepts = job.State == BackgroundCopyJobState.TransientError
            && job.RetryAt.IsSet
            && !job.IsBlocked
            && job.EndedBlocks == BlockConditions.None
            && !job.FrozenSince.IsSet
            && !job.AllTransferred
            && job.FirstTransient.IsSet
            && failure.Class == ErrorClass.Transient
            && Blocks.ConditionOf(failure.HResult) == BlockConditions.None
            && job.ActiveTime < RetryTimers.Ticks(RetryTimers.MaximumDownloadTime(job, settings))
            && !RetryRules.DelayRulesOutRetry(job)
            && !RetryTimers.HasTimedOut(job, now);
        if (!accepts)
        {
            return false;
        }

        job.IsRetry = true;
        JobArrivals.BeginRequest(ref job);
        JobErrors.Set(ref job, failure.HResult, failure.Context, counts: true);
        job.ActiveSince = now.Engine;
        job.StateSince = now;
        job.ModificationTime = now.Wall;
        job.LastFailure = now;
        job.RetryAt = RetryTimers.RetryAfter(job, now);
        return true;
    }
}
