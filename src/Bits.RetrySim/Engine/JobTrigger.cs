namespace Bits.RetrySim;

/// <summary>Everything that can happen to a job.</summary>
internal enum JobTrigger : byte
{
    // Client calls.
    Resume,
    Suspend,
    Cancel,
    Complete,
    AddFiles,

    /// <summary>The client will not have a file that has arrived.</summary>
    RefuseContent,

    /// <summary>A setter that changes nothing the machine decides by.</summary>
    Configure,
    SetPriority,
    SetCostFlags,

    /// <summary>What kind of download it is.</summary>
    SetTraits,
    SetMinimumRetryDelay,
    SetNoProgressTimeout,
    SetMaximumDownloadTime,

    // The scheduler.
    Start,
    EndSlice,
    Preempt,
    OwnerLoggedOff,

    // Due instants.
    RetryDue,
    NoProgressDue,
    InactivityDue,
    MaximumDownloadTimeDue,

    // Reports of the running attempt.
    Accepted,
    Received,
    FileCompleted,
    Failed,

    // The surroundings.
    BlocksChanged,

    /// <summary>The network has changed without having been lost (NET-11).</summary>
    NetworkChanged,
    ServiceRestarted,

    /// <summary>The helper token that the job uses is gone (NET-7).</summary>
    TokenLost,
}
