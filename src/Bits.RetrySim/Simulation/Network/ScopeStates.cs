using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>One for each scope, outermost first.</summary>
[InlineArray(Count)]
internal struct ScopeStates
{
    internal const int Network = 0;
    internal const int Host = 1;
    internal const int Resource = 2;
    internal const int Count = 3;

    private ScopeState _first;

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
