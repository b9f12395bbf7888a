namespace Bits.RetrySim;

/// <summary>What timelines are made of.</summary>
internal sealed partial class BitsService
{
    /// <summary>ERROR has two ways in: an error for good, and a last error after too long a time without progress (RETRY-12).</summary>
    private string DetailOf(JobRecord job) =>
        job.Data.State == BackgroundCopyJobState.Error && RetryTimers.HasTimedOut(job.Data, Now) ? JobEvent.NoProgress : "";

    internal TimelineSource ReadTimeline()
    {
        long now = _clock.Now;
        lock (_gate)
        {
            long instant = _disposed ? _instant : InstantOfReading(now);
            List<LiveJob> jobs = new(_jobs.Count);
            foreach (JobRecord job in _jobs.Values)
            {
                jobs.Add(new LiveJob(job.Number, StatusOf(job, instant), ProgressOf(job, instant)));
            }

            return new TimelineSource(EventLog.Start, TimeSpan.FromTicks(instant), EventLog.Events, jobs);
        }
    }
}
