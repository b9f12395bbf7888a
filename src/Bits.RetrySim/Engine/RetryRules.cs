namespace Bits.RetrySim;

/// <summary>Whether and when a job is tried again, and what a block does to its no-progress timer: the part of <see cref="JobMachine"/> that leaves the state alone.</summary>
internal static class RetryRules
{
    /// <summary>
    /// Whether the request that failed is made again at once: it was answered, no byte of it came, and the job has tries left. Class and code, delay
    /// and timeout do not matter (RETRY-28). Who waits for a server application has sent all bytes of the request (RETRY-24), and a file that is all here and is another one
    /// than was asked for is no request that failed (D-52).
    /// </summary>
    internal static bool MayRetryAtOnce(in JobData job, in JobInput failure, EngineSettings settings) =>
        job.IsAnswered
        && !job.HasByte
        && !MethodForbidsRetry(job)
        && job.ImmediateRetries < settings.ImmediateRetries
        && failure.Class != ErrorClass.WaitsForCondition
        && failure.Context != BackgroundCopyErrorContext.RemoteApplication
        && failure.HResult != HResults.BG_E_VALIDATION_FAILED;

    /// <summary>
    /// Plans the retry of a job that waits after a failed attempt, unless it is planned already. A job that lives on although the delay rules
    /// out a retry gets none (RETRY-1, RETRY-7, OQ-2).
    /// </summary>
    internal static void PlanRetry(ref JobData job, Moment now, EngineSettings settings)
    {
        bool waits = job.State == BackgroundCopyJobState.TransientError && !job.IsBlockError;
        if (!waits || (DelayRulesOutRetry(job) && settings.DelayAboveTimeout == DelayAboveTimeout.FailAtTimeout))
        {
            job.RetryAt = Moment.None;
        }
        else if (!job.RetryAt.IsSet)
        {
            job.RetryAt = RetryTimers.RetryAfter(job, now);
        }
    }

    /// <summary>Whether a failed attempt is the last one.</summary>
    internal static bool ForbidsRetry(in JobData job, EngineSettings settings) => TimeoutForbidsRetry(job, settings) || MethodForbidsRetry(job);

    /// <summary>What a request with a method of its own does to the server may not be done twice (RETRY-22).</summary>
    internal static bool MethodForbidsRetry(in JobData job) => (job.Traits & JobTraits.HasCustomMethod) != 0;

    /// <summary>A timeout of 0 makes every error fatal (RETRY-9); whether a block is an error in this sense is a reading (OQ-31).</summary>
    internal static bool TimeoutForbidsRetry(in JobData job, EngineSettings settings) =>
        job.NoProgressTimeout == 0 && (settings.ZeroTimeoutFailsBlocks || !job.IsBlockError);

    /// <summary>RETRY-7: equal values do not count as exceeding. When the job fails because of it is a reading (OQ-2).</summary>
    internal static bool DelayRulesOutRetry(in JobData job) => job.MinimumRetryDelay > job.NoProgressTimeout;

    /// <summary>What a block of a waiting job does to its no-progress timer: starts it, stops it until it is over, or clears it (RETRY-17, OQ-4).</summary>
    internal static void Freeze(ref JobData job, Moment now, EngineSettings settings)
    {
        bool blocked = job.State == BackgroundCopyJobState.TransientError && job.IsBlocked;
        if (blocked && !job.FirstTransient.IsSet && settings.BlockedTimeout == BlockedTimeout.Run)
        {
            job.FirstTransient = now;
        }
        else if (blocked && !job.FrozenSince.IsSet && settings.BlockedTimeout == BlockedTimeout.Freeze)
        {
            job.FrozenSince = now;
        }
        else if (blocked && settings.BlockedTimeout == BlockedTimeout.Clear)
        {
            job.FirstTransient = Moment.None;
        }
        else if (!blocked && job.FrozenSince.IsSet)
        {
            if (job.FirstTransient.IsSet)
            {
                job.FirstTransient = now.MovedTo(job.FirstTransient.Engine + job.FrozenSince.ElapsedAt(now));
            }

            job.FrozenSince = Moment.None;
        }
    }
}
