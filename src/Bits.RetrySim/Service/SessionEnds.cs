namespace Bits.RetrySim;

/// <summary>
/// Tells servers that no more comes of uploads which were cancelled before all had been sent: again and again, until the server has understood, or
/// for a day, or for the no-progress timeout if that is shorter (LIFE-20, UP-5). Such a job is over and takes no place among those that are
/// scheduled. Guarded by the service's lock.
/// </summary>
internal sealed class SessionEnds(Agenda agenda, Journal journal)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly List<JobRecord> _jobs = [];

    internal JobSteps Steps { get; set; } = null!;

    /// <summary>A job has come to its end.</summary>
    internal void Follow(JobRecord job)
    {
        if (job.Extras.Upload is { HasSession: true } && job.Data.State == BackgroundCopyJobState.Cancelled && job.Data.FilesTransferred == 0)
        {
            Begin(job, agenda.Instant + Math.Min(Longest.Ticks, RetryTimers.Ticks(job.Data.NoProgressTimeout)));
        }
    }

    /// <summary>Whether the job's server is still to be told.</summary>
    internal bool Owes(JobRecord job) => _jobs.Contains(job);

    /// <summary>A job has come back whose server is still to be told, until an instant of the wall clock.</summary>
    internal void PutBack(JobRecord job, long endsBy) => Begin(job, endsBy - agenda.WallOffset);

    /// <summary>The retry of a job that has ended is due: of no use to most, but a server may have to be told.</summary>
    internal void OnDue(JobRecord job)
    {
        if (!_jobs.Contains(job))
        {
            return;
        }

        if (BlockOf(job) is var block and not 0)
        {
            TryLater(job, block);
        }
        else
        {
            Tell(job, SessionEndStep.Sent);
            Steps.Attempts.StartCancel(job);
        }
    }

    /// <summary>What came of it. Nobody is left who could approve a certificate that is new: as if the server could not be reached.</summary>
    internal void OnReport(JobRecord job, in TransferReport report)
    {
        switch (report.Kind)
        {
            case TransferReportKind.Completed:
                Stop(job, SessionEndStep.Taken);
                break;
            case TransferReportKind.Failed when IsUnderstood(report.HResult):
                Stop(job, SessionEndStep.Refused, report.HResult);
                break;
            case TransferReportKind.Failed:
                TryLater(job, report.HResult);
                break;
            case TransferReportKind.Asked:
                TryLater(job, HResults.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
                break;
            default:
                break;
        }
    }

    /// <summary>Other conditions hold than before: who is blocked by one is not told now.</summary>
    internal void FollowBlocks()
    {
        foreach (JobRecord job in _jobs.ToArray())
        {
            if (job.RunningTransfer is not null && BlockOf(job) is var block and not 0)
            {
                TryLater(job, block);
            }
        }
    }

    /// <summary>The service restarts: a request that is under way ends with it (D-9), and is made again.</summary>
    internal void RestartService()
    {
        foreach (JobRecord job in _jobs)
        {
            if (job.RunningTransfer is not null)
            {
                Steps.Attempts.Stop(job);
                agenda.ArmExactly(job.Retry!, agenda.Instant);
            }
        }
    }

    /// <summary>A server that refuses will not be asked again; one that has an error, or cannot be reached, will (UP-5).</summary>
    private static bool IsUnderstood(int hresult) => HResults.TryGetHttpStatus(hresult, out int status) && status is >= 100 and <= 499;

    /// <summary>The code of the condition in which nothing is sent for the job; 0: there is none.</summary>
    private int BlockOf(JobRecord job) =>
        Steps.Turns.Surroundings.BlocksOf(job) is var blocks and not BlockConditions.None ? Blocks.FirstCode(blocks) : 0;

    private void Begin(JobRecord job, long endsBy)
    {
        _jobs.Add(job);
        job.Extras.Upload!.SessionEndsBy = endsBy;
        job.Retry ??= new JobDue(DuePhase.Retry, job);
        agenda.ArmExactly(job.Retry, agenda.Instant);
    }

    private void Stop(JobRecord job, SessionEndStep last, int hresult = 0)
    {
        Steps.Attempts.Stop(job);
        _jobs.Remove(job);
        Steps.Saves?.Mark(job);
        Tell(job, last, hresult);
    }

    private void TryLater(JobRecord job, int failedWith)
    {
        long next = agenda.Instant + RetryTimers.Ticks(job.Data.MinimumRetryDelay);
        if (next > job.Extras.Upload!.SessionEndsBy)
        {
            Stop(job, SessionEndStep.GivenUp, failedWith);
            return;
        }

        Steps.Attempts.Stop(job);
        agenda.ArmExactly(job.Retry!, next);
        Tell(job, SessionEndStep.Failed, failedWith);
    }

    private void Tell(JobRecord job, SessionEndStep step, int hresult = 0) => journal.SessionEnd(agenda.Instant, job.Number, step, hresult);
}
