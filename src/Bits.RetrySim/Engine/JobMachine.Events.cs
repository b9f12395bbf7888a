namespace Bits.RetrySim;

internal static partial class JobMachine
{
    /// <summary>What no client asked for. An input that does not fit the state comes too late and is nothing.</summary>
    private static JobEffects Happen(ref JobData job, in JobInput input, Moment now, EngineSettings settings)
    {
        switch (input.Trigger)
        {
            case JobTrigger.Start:
                return Start(ref job, input, now);
            case JobTrigger.EndSlice:
                return job.State == BackgroundCopyJobState.Transferring ? Requeue(ref job, JobEffects.EnqueueLast) : JobEffects.None;
            case JobTrigger.Preempt:
            case JobTrigger.OwnerLoggedOff:
                return job.IsActive ? Requeue(ref job, JobEffects.EnqueueFirst) : JobEffects.None;
            case JobTrigger.RetryDue:
                return RetryDue(ref job);
            case JobTrigger.NoProgressDue:
                return NoProgressDue(ref job);
            case JobTrigger.InactivityDue:
                return InactivityDue(ref job);
            case JobTrigger.MaximumDownloadTimeDue:
                return MaximumDownloadTimeDue(ref job);
            case JobTrigger.Accepted:
                return Accepted(ref job);
            case JobTrigger.Received:
                return JobArrivals.Received(ref job, now);
            case JobTrigger.FileCompleted:
                return JobArrivals.FileCompleted(ref job, input, now);
            case JobTrigger.RangesCompleted:
                return JobArrivals.RangesCompleted(ref job, input, now);
            case JobTrigger.FileBegunAgain:
                return job.IsActive ? JobArrivals.BeginRequest(ref job) : JobEffects.None;
            case JobTrigger.Failed:
                return job.IsActive ? Fail(ref job, input, now, settings) : JobEffects.None;
            case JobTrigger.BlocksChanged:
                return BlocksChanged(ref job, input.Blocks, settings);
            case JobTrigger.NetworkChanged:
                return job.State == BackgroundCopyJobState.TransientError ? Requeue(ref job, JobEffects.EnqueueLast) : JobEffects.None;
            case JobTrigger.ServiceRestarted:
                return JobRestart.Begin(ref job, now, settings);
            case JobTrigger.TokenLost:
                return TokenLost(ref job);
            default:
                throw new InvalidOperationException($"{input.Trigger} is a client call.");
        }
    }

    /// <summary>The scheduler's turn: QUEUED to CONNECTING, or to TRANSFERRED or SUSPENDED when nothing is left to do (STATE-10, STATE-26, STATE-31).</summary>
    private static JobEffects Start(ref JobData job, in JobInput input, Moment now)
    {
        if (job.State != BackgroundCopyJobState.Queued)
        {
            return JobEffects.None;
        }

        if (input.Chooses)
        {
            JobArrivals.FetchNext(ref job, input);
        }

        if (job.AllTransferred)
        {
            job.State = BackgroundCopyJobState.Transferred;
            return JobEffects.None;
        }

        if (JobArrivals.IsIdle(job))
        {
            job.State = BackgroundCopyJobState.Suspended;
            return JobEffects.None;
        }

        job.State = BackgroundCopyJobState.Connecting;
        job.ActiveSince = now.Engine;
        return JobArrivals.BeginRequest(ref job);
    }

    internal static JobEffects Requeue(ref JobData job, JobEffects where)
    {
        job.IsRetry = job.State == BackgroundCopyJobState.TransientError;
        job.State = BackgroundCopyJobState.Queued;
        return where;
    }

    /// <summary>The delay is over: QUEUED, or, while blocked, wait for the condition under its code (STATE-17, OQ-30).</summary>
    private static JobEffects RetryDue(ref JobData job)
    {
        if (job.State != BackgroundCopyJobState.TransientError || !job.RetryAt.IsSet)
        {
            return JobEffects.None;
        }

        if (!job.IsBlocked)
        {
            return Requeue(ref job, JobEffects.EnqueueLast);
        }

        job.RetryAt = Moment.None;
        SetBlockError(ref job);
        return JobEffects.Modified;
    }

    /// <summary>No progress for the no-progress timeout: ERROR, with the error of the last attempt (RETRY-12, OQ-6).</summary>
    private static JobEffects NoProgressDue(ref JobData job)
    {
        if (job.State == BackgroundCopyJobState.TransientError)
        {
            job.State = BackgroundCopyJobState.Error;
        }

        return JobEffects.None;
    }

    /// <summary>JobInactivityTimeout without activity: the service cancels the job (STATE-25, LIFE-19).</summary>
    private static JobEffects InactivityDue(ref JobData job)
    {
        if (!job.IsFinal)
        {
            job.State = BackgroundCopyJobState.Cancelled;
        }

        return JobEffects.None;
    }

    private static JobEffects MaximumDownloadTimeDue(ref JobData job)
    {
        if (job.IsActive)
        {
            FailByDownloadTime(ref job);
        }

        return JobEffects.None;
    }

    /// <summary>STATE-24: counted, though no attempt failed.</summary>
    private static void FailByDownloadTime(ref JobData job)
    {
        JobErrors.Set(ref job, HResults.BG_E_MAXDOWNLOAD_TIMEOUT, BackgroundCopyErrorContext.GeneralQueueManager, counts: true);
        job.State = BackgroundCopyJobState.Error;
    }

    private static JobEffects Accepted(ref JobData job)
    {
        job.IsAnswered = job.IsActive;
        if (job.State == BackgroundCopyJobState.Connecting)
        {
            job.State = BackgroundCopyJobState.Transferring;
        }

        return JobEffects.None;
    }

    /// <summary>The reference algorithm of spec 3.5.</summary>
    private static JobEffects Fail(ref JobData job, in JobInput failure, Moment now, EngineSettings settings)
    {
        if (RetryRules.MayRetryAtOnce(job, failure, settings))
        {
            // A block that a call of this instant brought about moves the job at the turn: until then nothing is tried (D-45).
            job.AwaitsTurn = job.IsBlocked;
            return job.IsBlocked ? JobEffects.CheckBlocks : RetryAtOnce(ref job);
        }

        // No job waits for the end of a condition that does not hold.
        bool waits = failure.Class == ErrorClass.WaitsForCondition && (Blocks.ConditionOf(failure.HResult) & job.Blocks) != BlockConditions.None;
        bool isFirst = job.State == BackgroundCopyJobState.Connecting && !job.IsRetry && !settings.CountsFirstConnectFailure;
        JobErrors.Set(ref job, failure.HResult, failure.Context, counts: failure.Class != ErrorClass.WaitsForCondition && !isFirst);
        job.IsBlockError = waits;
        job.State = BackgroundCopyJobState.Error;
        if (failure.Class == ErrorClass.Fatal || RetryRules.ForbidsRetry(job, settings))
        {
            return JobEffects.None;
        }

        if (waits)
        {
            job.State = BackgroundCopyJobState.TransientError;
            return JobEffects.None;
        }

        if (!job.FirstTransient.IsSet)
        {
            job.FirstTransient = now;
        }

        bool failsAtOnce = RetryRules.DelayRulesOutRetry(job) && settings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce;
        if (failsAtOnce || RetryTimers.HasTimedOut(job, now))
        {
            return JobEffects.None;
        }

        job.State = BackgroundCopyJobState.TransientError;
        job.LastFailure = now;
        RetryRules.PlanRetry(ref job, now, settings);
        return JobEffects.None;
    }

    private static JobEffects RetryAtOnce(ref JobData job)
    {
        job.ImmediateRetries++;
        return JobArrivals.BeginRequest(ref job) | JobEffects.RetryAtOnce;
    }

    /// <summary>
    /// Another set of conditions holds for the job. A ready or running job that is blocked waits in TRANSIENT_ERROR (STATE-19, STATE-21);
    /// a job whose own condition ended is queued, and after a lost network every waiting job is (NET-2, STATE-22).
    /// </summary>
    private static JobEffects BlocksChanged(ref JobData job, BlockConditions conditions, EngineSettings settings)
    {
        BlockConditions ended = (job.EndedBlocks | job.Blocks) & ~conditions;
        job.EndedBlocks = BlockConditions.None;
        job.Blocks = conditions;
        if (job.AwaitsTurn && !job.IsBlocked)
        {
            job.AwaitsTurn = false;
            return RetryAtOnce(ref job);
        }

        if (job.IsActive || job.State == BackgroundCopyJobState.Queued)
        {
            return job.IsBlocked ? Block(ref job, settings) : JobEffects.None;
        }

        bool released = job.State == BackgroundCopyJobState.TransientError
            && ((ended & BlockConditions.Network) != 0 || (ended & Blocks.ConditionOf(job.ErrorCode)) != BlockConditions.None);
        return released ? Requeue(ref job, JobEffects.EnqueueLast) : JobEffects.None;
    }

    /// <summary>Not retried on the delay and not counted (RETRY-14, ERR-14); with a zero timeout fatal (STATE-29, OQ-31), and for a running attempt with a method of its own (RETRY-22).</summary>
    private static JobEffects Block(ref JobData job, EngineSettings settings)
    {
        SetBlockError(ref job);
        job.State = RetryRules.TimeoutForbidsRetry(job, settings) || (job.IsActive && RetryRules.MethodForbidsRetry(job))
            ? BackgroundCopyJobState.Error
            : BackgroundCopyJobState.TransientError;
        return JobEffects.None;
    }

    /// <summary>A block belongs to no file, not even a locked volume, on which several may be to be (ERR-5, ERR-10, ERR-12).</summary>
    private static void SetBlockError(ref JobData job)
    {
        int code = Blocks.FirstCode(job.Blocks);
        JobErrors.Set(ref job, code, ErrorClassifier.DefaultContext(code), counts: false);
        job.ErrorFile = -1;
        job.IsBlockError = true;
    }

    /// <summary>A job that is not complete cannot go on without its helper token (NET-7, STATE-27).</summary>
    private static JobEffects TokenLost(ref JobData job)
    {
        if (!job.IsFinal && job.State is not (BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Error))
        {
            JobErrors.Set(ref job, HResults.BG_E_TOKEN_REQUIRED, BackgroundCopyErrorContext.GeneralQueueManager, counts: true);
            job.State = BackgroundCopyJobState.Error;
        }

        return JobEffects.None;
    }
}
