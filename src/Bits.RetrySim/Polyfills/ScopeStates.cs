using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>One for each scope, outermost first, as fields: there are no inline arrays before .NET 8.</summary>
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
        _network.Hold(null, 0);
        _host.Hold(null, 0);
        _resource.Hold(null, 0);
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
    internal void AnchorAt(long bytes) => _network.Anchor = _host.Anchor = _resource.Anchor = bytes;
}
