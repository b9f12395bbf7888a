namespace Bits.RetrySim;

/// <summary>When a job whose retry delay exceeds its no-progress timeout goes to ERROR (RETRY-7, OQ-2).</summary>
public enum DelayAboveTimeout
{
    /// <summary>At its first transient error. The default: it agrees with a timeout of 0, and clients count on it to fail fast.</summary>
    FailAtOnce = 0,

    /// <summary>When the no-progress timeout has run out; until then the job is in TRANSIENT_ERROR and no retry is made.</summary>
    FailAtTimeout = 1,
}
