namespace Bits.RetrySim.Interop;

/// <summary>The priority of a job.</summary>
public enum BG_JOB_PRIORITY
{
    /// <summary><see cref="BackgroundCopyJobPriority.Foreground"/>.</summary>
    BG_JOB_PRIORITY_FOREGROUND = 0,

    /// <summary><see cref="BackgroundCopyJobPriority.High"/>.</summary>
    BG_JOB_PRIORITY_HIGH = 1,

    /// <summary><see cref="BackgroundCopyJobPriority.Normal"/>.</summary>
    BG_JOB_PRIORITY_NORMAL = 2,

    /// <summary><see cref="BackgroundCopyJobPriority.Low"/>.</summary>
    BG_JOB_PRIORITY_LOW = 3,
}
