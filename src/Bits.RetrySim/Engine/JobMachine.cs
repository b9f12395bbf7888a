namespace Bits.RetrySim;

/// <summary>
/// The job's state machine: (data, input, now) -> (data', effects). The only place where a job's state changes; it reads no clock,
/// takes no lock and calls nobody. Every transition of spec section 2 is here: client calls in <c>JobMachine.Calls.cs</c>, what
/// happens by itself in <c>JobMachine.Events.cs</c>.
/// </summary>
internal static partial class JobMachine
{
    /// <summary>Lets one thing happen to a job. A refused or stale input leaves the data as it was.</summary>
    internal static StepResult Step(ref JobData job, in JobInput input, Moment now, EngineSettings settings)
    {
        BackgroundCopyJobState before = job.State;
        StepResult result = IsCall(input.Trigger)
            ? Call(ref job, input, now, settings)
            : Happen(ref job, input, now, settings);
        return result.IsRefused ? result : result.Effects | Settle(before, ref job, now, settings);
    }

    /// <summary>Whether a trigger is a client's call, which a job in a final state refuses (LIFE-6, LIFE-7).</summary>
    internal static bool IsCall(JobTrigger trigger) => trigger <= JobTrigger.SetMaximumDownloadTime;

    /// <summary>What follows from having been in one state and being in another, whatever the reason.</summary>
    private static JobEffects Settle(BackgroundCopyJobState before, ref JobData job, Moment now, EngineSettings settings)
    {
        JobEffects effects = JobEffects.None;
        if (job.State != before)
        {
            job.StateSince = now;
            job.ModificationTime = now.Wall;
            effects |= Leave(before, ref job, now) | Enter(ref job, now);
        }

        RetryRules.Freeze(ref job, now, settings);
        return effects;
    }

    private static JobEffects Leave(BackgroundCopyJobState before, ref JobData job, Moment now)
    {
        JobEffects effects = JobEffects.None;
        if (JobData.IsActiveState(before) && !job.IsActive)
        {
            job.ActiveTime += now.Engine - job.ActiveSince;
            job.AwaitsTurn = false;
            effects |= JobEffects.StopTransfer;
        }

        if (before == BackgroundCopyJobState.TransientError)
        {
            job.RetryAt = Moment.None;
        }

        if (before is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred)
        {
            effects |= JobEffects.EndNotification;
        }

        return effects;
    }

    private static JobEffects Enter(ref JobData job, Moment now)
    {
        switch (job.State)
        {
            case BackgroundCopyJobState.Queued:
                return JobEffects.Modified | (job.IsBlocked ? JobEffects.CheckBlocks : JobEffects.None);
            case BackgroundCopyJobState.Error:
                job.LastActivity = now;
                return JobEffects.NotifyError;
            case BackgroundCopyJobState.Transferred:
                job.LastActivity = now;
                job.TransferCompletionTime = now.Wall;
                ClearError(ref job);
                return JobEffects.NotifyTransferred;
            case BackgroundCopyJobState.Acknowledged:
            case BackgroundCopyJobState.Cancelled:
                return JobEffects.None;
            case BackgroundCopyJobState.Transferring:
                ClearError(ref job);
                return JobEffects.Modified;
            case BackgroundCopyJobState.Connecting:
            case BackgroundCopyJobState.Suspended:
            case BackgroundCopyJobState.TransientError:
                return JobEffects.Modified;
            default:
                throw new InvalidOperationException($"A job cannot be in the state {job.State}.");
        }
    }

    private static void SetError(ref JobData job, int hresult, BackgroundCopyErrorContext context, bool counts)
    {
        job.ErrorCode = hresult;
        job.IsBlockError = false;
        job.ErrorContext = context;
        job.ErrorFile = context is BackgroundCopyErrorContext.LocalFile or BackgroundCopyErrorContext.RemoteFile
            ? Math.Min(job.CurrentFile, job.Files - 1)
            : -1;
        if (counts)
        {
            job.ErrorCount++;
        }
    }

    private static void ClearError(ref JobData job)
    {
        job.ErrorCode = 0;
        job.IsBlockError = false;
        job.ErrorContext = BackgroundCopyErrorContext.None;
        job.ErrorFile = -1;
    }
}
