namespace Bits.RetrySim;

internal static partial class JobMachine
{
    private static StepResult Call(ref JobData job, in JobInput input, Moment now, EngineSettings settings)
    {
        if (job.IsFinal)
        {
            return StepResult.Refused(HResults.BG_E_INVALID_STATE);
        }

        switch (input.Trigger)
        {
            case JobTrigger.Resume:
                return Resume(ref job, now, settings);
            case JobTrigger.Suspend:
                return Suspend(ref job, now, settings);
            case JobTrigger.Cancel:
                job.State = BackgroundCopyJobState.Cancelled;
                return JobEffects.None;
            case JobTrigger.Complete when RefusesComplete(job, settings):
                return StepResult.Refused(HResults.BG_E_INVALID_STATE);
            case JobTrigger.Complete:
                job.State = BackgroundCopyJobState.Acknowledged;
                return JobEffects.None;
            case JobTrigger.AddFiles:
                job.Files += input.Count;
                return TouchBlocks(ref job, input.Blocks, now);
            case JobTrigger.RefuseContent:
                return RefuseContent(ref job, input, now);
            case JobTrigger.RequestRanges:
                JobArrivals.FetchNext(ref job, input);
                return Touch(ref job, now) | (job.IsActive && input.Restarts ? Requeue(ref job, JobEffects.EnqueueFirst) : JobEffects.None);
            case JobTrigger.Configure:
                return Touch(ref job, now);
            case JobTrigger.SetPriority:
                job.Priority = input.Priority;
                return TouchBlocks(ref job, input.Blocks, now);
            case JobTrigger.SetTraits:
                job.Traits = input.Traits;
                job.Priority = input.Priority;
                return TouchBlocks(ref job, input.Blocks, now);
            case JobTrigger.SetCostFlags:
                return TouchBlocks(ref job, input.Blocks, now);
            case JobTrigger.SetMinimumRetryDelay:
                job.MinimumRetryDelay = Math.Max(input.Seconds, settings.MinimumRetryDelayFloor);
                job.RetryAt = Moment.None;
                RetryRules.PlanRetry(ref job, now, settings);
                return Touch(ref job, now) | FailIfHopeless(ref job, timedOut: false, settings);
            case JobTrigger.SetNoProgressTimeout:
                job.NoProgressTimeout = input.Seconds;
                RetryRules.PlanRetry(ref job, now, settings);
                return Touch(ref job, now) | FailIfHopeless(ref job, RetryTimers.HasTimedOut(job, now), settings);
            case JobTrigger.SetMaximumDownloadTime:
                job.MaximumDownloadTime = input.Seconds;
                return Touch(ref job, now) | FailIfOverTime(ref job, now, settings);
            default:
                throw new InvalidOperationException($"{input.Trigger} is not a client call.");
        }
    }

    /// <summary>
    /// Whether a Complete must wait until a file has arrived (OQ-22), or all that an upload has to transfer (LIFE-12). To be asked before a running
    /// attempt is stopped for it.
    /// </summary>
    internal static bool RefusesComplete(in JobData job, EngineSettings settings) =>
        (settings.CompleteNeedsAnArrivedFile && job.FilesTransferred == 0)
        || ((job.Traits & JobTraits.IsUpload) != 0 && job.State != BackgroundCopyJobState.Transferred);

    private static StepResult Resume(ref JobData job, Moment now, EngineSettings settings)
    {
        if (job.Files == 0)
        {
            return StepResult.Refused(HResults.BG_E_EMPTY);
        }

        if (job.State == BackgroundCopyJobState.Transferred && job.AllTransferred && settings.ResumeTransferredIsEmpty)
        {
            return StepResult.Refused(HResults.BG_E_EMPTY);
        }

        job.Traits |= JobTraits.HasBeenResumed;
        switch (job.State)
        {
            case BackgroundCopyJobState.Transferred when job.AllTransferred:
                break;
            case BackgroundCopyJobState.Suspended:
            case BackgroundCopyJobState.TransientError:
            case BackgroundCopyJobState.Error:
            case BackgroundCopyJobState.Transferred:
                job.FirstTransient = settings.ResumeKeepsNoProgressTimer ? job.FirstTransient : Moment.None;
                job.ActiveTime = 0;
                job.ImmediateRetries = 0;
                job.IsRetry = false;
                job.State = BackgroundCopyJobState.Queued;
                return Touch(ref job, now) | JobEffects.EnqueueLast;
            default:
                break;
        }

        // It leaves the job where it is, and is no activity (STATE-40); the download time begins anew all the same (MAXT-4).
        job.ActiveTime = 0;
        job.ActiveSince = now.Engine;
        return JobEffects.None;
    }

    private static JobEffects Suspend(ref JobData job, Moment now, EngineSettings settings)
    {
        bool keep = settings.SuspendKeepsErrorAndTransferred
            && job.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred;
        if (!keep)
        {
            job.State = BackgroundCopyJobState.Suspended;
        }

        // Suspending a suspended job is activity, but nothing to tell of: neither the state nor a property changes (CB-7).
        return Touch(ref job, now) & ~JobEffects.Modified;
    }

    /// <summary>
    /// Fatal, and no attempt that failed, so not counted (ERR-13, ERR-35). A job that was in ERROR already is told of again: it has another error now (OQ-34).
    /// </summary>
    private static JobEffects RefuseContent(ref JobData job, in JobInput input, Moment now)
    {
        job.FilesTransferred--;
        JobArrivals.FetchNext(ref job, input);
        JobErrors.Set(ref job, HResults.BG_E_VALIDATION_FAILED, ErrorClassifier.DefaultContext(HResults.BG_E_VALIDATION_FAILED), counts: false);
        job.ErrorFile = input.Count;
        JobEffects again = job.State == BackgroundCopyJobState.Error ? JobEffects.EndNotification | JobEffects.NotifyError : JobEffects.None;
        job.State = BackgroundCopyJobState.Error;
        return (Touch(ref job, now) & ~JobEffects.Modified) | again;
    }

    /// <summary>A successful call and a byte are activity (OQ-36) and a modification (TIME-1, CB-7).</summary>
    internal static JobEffects Touch(ref JobData job, Moment now)
    {
        job.LastActivity = now;
        job.ModificationTime = now.Wall;
        return JobEffects.Modified;
    }

    /// <summary>
    /// The call changed which conditions hold for the job. That counts at once; where it leads the job is decided at the next turn (D-2, OQ-39).
    /// </summary>
    private static JobEffects TouchBlocks(ref JobData job, BlockConditions conditions, Moment now)
    {
        job.EndedBlocks |= job.Blocks & ~conditions;
        job.Blocks = conditions;
        return Touch(ref job, now) | JobEffects.CheckBlocks;
    }

    /// <summary>
    /// A waiting job whose new delay or timeout leaves it no retry goes to ERROR before the call returns. Only a new timeout is compared with
    /// the time already gone: a retry that is due at the deadline itself still goes first (OQ-3, OQ-11).
    /// </summary>
    private static JobEffects FailIfHopeless(ref JobData job, bool timedOut, EngineSettings settings)
    {
        bool runsOut = timedOut && (!job.IsBlocked || settings.BlockedTimeout == BlockedTimeout.Run);
        bool ruledOut = !job.IsBlocked && RetryRules.DelayRulesOutRetry(job) && settings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce;
        bool hopeless = RetryRules.TimeoutForbidsRetry(job, settings) || runsOut || ruledOut;
        if (hopeless && job.State == BackgroundCopyJobState.TransientError)
        {
            job.State = BackgroundCopyJobState.Error;
        }

        return JobEffects.None;
    }

    private static JobEffects FailIfOverTime(ref JobData job, Moment now, EngineSettings settings)
    {
        if (RetryTimers.MaximumDownloadTimeDue(job, settings) <= now.Engine)
        {
            FailByDownloadTime(ref job);
        }

        return JobEffects.None;
    }
}
