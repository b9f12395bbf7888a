using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>A number of jobs at which only what does not look through all timers still ends.</summary>
public class RetryCycleOfManyJobs : RetryCycle
{
    [Params(100_000)]
    public override int Jobs { get; set; }
}
