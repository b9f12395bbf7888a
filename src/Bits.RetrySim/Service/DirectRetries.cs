namespace Bits.RetrySim;

/// <summary>
/// Retries whose attempts fail where they begin, in one step: in an outage that is nearly all that ever happens. Queue, scheduler and line
/// could only hand back what was just put in, if nothing and nobody else has a part in the instant; else the ordinary way is taken. What
/// comes of it and what is recorded is the same either way.
/// </summary>
internal sealed class DirectRetries(Agenda agenda, LivelockGuard guard, Journal journal, JobSteps steps)
{
    /// <summary>What the ordinary way takes from the queue besides the retry: the turn, and the report of the failure.</summary>
    private const int EntriesSpared = 2;

    /// <summary>Makes the retry that has come due; false, and nothing changed, if the ordinary way might lead elsewhere.</summary>
    internal bool TryRun(JobRecord job)
    {
        if (!HasPartInInstantAlone(job)
            || job.Transfer is not { IsOrderChanged: false, Handle: { } handle }
            || !handle.FailsAtOnce(agenda.Instant, out int hresult)
            || !guard.HasRoomFor(EntriesSpared))
        {
            return false;
        }

        ref readonly JobInput failure = ref steps.Attempts.Failures.Of(hresult);
        bool records = journal.Records;
        JobData before = records ? job.Data : default;
        if (!JobMachine.TryRefail(ref job.Data, failure, agenda.Now, steps.Settings))
        {
            return false;
        }

        handle.CountFailure(agenda.Instant);
        job.CurrentFile!.HearFailure(hresult);
        guard.Add(EntriesSpared);
        guard.LastJob = job.Number;
        job.Attempts++;
        if (records)
        {
            Record(job, before);
        }

        agenda.Arm(job.Retry!, job.Data.RetryAt.Engine);
        return true;
    }

    /// <summary>
    /// Other retries of the instant may be left, where nobody sees in which order the jobs take their steps: they are made in the order in which
    /// their turn would come, which for background jobs depends on more than that.
    /// </summary>
    private bool HasPartInInstantAlone(JobRecord job)
    {
        DueKey next = agenda.NextKey;
        bool othersFit = next.Instant > agenda.Instant
            || (!journal.Records && !job.IsBackground && next.Phase is DuePhase.Retry or > DuePhase.Schedule);
        return othersFit
            && !journal.Listens
            && !job.IsParked
            && steps.Turns.IsIdleBefore(next)
            && (!job.IsBackground || steps.Turns.HasFreeSlot)
            && job.Extras.Waits is null
            && !CallbackDesk.TellsModifications(job)
            && !steps.Listeners.IsHeard;
    }

    private void Record(JobRecord job, JobData step)
    {
        Moment now = agenda.Now;
        int attempt = job.Attempts;
        BackgroundCopyJobProgress progress = JobReader.ProgressOf(job, now.Engine);
        step.State = BackgroundCopyJobState.Queued;
        journal.Transition(now, job.Number, BackgroundCopyJobState.TransientError, step, attempt - 1, progress);
        step.State = BackgroundCopyJobState.Connecting;
        journal.Transition(now, job.Number, BackgroundCopyJobState.Queued, step, attempt - 1, progress);
        journal.Attempt(now, job.Number, step, attempt, job.CurrentFile!.Bytes, progress);
        journal.Transition(now, job.Number, BackgroundCopyJobState.Connecting, job.Data, attempt, progress);
    }
}
