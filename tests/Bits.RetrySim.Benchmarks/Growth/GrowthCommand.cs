using System.Globalization;

namespace Bits.RetrySim.Benchmarks;

/// <summary>How the costs of a retry cycle and of a job grow with the number of jobs, and that of downloads on one line: tables in Markdown.</summary>
internal static class GrowthCommand
{
    private const int MostJobs = 1_000_000;

    /// <summary>Fewer jobs are lost in what the runtime itself allocates meanwhile.</summary>
    private const int FewestToWeigh = 1_000;

    private const long EightMegabits = 8_000_000;

    /// <summary>So few are lost among many that have nothing to do.</summary>
    private const int FewBusy = 10;

    private static readonly int[] Managers = [1, 10, 100, 1_000, 10_000];

    private static readonly int[] Downloads = [1_000, 3_000, 6_000];

    private static readonly Contender[] Contenders =
    [
        new("Bits.RetrySim", jobs => new EngineLoad(jobs), MostJobs),
        new("Stateless", jobs => new StatelessLoad(jobs), MostJobs),

        // Every firing, and every arming, looks through all timers: ten times the jobs take a hundred times as long.
        new("timer per job", jobs => new TimerLoad(jobs), 10_000),
        new("Polly", jobs => new PollyLoad(jobs), 10_000),
    ];

    internal static void Run(TextWriter output)
    {
        WriteCycles(output);
        output.WriteLine();
        WriteWeights(output);
        output.WriteLine();
        WriteDownloads(output);
    }

    /// <summary>What a cycle costs where many managers share a clock: looking for whose turn it is, and what each of them keeps in memory.</summary>
    internal static void RunManagers(TextWriter output)
    {
        WriteHeader(output, ["nanoseconds per cycle, by managers on one clock", "each with a job that retries", $"{FewBusy} that retry among as many idle ones", "bytes per manager"]);
        foreach (int managers in Managers)
        {
            WriteRow(output, [Number(managers), Number(Cost(new ManagersLoad(managers), managers)), Number(Cost(new ManagersLoad(FewBusy, managers), FewBusy)), Number(Weigh(managers))]);
        }
    }

    private static double Cost(ManagersLoad load, int jobs)
    {
        using (load)
        {
            return CycleCost.Measure(load, jobs).Nanoseconds;
        }
    }

    private static double? Weigh(int managers) => managers < FewestToWeigh ? null : JobWeight.Measure(count => new ManagersLoad(count), managers);

    private static void WriteCycles(TextWriter output)
    {
        WriteHeader(output, ["retry cycles per second, by jobs", .. Contenders.Select(contender => contender.Name), "bytes per cycle of Bits.RetrySim"]);
        for (int jobs = 1; jobs <= MostJobs; jobs *= 10)
        {
            CycleCost?[] costs = [.. Contenders.Select(contender => contender.CostOfCycle(jobs))];
            WriteRow(output, [Number(jobs), .. costs.Select(cost => Number(1e9 / cost?.Nanoseconds)), Number(costs[0]?.Bytes)]);
        }
    }

    private static void WriteWeights(TextWriter output)
    {
        WriteHeader(output, ["bytes per job, by jobs", "Bits.RetrySim, suspended", .. Contenders.Select(contender => $"{contender.Name}, waiting")]);
        for (int jobs = FewestToWeigh; jobs <= MostJobs; jobs *= 10)
        {
            long idle = JobWeight.Measure(JobWeight.IdleJobs, jobs);
            WriteRow(output, [Number(jobs), Number(idle), .. Contenders.Select(contender => Number(contender.Weight(jobs)))]);
        }
    }

    private static void WriteDownloads(TextWriter output)
    {
        // One run for the runtime to replace its first, slow code.
        DownloadCost.Measure(Downloads[0], EightMegabits);
        WriteHeader(output, ["microseconds per download, by downloads on one line", "unlimited", "8 Mbit/s"]);
        foreach (int downloads in Downloads)
        {
            double?[] costs = [.. new long?[] { null, EightMegabits }.Select(bits => DownloadCost.Measure(downloads, bits).TotalMicroseconds / downloads)];
            WriteRow(output, [Number(downloads), .. costs.Select(Number)]);
        }
    }

    private static void WriteHeader(TextWriter output, string[] cells)
    {
        WriteRow(output, cells);
        WriteRow(output, [.. cells.Select(_ => "---:")]);
    }

    private static void WriteRow(TextWriter output, string[] cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>A dash for what was not measured.</summary>
    private static string Number(double? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
