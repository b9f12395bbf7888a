namespace Bits.RetrySim;

/// <summary>What a job was, or is, due for.</summary>
internal enum LaneDueKind
{
    /// <summary>The next attempt (RETRY-1).</summary>
    Retry,

    /// <summary>A try that did not wait for its delay, since the client, the network or the service called for it.</summary>
    AtOnce,

    /// <summary>A file that begins again at 0 (CONS-2).</summary>
    BeginsAgain,

    /// <summary>The end of the no-progress timeout (RETRY-12).</summary>
    GivesUp,

    /// <summary>The end of the maximum download time (MAXT-1).</summary>
    DownloadTimeOver,

    /// <summary>The end of the time in which a server application may answer (RETRY-24).</summary>
    Answer,

    /// <summary>The inactivity policy's cancellation (POLICY-1).</summary>
    Cancelled,
}
