namespace Bits.RetrySim;

/// <summary>What has to be done outside the machine because of a step.</summary>
[Flags]
internal enum JobEffects : ushort
{
    None = 0,

    /// <summary>The job became ready: to the tail of its level.</summary>
    EnqueueLast = 1 << 0,

    /// <summary>The job became ready again through no fault of its own: to the head of its level (OQ-41).</summary>
    EnqueueFirst = 1 << 1,

    /// <summary>Start the attempt, or the next file's transfer within it.</summary>
    StartTransfer = 1 << 2,

    /// <summary>The running attempt is of no use any more.</summary>
    StopTransfer = 1 << 3,

    /// <summary>The job entered ERROR: begin a cycle of JobError (CB-3).</summary>
    NotifyError = 1 << 4,

    /// <summary>The job entered TRANSFERRED: begin a cycle of JobTransferred (CB-3).</summary>
    NotifyTransferred = 1 << 5,

    /// <summary>The job left ERROR or TRANSFERRED: its cycle is over (CB-5).</summary>
    EndNotification = 1 << 6,

    /// <summary>Something JobModification tells of (CB-7).</summary>
    Modified = 1 << 7,

    /// <summary>The request that is started is the failed one made again at once (RETRY-28).</summary>
    RetryAtOnce = 1 << 9,

    /// <summary>Whether a block applies has to be looked at before the next start (STATE-30, OQ-39).</summary>
    CheckBlocks = 1 << 8,
}
