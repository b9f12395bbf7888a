using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>
/// One retry cycle: the retry falls due, the job is queued, connects, fails, and waits again. Mean and Allocated are those of one cycle of one
/// job, Op/s are cycles per second.
/// </summary>
public abstract class RetryCycle
{
    private const int Cycles = 100_000;

    private IRetryLoad? _load;

    public abstract int Jobs { get; set; }

    [GlobalSetup(Target = nameof(BitsRetrySim))]
    public void SetupBitsRetrySim() => Prepare(jobs => new EngineLoad(jobs));

    [Benchmark(Baseline = true, OperationsPerInvoke = Cycles)]
    public void BitsRetrySim() => Turn(Cycles);

    [GlobalSetup(Target = nameof(Stateless))]
    public void SetupStateless() => Prepare(jobs => new StatelessLoad(jobs));

    [Benchmark(OperationsPerInvoke = Cycles)]
    public void Stateless() => Turn(Cycles);

    private protected void Prepare(Func<int, IRetryLoad> make) => _load = RetryLoad.Compared(make, Jobs);

    private protected void Turn(int cycles) => _load!.Run(cycles / Jobs);
}
