namespace Bits.RetrySim;

/// <summary>Makes bands of recorded changes of the surroundings.</summary>
internal sealed class BandBuilder
{
    private readonly List<TimelineBand> _bands = [];
    private readonly List<((EnvironmentChangeKind Kind, string Name, BackgroundCopyJobPriority? Priority) Key, string Label, TimeSpan Start)> _open = [];

    internal void Add(JobEvent entry)
    {
        if (entry.Environment is not { } change)
        {
            return;
        }

        (EnvironmentChangeKind Kind, string Name, BackgroundCopyJobPriority? Priority) key = (change.Kind, change.Name, change.Priority);
        int index = _open.FindIndex(band => band.Key == key);
        if (index >= 0)
        {
            Close(_open[index], entry.Instant);
            _open.RemoveAt(index);
        }

        if (BandText.Of(change) is { } label)
        {
            _open.Add((key, label, entry.Instant));
        }
    }

    /// <summary>The bands up to an instant, by their beginnings.</summary>
    internal List<TimelineBand> Build(TimeSpan end)
    {
        _open.ForEach(band => Close(band, end));
        return [.. _bands.OrderBy(band => band.Start)];
    }

    private void Close(((EnvironmentChangeKind Kind, string Name, BackgroundCopyJobPriority? Priority) Key, string Label, TimeSpan Start) band, TimeSpan end) => _bands.Add(new TimelineBand(band.Label, band.Start, end, 0));
}
