namespace Bits.RetrySim.Tests;

/// <summary>A simulation in which every job has a host of its own, at a thousand bytes a second, so that jobs do not slow each other down.</summary>
internal sealed class SlowSimulation : IDisposable
{
    public const int BytesPerSecond = 1000;

    private int _jobs;

    public SlowSimulation(Action<BackgroundCopyManagerOptions>? configure = null, SimulatedClock? clock = null) =>
        Simulation = new BitsSimulation(configure, clock);

    public BitsSimulation Simulation { get; }

    public BackgroundCopyManager Manager => Simulation.Manager;

    public BitsEnvironment Environment => Simulation.Environment;

    public EventLog Log => Simulation.EventLog;

    /// <summary>The host of a job's file.</summary>
    public SimulatedHost HostOf(BackgroundCopyJob job) => Simulation.Network.Host($"host{job.Number}.example");

    /// <summary>A job of one file that takes so many seconds, not resumed.</summary>
    public BackgroundCopyJob Job(
        long seconds, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null)
    {
        int number = ++_jobs;
        BackgroundCopyJob job = Manager.CreateJob($"job {number}", BackgroundCopyJobType.Download, owner);
        SimulatedHost host = HostOf(job);
        host.BitsPerSecond = 8 * BytesPerSecond;
        host.Resource("/file", seconds * BytesPerSecond);
        job.AddFile($"https://host{number}.example/file", $@"C:\in\{number}");
        job.Priority = priority;
        return job;
    }

    /// <summary>Such a job, resumed; its turn is still to come.</summary>
    public BackgroundCopyJob Resumed(
        long seconds, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Job(seconds, priority, owner);
        job.Resume();
        return job;
    }

    /// <summary>Moves time to an instant, in seconds since the beginning, and does all that is due.</summary>
    public void To(double seconds) => Simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    public void Dispose() => Simulation.Dispose();
}
