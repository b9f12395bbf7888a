using System.Diagnostics.Metrics;

namespace Bits.RetrySim.Tests;

/// <summary>Meters that belong to one test.</summary>
internal sealed class MeterScope : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        Meter meter = new(options.Name, options.Version, options.Tags, scope: this);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
}
