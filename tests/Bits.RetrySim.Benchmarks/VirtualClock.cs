using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Benchmarks;

/// <summary>10,000 periodic timers, each due at an instant of its own; Mean and Allocated are those of one firing.</summary>
public class VirtualClock
{
    private const int Timers = 10_000;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(Timers);

    private readonly SimulatedClock _simulated = new();
    private readonly FakeTimeProvider _fake = new();
    private readonly List<ITimer> _timers = new(Timers);
    private int _fired;

    [GlobalSetup(Target = nameof(BitsRetrySim))]
    public void SetupBitsRetrySim() => Prepare(_simulated, BitsRetrySim);

    [Benchmark(Baseline = true, OperationsPerInvoke = Timers)]
    public void BitsRetrySim() => _simulated.Advance(Period);

    [GlobalSetup(Target = nameof(FakeTimeProvider))]
    public void SetupFakeTimeProvider() => Prepare(_fake, FakeTimeProvider);

    [Benchmark(OperationsPerInvoke = Timers)]
    public void FakeTimeProvider() => _fake.Advance(Period);

    private void Prepare(TimeProvider provider, Action advance)
    {
        for (int number = 1; number <= Timers; number++)
        {
            _timers.Add(provider.CreateTimer(static clock => ((VirtualClock)clock!)._fired++, this, TimeSpan.FromMilliseconds(number), Period));
        }

        advance();
        if (_fired != Timers)
        {
            throw new InvalidOperationException($"{_fired} of {Timers} timers fired.");
        }
    }
}
