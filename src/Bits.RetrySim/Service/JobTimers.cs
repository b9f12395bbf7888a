namespace Bits.RetrySim;

/// <summary>Keeps a job's timers in line with its data, and says so when one of them is due. Guarded by the service's lock.</summary>
internal sealed class JobTimers(Agenda agenda)
{
    internal JobSteps Steps { get; set; } = null!;

    /// <summary>Where the files of a job go that the inactivity policy ends.</summary>
    internal JobFiles Files { get; set; } = null!;

    /// <summary>The short way for retries; null: all take the ordinary one.</summary>
    internal DirectRetries? Direct { get; set; }

    /// <summary>
    /// The retry is armed exactly; the far timers, which only ever move away, only when they would come too late: they are reached at their
    /// old instant, looked at, and armed again if they came too early (D-40).
    /// </summary>
    internal void Sync(JobRecord job)
    {
        if (job.Data.IsFinal)
        {
            DisarmAll(job);
            return;
        }

        long retry = RetryTimers.RetryDue(job.Data);
        if (retry != RetryTimers.Never)
        {
            agenda.ArmExactly(job.Retry ??= new JobDue(DuePhase.Retry, job), retry);
        }
        else
        {
            agenda.Disarm(job.Retry);
        }

        long noProgress = RetryTimers.NoProgressDue(job.Data);
        if (noProgress != RetryTimers.Never)
        {
            agenda.ArmNoLater(job.NoProgress ??= new JobDue(DuePhase.NoProgress, job), noProgress);
        }

        long downloadTime = RetryTimers.MaximumDownloadTimeDue(job.Data, Steps.Settings);
        if (downloadTime != RetryTimers.Never)
        {
            agenda.ArmNoLater(job.MaximumDownloadTime ??= new JobDue(DuePhase.MaximumDownloadTime, job), downloadTime);
        }

        agenda.ArmNoLater(job.Inactivity, RetryTimers.InactivityDue(job.Data, Steps.Settings));
    }

    /// <summary>One of the job's timers has come due.</summary>
    internal void OnDue(JobDue entry)
    {
        JobRecord job = entry.Job;
        switch (entry.Phase)
        {
            case DuePhase.Retry when job.Data.IsFinal:
                Steps.Sessions.OnDue(job);
                break;
            case DuePhase.Retry:
                ResumeLoop.End(job);
                if (Direct is null || !Direct.TryRun(job))
                {
                    Steps.Apply(job, JobTrigger.RetryDue);
                }

                break;
            case DuePhase.NoProgress:
                LookWhetherDue(entry, RetryTimers.NoProgressDue(job.Data), JobTrigger.NoProgressDue);
                break;
            case DuePhase.MaximumDownloadTime:
                LookWhetherDue(entry, RetryTimers.MaximumDownloadTimeDue(job.Data, Steps.Settings), JobTrigger.MaximumDownloadTimeDue);
                break;
            case DuePhase.Inactivity:
                Steps.Attempts.SettleBytes(job);
                LookWhetherDue(entry, RetryTimers.InactivityDue(job.Data, Steps.Settings), JobTrigger.InactivityDue);
                if (job.Data.IsFinal)
                {
                    Files.DeleteLater(job);
                }

                break;
            default:
                throw new InvalidOperationException($"{entry.Phase} is not the phase of a job's timer.");
        }
    }

    /// <summary>The instant of an armed timer as a restarted service sees it (CLOCK-4).</summary>
    internal long Rebased(DueEntry entry)
    {
        long due = entry is JobDue { Job: var job }
            ? entry.Phase switch
            {
                DuePhase.Retry => RetryTimers.RetryDue(job.Data),
                DuePhase.NoProgress => RetryTimers.NoProgressDue(job.Data),
                DuePhase.Inactivity => RetryTimers.InactivityDue(job.Data, Steps.Settings),
                _ => RetryTimers.Never,
            }
            : RetryTimers.Never;
        return Math.Max(due == RetryTimers.Never ? entry.Instant : due, agenda.Instant);
    }

    private void LookWhetherDue(JobDue entry, long due, JobTrigger trigger)
    {
        if (due <= agenda.Instant)
        {
            Steps.Apply(entry.Job, trigger);
        }
        else if (due != RetryTimers.Never)
        {
            agenda.Arm(entry, due);
        }
    }

    private void DisarmAll(JobRecord job)
    {
        agenda.Disarm(job.Retry);
        agenda.Disarm(job.Inactivity);
        agenda.Disarm(job.NoProgress);
        agenda.Disarm(job.MaximumDownloadTime);
    }
}
