using System.Globalization;

namespace Bits.RetrySim.Benchmarks;

/// <summary>How the cost of a retry cycle and of a job grow with the number of jobs, as a table in Markdown.</summary>
internal static class GrowthCommand
{
    private const int MostJobs = 1_000_000;
    private const int MostJobsOfPair = 10_000;

    /// <summary>Fewer jobs are lost in what the runtime itself allocates meanwhile.</summary>
    private const int FewestToWeigh = 1_000;

    internal static void Run(TextWriter output)
    {
        output.WriteLine("| jobs | Bits.RetrySim, cycles/s | bytes/cycle | bytes/idle job | Stateless | timer per job | Polly |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        for (int jobs = 1; jobs <= MostJobs; jobs *= 10)
        {
            output.WriteLine(Format(Measure(jobs)));
        }
    }

    private static GrowthRow Measure(int jobs)
    {
        bool fewEnough = jobs <= MostJobsOfPair;
        return new GrowthRow(
            jobs,
            CostOf(count => new EngineLoad(count), jobs),
            jobs >= FewestToWeigh ? WeighIdleJob(jobs) : null,
            [
                CostOf(count => new StatelessLoad(count), jobs).Nanoseconds,
                fewEnough ? CostOf(count => new TimerLoad(count), jobs).Nanoseconds : null,
                fewEnough ? CostOf(count => new PollyLoad(count), jobs).Nanoseconds : null,
            ]);
    }

    private static CycleCost CostOf(Func<int, IRetryLoad> make, int jobs) => CycleCost.Measure(RetryLoad.Compared(make, jobs), jobs);

    private static long WeighIdleJob(int jobs)
    {
        using BitsSimulation bits = EngineLoad.NewSimulation();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        List<BackgroundCopyJob> made = EngineLoad.CreateJobs(bits, jobs);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(made);
        return (after - before) / jobs;
    }

    private static string Format(GrowthRow row)
    {
        IEnumerable<string> cells =
        [
            Text("{0:N0}", row.Jobs),
            PerSecond(row.Cost.Nanoseconds),
            Text("{0:0.##}", row.Cost.Bytes),
            Text("{0:N0}", row.IdleBytes),
            .. row.Others.Select(PerSecond),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string PerSecond(double? nanoseconds) => Text("{0:N0}", 1e9 / nanoseconds);

    /// <summary>Nothing for what was not measured.</summary>
    private static string Text<T>(string format, T? value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
