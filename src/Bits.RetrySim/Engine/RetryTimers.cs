namespace Bits.RetrySim;

/// <summary>
/// When a job's timers run out. All but the retry are derived from the job's data: a changed setting cannot leave a stale instant behind.
/// Instants are engine ticks; <see cref="Never"/> when the timer does not run.
/// </summary>
internal static class RetryTimers
{
    internal const long Never = long.MaxValue;

    /// <summary>The planned retry (RETRY-1).</summary>
    internal static long RetryDue(in JobData job) =>
        job.State == BackgroundCopyJobState.TransientError && job.RetryAt.IsSet ? job.RetryAt.Engine : Never;

    /// <summary>Last failure + minimum retry delay, with the wall time that instant has as of now (OQ-11, CLOCK-4).</summary>
    internal static Moment RetryAfter(in JobData job, Moment now) => now.MovedTo(job.LastFailure.Engine + Ticks(job.MinimumRetryDelay));

    /// <summary>
    /// First transient error + no-progress timeout. It only acts in TRANSIENT_ERROR: a deadline that passes while an attempt is made
    /// is looked at when that fails (RETRY-12, OQ-12).
    /// </summary>
    internal static long NoProgressDue(in JobData job) =>
        job.State == BackgroundCopyJobState.TransientError ? NoProgressDeadline(job) : Never;

    /// <summary>The same, whether or not the job waits now: where it would be looked at next time.</summary>
    internal static long NoProgressDeadline(in JobData job) =>
        job.FirstTransient.IsSet && !job.FrozenSince.IsSet ? job.FirstTransient.Engine + Ticks(job.NoProgressTimeout) : Never;

    /// <summary>Whether a planned retry comes before the job is given up; at the same instant it does (OQ-3).</summary>
    internal static bool IsRetryInTime(in JobData job) => RetryDue(job) <= NoProgressDue(job);

    /// <summary>Last activity + JobInactivityTimeout, in every state that is not final (POLICY-1, POLICY-22).</summary>
    internal static long InactivityDue(in JobData job, EngineSettings settings) =>
        job.IsFinal ? Never : job.LastActivity.Engine + settings.InactivityTimeout;

    /// <summary>When the active time reaches the maximum download time (MAXT-1).</summary>
    internal static long MaximumDownloadTimeDue(in JobData job, EngineSettings settings) =>
        job.IsActive ? job.ActiveSince + DownloadTimeLeft(job, settings) : Never;

    /// <summary>How much of the maximum download time is left, as of the beginning of the running spell or the next one (MAXT-1).</summary>
    internal static long DownloadTimeLeft(in JobData job, EngineSettings settings) =>
        Ticks(MaximumDownloadTime(job, settings)) - job.ActiveTime;

    /// <summary>Seconds: the job's own value, else the policy's (MAXT-5, OQ-38).</summary>
    internal static uint MaximumDownloadTime(in JobData job, EngineSettings settings) =>
        job.MaximumDownloadTime == JobData.PolicyDownloadTime ? settings.MaximumDownloadTime : (uint)job.MaximumDownloadTime;

    /// <summary>Whether the time without progress has reached the timeout (RETRY-12).</summary>
    internal static bool HasTimedOut(in JobData job, Moment now) =>
        job.FirstTransient.IsSet && job.FirstTransient.ElapsedAt(now) >= Ticks(job.NoProgressTimeout);

    internal static long Ticks(uint seconds) => seconds * TimeSpan.TicksPerSecond;
}
