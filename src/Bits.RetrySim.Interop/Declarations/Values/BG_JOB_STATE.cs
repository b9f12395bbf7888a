namespace Bits.RetrySim.Interop;

/// <summary>The state of a job.</summary>
public enum BG_JOB_STATE
{
    /// <summary><see cref="BackgroundCopyJobState.Queued"/>.</summary>
    BG_JOB_STATE_QUEUED = 0,

    /// <summary><see cref="BackgroundCopyJobState.Connecting"/>.</summary>
    BG_JOB_STATE_CONNECTING = 1,

    /// <summary><see cref="BackgroundCopyJobState.Transferring"/>.</summary>
    BG_JOB_STATE_TRANSFERRING = 2,

    /// <summary><see cref="BackgroundCopyJobState.Suspended"/>.</summary>
    BG_JOB_STATE_SUSPENDED = 3,

    /// <summary><see cref="BackgroundCopyJobState.Error"/>.</summary>
    BG_JOB_STATE_ERROR = 4,

    /// <summary><see cref="BackgroundCopyJobState.TransientError"/>.</summary>
    BG_JOB_STATE_TRANSIENT_ERROR = 5,

    /// <summary><see cref="BackgroundCopyJobState.Transferred"/>.</summary>
    BG_JOB_STATE_TRANSFERRED = 6,

    /// <summary><see cref="BackgroundCopyJobState.Acknowledged"/>.</summary>
    BG_JOB_STATE_ACKNOWLEDGED = 7,

    /// <summary><see cref="BackgroundCopyJobState.Cancelled"/>.</summary>
    BG_JOB_STATE_CANCELLED = 8,
}
