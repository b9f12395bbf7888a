namespace Bits.RetrySim;

/// <summary>Why a job is tried at once, without waiting for its retry delay.</summary>
public enum RetryCause
{
    /// <summary>The request failed after the server's answer and before a byte, and is made again unseen by the client (RETRY-28).</summary>
    ImmediateRetry = 0,

    /// <summary>The network is back (NET-2).</summary>
    NetworkReturned = 1,

    /// <summary>The network has changed (NET-11).</summary>
    NetworkChanged = 2,

    /// <summary>The service has started again (CLOCK-8).</summary>
    ServiceRestarted = 3,

    /// <summary>The client has resumed the job (RETRY-5).</summary>
    Resumed = 4,
}
