namespace Bits.RetrySim.Tests;

/// <summary>How a script moves the time on between its instants. The log must be the same; where the clock stops is compared by itself.</summary>
internal enum GoldenDrive
{
    /// <summary>By AdvanceTo.</summary>
    Advance,

    /// <summary>By RunUntil; each instant at which it asks is noted.</summary>
    RunUntil,

    /// <summary>By AdvanceToNextTimer; each instant at which it stops is noted.</summary>
    NextTimer,
}
