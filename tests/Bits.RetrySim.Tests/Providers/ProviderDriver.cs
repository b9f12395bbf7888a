using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>A time provider and a way of moving it.</summary>
internal sealed class ProviderDriver
{
    private readonly Action<TimeSpan> _advance;
    private readonly TimeSpan _step;

    private ProviderDriver(TimeProvider provider, Action<TimeSpan> advance, TimeSpan? step = null)
    {
        Provider = provider;
        _advance = advance;
        _step = step ?? TimeSpan.MaxValue;
    }

    /// <summary>The names that <see cref="Named"/> knows, but for the one all others are compared with.</summary>
    internal static IEnumerable<string> Names =>
        ["simulated, in steps", "fake, at once", "fake, in steps", "awkward 1 GHz", "awkward 3 MHz", "awkward 10 MHz"];

    internal TimeProvider Provider { get; }

    internal TimeSpan Elapsed { get; private set; }

    internal static ProviderDriver Simulated()
    {
        SimulatedClock clock = new();
        return new ProviderDriver(clock, clock.Advance);
    }

    /// <summary>A driver, with the step that fits the length of the script.</summary>
    internal static ProviderDriver Named(string name, TimeSpan step)
    {
        SimulatedClock clock = new();
        FakeTimeProvider fake = new();
        AwkwardTimeProvider awkward = new(name switch { "awkward 1 GHz" => 1_000_000_000, "awkward 3 MHz" => 3_000_000, _ => 10_000_000 });
        return name switch
        {
            "simulated, in steps" => new ProviderDriver(clock, clock.Advance, step),
            "fake, at once" => new ProviderDriver(fake, fake.Advance),
            "fake, in steps" => new ProviderDriver(fake, fake.Advance, step),
            _ => new ProviderDriver(awkward, awkward.Advance, step),
        };
    }

    internal void AdvanceTo(TimeSpan instant)
    {
        while (Elapsed < instant)
        {
            TimeSpan span = instant - Elapsed < _step ? instant - Elapsed : _step;
            _advance(span);
            Elapsed += span;
        }
    }
}
