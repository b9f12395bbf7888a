using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Meters that belong to one test, as a service collection would make them, and collectors that hear no others.</summary>
internal sealed class MeterScope : IMeterFactory
{
    private readonly Dictionary<string, Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        if (!_meters.TryGetValue(options.Name, out Meter? meter))
        {
            meter = new Meter(options.Name, options.Version, options.Tags, scope: this);
            _meters.Add(options.Name, meter);
        }

        return meter;
    }

    public void Dispose()
    {
        foreach (Meter meter in _meters.Values)
        {
            meter.Dispose();
        }
    }

    /// <summary>What an instrument tells from now on.</summary>
    internal MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(this, "Bits.RetrySim", instrument);

    /// <summary>The measurements of a collector as lines: value, then the tags in the order of their names.</summary>
    internal static string[] Lines<T>(MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(Line)];

    internal static string Line<T>(CollectedMeasurement<T> measurement)
        where T : struct =>
        string.Join(' ', [FormattableString.Invariant($"{measurement.Value}"), .. measurement.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")]);
}
