using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>Up to the number of jobs at which the alternatives on FakeTimeProvider still end: each timer that fires looks through all others.</summary>
public class RetryCycleOfFewJobs : RetryCycle
{
    private const int Cycles = 10_000;

    [Params(1, 1_000, 10_000)]
    public override int Jobs { get; set; }

    [GlobalSetup(Target = nameof(Polly))]
    public void SetupPolly() => Prepare(jobs => new PollyLoad(jobs));

    [Benchmark(OperationsPerInvoke = Cycles)]
    public void Polly() => Turn(Cycles);

    [GlobalSetup(Target = nameof(TimerPerJob))]
    public void SetupTimerPerJob() => Prepare(jobs => new TimerLoad(jobs));

    [Benchmark(OperationsPerInvoke = Cycles)]
    public void TimerPerJob() => Turn(Cycles);
}
