using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>Measurements of one manager. No tag names a job, so that they are compared as the set they are: each with how often it came.</summary>
internal sealed class GoldenMeasurements : IDisposable
{
    private readonly SortedDictionary<string, int> _measured = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly StringBuilder _observed = new();

    internal GoldenMeasurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // What the corpus of 0.1 was recorded without: it is never made anew, and MetricsTests have the instrument.
            if (ReferenceEquals(instrument.Meter.Scope, Meters) && instrument.Name != "bits.transfer.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Meters that nobody else hears.</summary>
    internal MeterScope Meters { get; } = new();

    public override string ToString() =>
        string.Concat(_measured.Select(measured => string.Create(CultureInfo.InvariantCulture, $"{measured.Value} x {measured.Key}\n")));

    public void Dispose()
    {
        _listener.Dispose();
        Meters.Dispose();
    }

    /// <summary>What the observed instruments tell now.</summary>
    internal string CountJobs()
    {
        _observed.Clear();
        _listener.RecordObservableInstruments();
        return _observed.ToString();
    }

    private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder line = new(instrument.Name);
        line.Append(CultureInfo.InvariantCulture, $" {value} {instrument.Unit}");
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            line.Append(CultureInfo.InvariantCulture, $" {tag.Key}={tag.Value}");
        }

        if (instrument.IsObservable)
        {
            _observed.Append(' ').Append(line);
            return;
        }

        string text = line.ToString();
        _measured[text] = _measured.GetValueOrDefault(text) + 1;
    }
}
