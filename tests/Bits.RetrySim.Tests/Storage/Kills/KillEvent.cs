namespace Bits.RetrySim.Tests;

/// <summary>What a process is killed after, so many times.</summary>
internal enum KillEvent
{
    Never = 0,

    /// <summary>It has made a job.</summary>
    Made = 1,

    /// <summary>It is about to keep something.</summary>
    Committing = 2,

    /// <summary>It has kept something.</summary>
    Committed = 3,

    /// <summary>It has heard that a job is transferred, and completes it.</summary>
    Transferred = 4,

    /// <summary>The server has sent it a byte.</summary>
    Byte = 5,
}
