namespace Bits.RetrySim.Tests;

/// <summary>Jobs and hosts that the tests of a simulation have in common.</summary>
internal static class SimulationJobs
{
    internal const string HostName = "cdn.example";

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

    internal static void Pump(this BitsSimulation simulation) => simulation.Clock.Advance(TimeSpan.Zero);

    internal static void GoTo(this BitsSimulation simulation, double seconds) => simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    internal static void At(this BitsSimulation simulation, double seconds, Action action) => simulation.At(TimeSpan.FromSeconds(seconds), action);
}
