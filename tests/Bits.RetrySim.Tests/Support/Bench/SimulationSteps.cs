namespace Bits.RetrySim.Tests;

/// <summary>Jobs, hosts and steps that the tests of a simulation have in common.</summary>
internal static class SimulationSteps
{
    internal const string HostName = "cdn.example";

    internal const int SlowBytesPerSecond = 1000;

    /// <summary>The host that jobs of <see cref="AddJob"/> ask.</summary>
    internal static SimulatedHost Host(this BitsSimulation simulation) => simulation.Network.Host(HostName);

    /// <summary>A suspended job; delay and timeout, in seconds, as the worked examples give them, and as many files of 1,000 bytes.</summary>
    internal static BackgroundCopyJob AddJob(this BitsSimulation simulation, double? delay = null, double? timeout = null, int files = 1, long size = 1000)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        for (int file = 1; file <= files; file++)
        {
            string path = $"/{job.Number}/{file}.bin";
            simulation.Host().Resource(path, size);
            job.AddFile($"https://{HostName}{path}", $@"C:\down\{job.Number}\{file}.bin");
        }

        if (delay is { } seconds)
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(seconds);
        }

        if (timeout is { } limit)
        {
            job.NoProgressTimeout = TimeSpan.FromSeconds(limit);
        }

        return job;
    }

    /// <summary>The resource behind one of the job's files, from 1.</summary>
    internal static SimulatedResource ResourceOf(this BitsSimulation simulation, BackgroundCopyJob job, int file = 1) =>
        simulation.Host().Resource($"/{job.Number}/{file}.bin");

    /// <summary>
    /// A suspended job of one file that takes so many seconds. It has a host of its own, at <see cref="SlowBytesPerSecond"/>, so that such jobs do not
    /// slow each other down.
    /// </summary>
    internal static BackgroundCopyJob AddSlowJob(
        this BitsSimulation simulation,
        long seconds,
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal,
        BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);
        SimulatedHost host = simulation.HostOf(job);
        host.BitsPerSecond = 8 * SlowBytesPerSecond;
        host.Resource("/file", seconds * SlowBytesPerSecond);
        job.AddFile($"https://host{job.Number}.example/file", $@"C:\in\{job.Number}");
        job.Priority = priority;
        return job;
    }

    /// <summary>Such a job, resumed; its turn is still to come.</summary>
    internal static BackgroundCopyJob ResumeSlowJob(
        this BitsSimulation simulation,
        long seconds,
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal,
        BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = simulation.AddSlowJob(seconds, priority, owner);
        job.Resume();
        return job;
    }

    /// <summary>The host of a slow job's file.</summary>
    internal static SimulatedHost HostOf(this BitsSimulation simulation, BackgroundCopyJob job) => simulation.Network.Host($"host{job.Number}.example");

    internal static void Pump(this BitsSimulation simulation) => simulation.Clock.Advance(TimeSpan.Zero);

    internal static void GoTo(this BitsSimulation simulation, double seconds) => simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    internal static void At(this BitsSimulation simulation, double seconds, Action action) => simulation.At(TimeSpan.FromSeconds(seconds), action);
}
