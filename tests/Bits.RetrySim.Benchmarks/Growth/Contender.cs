namespace Bits.RetrySim.Benchmarks;

/// <summary>One way to do the work.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Make">Makes so many jobs that have failed once and wait.</param>
/// <param name="MostJobs">With more it does not end in reasonable time.</param>
internal sealed record Contender(string Name, Func<int, IRetryLoad> Make, int MostJobs)
{
    private const int MostJobsToCompare = 1_000;

    internal CycleCost? CostOfCycle(int jobs) =>
        jobs > MostJobs ? null : CycleCost.Measure(jobs > MostJobsToCompare ? Make(jobs) : RetryLoad.Compared(Make, jobs), jobs);

    internal long? Weight(int jobs) => jobs > MostJobs ? null : JobWeight.Measure(Make, jobs);
}
