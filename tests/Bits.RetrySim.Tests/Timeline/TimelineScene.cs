using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Simulations whose timelines are looked at.</summary>
internal static class TimelineScene
{
    private const string HostName = "download.example";
    private const long LineSpeed = 8_000_000;

    /// <summary>All scenes by name, each run to its end.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<BitsSimulation>> All = new SortedDictionary<string, Func<BitsSimulation>>(StringComparer.Ordinal)
    {
        ["empty"] = () => new BitsSimulation(),
        ["single"] = Single,
        ["milliseconds"] = Milliseconds,
        ["incident"] = () => Incident(),
        ["dead origin"] = () => DeadOrigin(),
        ["three waves"] = ThreeWaves,
        ["offline"] = Offline,
        ["shared line"] = SharedLine,
        ["pending"] = Pending,
        ["odd names"] = OddNames,
        ["thousand"] = Thousand,
        ["restless"] = Restless,
        ["stubborn"] = Stubborn,
        ["given up early"] = () => GivenUpEarly(258),
        ["adjoining outages"] = AdjoiningOutages,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>500 MB at 8 Mbit/s through the outage of Amazon S3 on 28 February 2017, resumed a minute before it.</summary>
    internal static BitsSimulation Incident(Action<BitsSimulation>? advance = null)
    {
        BitsSimulation simulation = Start("2017-02-28T17:36:00Z");
        BackgroundCopyJob job = simulation.Download("package", 500_000_000);
        simulation.Fails(1, 258, SimulatedFault.HttpStatus(503));
        job.Resume();
        (advance ?? (bits => bits.Clock.Advance(TimeSpan.FromHours(5))))(simulation);
        return simulation;
    }

    /// <summary>A server that never comes back: 2,017 attempts in 14 days.</summary>
    internal static BitsSimulation DeadOrigin(Action<BitsSimulation>? advance = null)
    {
        BitsSimulation simulation = Start("2024-01-01T00:00:00Z");
        simulation.Download("installer", 500_000_000).Resume();
        simulation.Fails(0, 60 * 24 * 365, SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        (advance ?? (bits => bits.Clock.Advance(TimeSpan.FromDays(14))))(simulation);
        return simulation;
    }

    /// <summary>A job that is given up five minutes after an outage began.</summary>
    internal static BitsSimulation GivenUpEarly(double outageMinutes)
    {
        BitsSimulation simulation = Start();
        BackgroundCopyJob job = simulation.Download("package", 500_000_000);
        job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
        job.NoProgressTimeout = TimeSpan.FromMinutes(5);
        simulation.Fails(1, outageMinutes, SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.Clock.Advance(TimeSpan.FromMinutes(6));
        return simulation;
    }

    /// <summary>One outage after the other, without a break.</summary>
    internal static BitsSimulation AdjoiningOutages()
    {
        BitsSimulation simulation = Start();
        simulation.Download("package", 500_000_000).Resume();
        simulation.Fails(0, 100, SimulatedFault.HttpStatus(503));
        simulation.Fails(100, 1_000, SimulatedFault.NameNotResolved);
        simulation.Clock.Advance(TimeSpan.FromMinutes(900));
        return simulation;
    }

    internal static BackgroundCopyJob Download(this BitsSimulation simulation, string name, long size)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob(name);
        simulation.Network.Host(HostName).Resource($"/{job.Number}.bin", size);
        job.AddFile($"https://{HostName}/{job.Number}.bin", $@"C:\Downloads\{job.Number}.bin");
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
        return job;
    }

    internal static string Text(Action<TextWriter> write)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }

    private static BitsSimulation Start(string? utc = null)
    {
        BitsSimulation simulation = utc is null
            ? new BitsSimulation()
            : new BitsSimulation(clock: new SimulatedClock(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture)));
        simulation.Network.BitsPerSecond = LineSpeed;
        return simulation;
    }

    private static void Fails(this BitsSimulation simulation, double fromMinute, double toMinute, SimulatedFault fault) =>
        simulation.Network.Host(HostName).Outage(TimeSpan.FromMinutes(fromMinute), TimeSpan.FromMinutes(toMinute), fault);

    private static void AtMinute(this BitsSimulation simulation, double minute, Action action) => simulation.At(TimeSpan.FromMinutes(minute), action);

    private static BitsSimulation Single()
    {
        BitsSimulation simulation = new();
        simulation.Manager.CreateJob("just created");
        return simulation;
    }

    private static BitsSimulation Milliseconds()
    {
        BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 800_000_000;
        simulation.Network.Latency = TimeSpan.FromMilliseconds(3);
        simulation.Download("tiny", 3_000_000).Resume();
        simulation.Clock.Advance(TimeSpan.FromMilliseconds(40));
        return simulation;
    }

    private static BitsSimulation ThreeWaves()
    {
        BitsSimulation simulation = Start("2016-10-21T11:00:00Z");
        SimulatedFault fault = SimulatedFault.HResult(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED);
        simulation.Fails(10, 140, fault);
        simulation.Fails(290, 360, fault);
        simulation.Fails(540, 670, fault);
        simulation.AtMinute(5, simulation.Download("morning", 500_000_000).Resume);
        simulation.AtMinute(288, simulation.Download("noon", 500_000_000).Resume);
        simulation.AtMinute(534, simulation.Download("evening", 2_000_000_000).Resume);
        simulation.Clock.Advance(TimeSpan.FromDays(1));
        return simulation;
    }

    private static BitsSimulation Offline()
    {
        BitsSimulation simulation = Start("2017-09-20T10:15:00Z");
        BackgroundCopyJob job = simulation.Download("quarterly report", 500_000_000);
        job.NoProgressTimeout = TimeSpan.FromDays(200);
        job.Resume();
        simulation.AtMinute(1, () => simulation.Environment.NetworkAvailable = false);
        simulation.At(TimeSpan.FromDays(100), () => simulation.Environment.NetworkAvailable = true);
        simulation.Clock.Advance(TimeSpan.FromDays(100));
        return simulation;
    }

    private static BitsSimulation SharedLine()
    {
        BitsSimulation simulation = Start();
        foreach (BackgroundCopyJobPriority priority in Enum.GetValues<BackgroundCopyJobPriority>().Append(BackgroundCopyJobPriority.Normal))
        {
            BackgroundCopyJob job = simulation.Download($"{priority} priority", 400_000_000 + (100_000_000 * (int)priority));
            job.Priority = priority;
            simulation.AtMinute(11 * (3 - (int)priority), job.Resume);
        }

        simulation.Clock.Advance(TimeSpan.FromHours(2));
        return simulation;
    }

    private static BitsSimulation Pending()
    {
        BitsSimulation simulation = Start("2024-03-01T08:00:00Z");
        simulation.Network.Host(HostName).Fails(SimulatedFault.NoAnswer);
        BackgroundCopyJob job = simulation.Download("pending", 500_000_000);
        job.NoProgressTimeout = TimeSpan.FromMinutes(205);
        job.Resume();
        simulation.AtMinute(65, () => simulation.Environment.NetworkAvailable = false);
        simulation.AtMinute(80, () => simulation.Environment.NetworkAvailable = true);
        simulation.AtMinute(100, () => simulation.Environment.BatterySaver = true);
        simulation.AtMinute(110, () => simulation.Environment.BatterySaver = false);
        simulation.Clock.Advance(TimeSpan.FromMinutes(185));
        return simulation;
    }

    /// <summary>A client that goes on for ever: a job that is given up every five minutes, and one that is never tried twice.</summary>
    private static BitsSimulation Stubborn()
    {
        BitsSimulation simulation = Start("2024-03-01T08:00:00Z");
        simulation.Network.Host(HostName).Fails(SimulatedFault.NoAnswer);
        foreach (int delay in new[] { 300, 600 })
        {
            BackgroundCopyJob job = simulation.Download($"every {delay} s", 500_000_000);
            job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
            job.NoProgressTimeout = TimeSpan.FromSeconds(300);
            job.NotifyInterface = new BackgroundCopyCallback
            {
                JobError = (failed, _) => simulation.At(simulation.Clock.Elapsed + TimeSpan.FromMinutes(1), failed.Resume),
            };
            job.Resume();
        }

        simulation.Clock.Advance(TimeSpan.FromDays(14));
        return simulation;
    }

    private static BitsSimulation OddNames()
    {
        BitsSimulation simulation = Start();
        foreach (string name in OddNamesOfJobs)
        {
            simulation.Download(name, 50_000_000).Resume();
        }

        simulation.Fails(1.2, 3.3, SimulatedFault.HttpStatus(503));
        simulation.Clock.Advance(TimeSpan.FromHours(1));
        return simulation;
    }

    internal static readonly IReadOnlyList<string> OddNamesOfJobs =
    [
        new('W', 256),
        "\u062A\u062D\u062F\u064A\u062B \u0627\u0644\u0628\u0631\u0646\u0627\u0645\u062C \u0627\u0644\u0623\u0633\u0628\u0648\u0639\u064A",
        "\U0001F680\U0001F525\U0001F469\u200D\U0001F469\u200D\U0001F467 release",
        "<script>alert(1)</script> & \"q\" 'x' ]]>",
        "a\u0000b\u001B[31m\u202Ereversed\uD800",
        "x: y; z # %% , \n section q :done, 1",
        "",
    ];

    private static BitsSimulation Thousand()
    {
        BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 1000, MaxJobsPerMachine = 1000 });
        simulation.Network.BitsPerSecond = 80_000_000;
        simulation.Fails(0.5, 120, SimulatedFault.HttpStatus(503));
        for (int i = 1; i <= 1000; i++)
        {
            simulation.Download($"job {i}", 20_000_000 + i).Resume();
        }

        simulation.Clock.Advance(TimeSpan.FromHours(3));
        return simulation;
    }

    /// <summary>As many different things in as many lanes as a picture has: nothing in it can be folded.</summary>
    private static BitsSimulation Restless()
    {
        BitsSimulation simulation = Start("2021-12-31T23:00:00Z");
        Random random = new(1);
        for (int i = 0; i < 40; i++)
        {
            BackgroundCopyJob job = simulation.Download($"restless {i}", 100_000_000);
            job.MinimumRetryDelay = TimeSpan.FromSeconds(random.Next(60, 300));
            job.Resume();
        }

        for (int minute = 0; minute < 600; minute += random.Next(1, 5))
        {
            simulation.Fails(minute, minute + random.Next(1, 4), SimulatedFault.HttpStatus(random.Next(500, 505)));
        }

        simulation.Clock.Advance(TimeSpan.FromHours(10));
        return simulation;
    }
}
