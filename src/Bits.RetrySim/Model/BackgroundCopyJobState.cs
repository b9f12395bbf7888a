namespace Bits.RetrySim;

/// <summary>The nine states of a job, with the numbers of BG_JOB_STATE (STATE-1 to STATE-8).</summary>
public enum BackgroundCopyJobState
{
    /// <summary>Ready; waits for the scheduler's turn, or for its owner to log on (STATE-1).</summary>
    Queued = 0,

    /// <summary>Contacts the server (STATE-2).</summary>
    Connecting = 1,

    /// <summary>Moves data (STATE-3).</summary>
    Transferring = 2,

    /// <summary>Nothing is transferred until Resume, Complete or Cancel; a new job is born here (STATE-4, LIFE-1).</summary>
    Suspended = 3,

    /// <summary>A fatal error; never retried without Resume (STATE-5).</summary>
    Error = 4,

    /// <summary>A recoverable error, or a block; retried as the retry timers say (STATE-6).</summary>
    TransientError = 5,

    /// <summary>Everything moved; waits for Complete (STATE-7).</summary>
    Transferred = 6,

    /// <summary>Complete succeeded; final (STATE-8).</summary>
    Acknowledged = 7,

    /// <summary>Cancelled by the client, or by the service after JobInactivityTimeout; final (STATE-8).</summary>
    Cancelled = 8,
}
