using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>
/// Making a job with one file and short names, out of 100,000; Allocated is per job and includes what growing lists leave behind. How much of
/// it stays is in the table of growth and in a test.
/// </summary>
public class IdleJob
{
    private const int Jobs = 100_000;

    /// <summary>Suspended jobs of one manager.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Jobs)]
    public object BitsRetrySim()
    {
        using BitsSimulation bits = EngineLoad.NewSimulation();
        return EngineLoad.CreateJobs(bits, Jobs);
    }

    /// <summary>Executions that wait for their second attempt; a pipeline has nothing that only waits to be started.</summary>
    [Benchmark(OperationsPerInvoke = Jobs)]
    public object Polly() => new PollyLoad(Jobs);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public object TimerPerJob() => new TimerLoad(Jobs);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public object Stateless() => new StatelessLoad(Jobs);
}
