namespace Bits.RetrySim;

/// <summary>Makes bands of recorded changes of the surroundings.</summary>
internal sealed class BandBuilder
{
    private readonly List<TimelineBand> _bands = [];
    private readonly List<(string Key, string Label, TimeSpan Start)> _open = [];

    internal void Add(JobEvent entry)
    {
        if (entry.Kind != JobEventKind.Environment || !EnvironmentText.TryRead(entry.Detail, out string key, out string? label))
        {
            return;
        }

        int index = _open.FindIndex(band => band.Key == key);
        if (index >= 0)
        {
            Close(_open[index], entry.Instant);
            _open.RemoveAt(index);
        }

        if (label is not null)
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

    private void Close((string Key, string Label, TimeSpan Start) band, TimeSpan end) => _bands.Add(new TimelineBand(band.Label, band.Start, end, 0));
}
