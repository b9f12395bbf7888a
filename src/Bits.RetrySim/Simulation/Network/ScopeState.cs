using System.Diagnostics.CodeAnalysis;

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

/// <summary>One for each scope, outermost first.</summary>
internal struct ScopeStates
{
    internal const int Network = 0;
    internal const int Host = 1;
    internal const int Resource = 2;
    internal const int Count = 3;

    private ScopeState _network;
    private ScopeState _host;
    private ScopeState _resource;

    [UnscopedRef]
    internal ref ScopeState this[int scope] => ref scope == Network ? ref _network : ref scope == Host ? ref _host : ref _resource;

    /// <summary>Nothing is in force any more.</summary>
    internal void LetGo()
    {
        for (int scope = 0; scope < Count; scope++)
        {
            this[scope].Hold(null, 0);
        }
    }

    /// <summary>What was taken back is not in force any more.</summary>
    internal void LetGoOfWithdrawn()
    {
        for (int scope = 0; scope < Count; scope++)
        {
            if (this[scope].Held is { IsWithdrawn: true })
            {
                this[scope].Hold(null, 0);
            }
        }
    }

    /// <summary>Bytes count from this one on.</summary>
    internal void AnchorAt(long bytes)
    {
        for (int scope = 0; scope < Count; scope++)
        {
            this[scope].Anchor = bytes;
        }
    }
}
