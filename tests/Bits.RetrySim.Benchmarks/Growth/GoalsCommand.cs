using System.Diagnostics;
using System.Globalization;

namespace Bits.RetrySim.Benchmarks;

/// <summary>The goals for speed and memory as ratios, each measured beside what it is compared with, in turns, in one run: a table in Markdown.</summary>
internal static class GoalsCommand
{
    private const int Turns = 11;
    private const int ManyJobs = 100_000;
    private const int ManyManagers = 10_000;
    private const int ManyDownloads = 6_000;
    private const int FewDownloads = 1_000;
    private const int JobsToWeigh = 100_000;

    /// <param name="output">Where the table goes.</param>
    /// <param name="about">Only rows that have this word in their name are measured.</param>
    internal static void Run(TextWriter output, string about = "")
    {
        FourteenDays days = new();
        days.Setup();
        (string What, string Goal, Func<double> Measure)[] ratios =
        [
            .. new[] { (1, ">= 1.5"), (10, ">= 1.5"), (1_000, ">= 10") }.Select(row => BesideTimer(row.Item1, row.Item2)),
            ("cost of a cycle, 100,000 jobs / 1 job", "<= 3", () => Cycle(new EngineLoad(ManyJobs), ManyJobs) / Cycle(new EngineLoad(1), 1)),
            ("14 days of one job at the defaults / Polly", "<= 0.3", () => Time(() => days.TimelineOff()) / Time(() => days.Polly())),
            ("cost of a cycle, 10,000 managers / 1 manager", "< 3", () => Cycle(new ManagersLoad(ManyManagers), ManyManagers) / Cycle(new ManagersLoad(1), 1)),
            ("6,000 downloads / 1,000, unlimited", "<= 8", () => Downloads(null)),
            ("6,000 downloads / 1,000, 8 Mbit/s", "<= 8", () => Downloads(8_000_000)),
        ];
        (string What, string Goal, Func<long> Measure)[] weights =
        [
            ("bytes of a suspended job", "< 700", () => JobWeight.Measure(JobWeight.IdleJobs, JobsToWeigh)),
            ("bytes of a waiting job", "< 1,200", () => JobWeight.Measure(count => new EngineLoad(count), JobsToWeigh)),
        ];

        output.WriteLine("| what | reached (median of the turns) | least | greatest | goal |");
        output.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach ((string what, string goal, Func<double> measure) in ratios.Where(row => row.What.Contains(about, StringComparison.Ordinal)))
        {
            Write(output, what, goal, measure);
        }

        foreach ((string what, string goal, Func<long> measure) in weights.Where(row => row.What.Contains(about, StringComparison.Ordinal)))
        {
            output.WriteLine($"| {what} | {measure()} | | | {goal} |");
        }
    }

    private static (string What, string Goal, Func<double> Measure) BesideTimer(int jobs, string goal) =>
        ($"cycles/s of {jobs} jobs / bare timer", goal, () => Cycle(new TimerLoad(jobs), jobs) / Cycle(new EngineLoad(jobs), jobs));

    /// <summary>The first fortnight of a process, in milliseconds: to be called in a new one.</summary>
    internal static void RunCold(TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(RetryLoad.Status));
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromDays(14));
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.ErrorCount} attempts, {took.TotalMilliseconds:F1} ms"));
    }

    private static double Cycle(IRetryLoad load, int jobs)
    {
        using IDisposable? end = load as IDisposable;
        return CycleCost.Measure(load, jobs).Nanoseconds;
    }

    private static double Time(Action action)
    {
        for (int run = 0; run < 30; run++)
        {
            action();
        }

        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < 100; run++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static double Downloads(long? bitsPerSecond) =>
        DownloadCost.Measure(ManyDownloads, bitsPerSecond) / DownloadCost.Measure(FewDownloads, bitsPerSecond);

    private static void Write(TextWriter output, string what, string goal, Func<double> measure)
    {
        double[] ratios = new double[Turns];
        for (int turn = 0; turn < Turns; turn++)
        {
            ratios[turn] = measure();
        }

        Array.Sort(ratios);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {ratios[Turns / 2]:F2} | {ratios[0]:F2} | {ratios[^1]:F2} | {goal} |"));
    }
}
