namespace Bits.RetrySim;

/// <summary>Finds clients that resume a job again and again although nothing came of it. Guarded by the service's lock.</summary>
internal static class ResumeLoop
{
    /// <summary>So many Resumes in a series are told, once.</summary>
    private const int ToldAt = 10;

    /// <summary>The client has resumed a job that was in a state.</summary>
    internal static void Follow(JobRecord job, BackgroundCopyJobState before, long instant, bool keepsTimer, Journal journal)
    {
        if (before == BackgroundCopyJobState.TransientError && ++job.MakeExtras().ResumesInSeries == ToldAt)
        {
            journal.Hint(
                instant,
                job.Number,
                $"The client has resumed the job {ToldAt} times while it waited, without a byte in between. No Resume waits for the retry delay"
                + (keepsTimer ? "" : ", and each begins the no-progress timeout anew, so that the job never gives up")
                + ". BITS retries by itself; leave the job alone.");
        }
    }

    /// <summary>Bytes came, or a retry that waited for its delay.</summary>
    internal static void End(JobRecord job)
    {
        if (job.Extras.ResumesInSeries > 0)
        {
            job.MakeExtras().ResumesInSeries = 0;
        }
    }
}
