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

    /// <summary>Parts of a file are asked for, or its rest goes on elsewhere.</summary>
    RequestRanges,

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

    /// <summary>What was asked for of a file is here, and the file is not whole.</summary>
    RangesCompleted,

    /// <summary>The file begins again, and so does the request, with what is missing now.</summary>
    FileBegunAgain,
    Failed,

    // The surroundings.
    BlocksChanged,

    /// <summary>The network has changed without having been lost (NET-11).</summary>
    NetworkChanged,
    ServiceRestarted,

    /// <summary>The helper token that the job uses is gone (NET-7).</summary>
    TokenLost,
}
