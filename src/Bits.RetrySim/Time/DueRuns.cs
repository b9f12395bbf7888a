using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>The runs of a <see cref="DueQueue"/>, within it.</summary>
[InlineArray(Count)]
internal struct DueRuns
{
    internal const int Count = 4;

    private DueRun _first;
}
