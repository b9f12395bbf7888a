namespace Bits.RetrySim;

/// <summary>
/// Tells servers that no more comes of uploads which were cancelled before all had been sent: again and again, until the server has understood, or
/// for a day, or for the no-progress timeout if that is shorter (LIFE-20, UP-5). Such a job is over and takes no place among those that are
/// scheduled. Guarded by the service's lock.
/// </summary>
internal sealed class SessionEnds(Agenda agenda)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    internal JobSteps Steps { get; set; } = null!;

    /// <summary>A job has come to its end.</summary>
    internal void Follow(JobRecord job)
    {
        bool isOpen = job.IsUpload && job.Data.State == BackgroundCopyJobState.Cancelled && job.Attempts > 0 && job.Data.FilesTransferred == 0;
        if (isOpen)
        {
            long span = Math.Min(Longest.Ticks, RetryTimers.Ticks(job.Data.NoProgressTimeout));
            job.MakeExtras().SessionEndsBy = agenda.Instant + span;
            job.Retry ??= new JobDue(DuePhase.Retry, job);
            agenda.ArmExactly(job.Retry, agenda.Instant);
        }
    }

    /// <summary>The retry of a job that has ended is due: of no use to most, but a server may have to be told.</summary>
    internal void OnDue(JobRecord job)
    {
        if (job.Extras.SessionEndsBy == 0)
        {
            return;
        }

        if (Steps.Turns.Surroundings.BlocksOf(job) == BlockConditions.None)
        {
            Steps.Attempts.StartCancel(job);
        }
        else
        {
            TryLater(job);
        }
    }

    /// <summary>What came of it.</summary>
    internal void OnReport(JobRecord job, in TransferReport report)
    {
        if (report.Kind is not (TransferReportKind.Completed or TransferReportKind.Failed))
        {
            return;
        }

        Steps.Attempts.Stop(job);
        if (report.Kind == TransferReportKind.Failed && !IsUnderstood(report.HResult))
        {
            TryLater(job);
        }
    }

    /// <summary>A server that refuses will not be asked again; one that has an error, or cannot be reached, will (UP-5).</summary>
    private static bool IsUnderstood(int hresult) => HResults.TryGetHttpStatus(hresult, out int status) && status is >= 100 and <= 499;

    private void TryLater(JobRecord job)
    {
        long next = agenda.Instant + RetryTimers.Ticks(job.Data.MinimumRetryDelay);
        if (next <= job.Extras.SessionEndsBy)
        {
            agenda.ArmExactly(job.Retry!, next);
        }
    }
}
