namespace Bits.RetrySim;

/// <summary>The runs of a <see cref="DueQueue"/>, in an array of their own: there are no inline ones before .NET 8.</summary>
internal struct DueRuns
{
    internal const int Count = 4;

    private DueRun[]? _runs;

    internal ref DueRun this[int index] => ref (_runs ??= new DueRun[Count])[index];

    public static implicit operator ReadOnlySpan<DueRun>(DueRuns runs) => runs._runs;
}
