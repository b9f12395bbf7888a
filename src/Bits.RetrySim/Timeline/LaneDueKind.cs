namespace Bits.RetrySim;

/// <summary>What a job was, or is, due for.</summary>
internal enum LaneDueKind
{
    /// <summary>The next attempt (RETRY-1).</summary>
    Retry,

    /// <summary>The end of the no-progress timeout (RETRY-12).</summary>
    GivesUp,

    /// <summary>The inactivity policy's cancellation (POLICY-1).</summary>
    Cancelled,
}
