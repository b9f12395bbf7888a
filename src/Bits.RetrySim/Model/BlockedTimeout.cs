namespace Bits.RetrySim;

/// <summary>What the no-progress timer does while a job is blocked: network away, volume locked, policy, cost, power (RETRY-17, OQ-4).</summary>
public enum BlockedTimeout
{
    /// <summary>It stands still and goes on after the block: it measures the time BITS tries, and a blocked job is not tried.</summary>
    Freeze = 0,

    /// <summary>It runs on, and a block starts it if it does not run yet. The default. A job that is blocked for longer than its timeout fails.</summary>
    Run = 1,

    /// <summary>It is cleared, and starts anew at the first transient error after the block.</summary>
    Clear = 2,
}
