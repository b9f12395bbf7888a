namespace Bits.RetrySim.Tool;

/// <summary>Why an attempt came otherwise than by the retry delay.</summary>
internal enum NudgeKind
{
    /// <summary>The service started.</summary>
    ServiceStarted,

    /// <summary>It was tried before its delay was over, and nothing that is known says why.</summary>
    TriedEarly,

    /// <summary>An attempt was due, and none came until later.</summary>
    TriedLate,

    /// <summary>BITS had given up, and yet it was tried again.</summary>
    Resumed,

    /// <summary>This side had stopped it, and nothing that is known says why.</summary>
    Stopped,

    /// <summary>A condition held it back.</summary>
    Blocked,
}
