namespace Bits.RetrySim;

/// <summary>The runs of a <see cref="DueQueue"/>, in an array of their own: there are no inline ones before .NET 8.</summary>
internal readonly struct DueRuns
{
    internal const int Count = 4;

    private readonly DueRun[] _runs = new DueRun[Count];

    public DueRuns()
    {
    }

    internal ref DueRun this[int index] => ref _runs[index];

    public static implicit operator Span<DueRun>(DueRuns runs) => runs._runs;

    public static implicit operator ReadOnlySpan<DueRun>(DueRuns runs) => runs._runs;
}
