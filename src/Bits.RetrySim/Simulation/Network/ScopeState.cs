namespace Bits.RetrySim;

/// <summary>What one scope of the script (network, host or resource) has to do with a running attempt.</summary>
internal struct ScopeState
{
    /// <summary>The number of the attempt in this scope; 0 if it did not come so far.</summary>
    internal long Request;

    /// <summary>The drop or stall in force for this attempt, if any.</summary>
    internal FaultRule? Held;

    /// <summary>The byte of the file from which its bytes count; below 0 after a restart.</summary>
    internal long Anchor;

    /// <summary>How many of its stalls are over.</summary>
    internal int Passed;

    /// <summary>What ends the bytes next; null: nothing.</summary>
    internal readonly SimulatedFault? Next => Held?.Fault.After(Passed);

    internal void Hold(FaultRule? rule, long anchor) => (Held, Anchor, Passed) = (rule, anchor, 0);
}
