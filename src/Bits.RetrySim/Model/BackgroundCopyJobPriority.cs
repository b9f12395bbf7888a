namespace Bits.RetrySim;

/// <summary>The four priorities of a job, with the numbers of BG_JOB_PRIORITY (SCHED-1).</summary>
public enum BackgroundCopyJobPriority
{
    /// <summary>
    /// Runs at once, beside every other foreground job; neither the bandwidth policy nor the blocks meant for background work hold it back
    /// (SCHED-2, SCHED-3, OQ-39).
    /// </summary>
    Foreground = 0,

    /// <summary>The highest background level: goes before <see cref="Normal"/> and <see cref="Low"/> jobs (SCHED-4).</summary>
    High = 1,

    /// <summary>The middle background level; every new job has it (SCHED-1).</summary>
    Normal = 2,

    /// <summary>The lowest background level: runs only while no other background job is ready (SCHED-4).</summary>
    Low = 3,
}
