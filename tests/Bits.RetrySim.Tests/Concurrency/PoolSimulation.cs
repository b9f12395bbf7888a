namespace Bits.RetrySim.Tests;

/// <summary>A simulation whose callbacks run on the thread pool, with jobs that end at once: in ERROR, or transferred.</summary>
internal sealed class PoolSimulation : IDisposable
{
    internal PoolSimulation(ChannelLogger? logger = null)
    {
        Simulation = new BitsSimulation(options =>
        {
            options.Dispatch = CallbackDispatch.ThreadPool;
            options.LoggerFactory = logger;
        });
        Simulation.Network.Host("cdn.example").Resource("/a.zip", 10);
        Simulation.Network.Host("cdn.example").Resource("/b.zip", 10);
    }

    internal BitsSimulation Simulation { get; }

    internal GatedCallback Callback { get; } = new();

    internal BackgroundCopyManager Manager => Simulation.Manager;

    /// <summary>What was told so far, without the failures.</summary>
    internal IEnumerable<string> Told => Simulation.EventLog.Events
        .Where(e => e.Kind == JobEventKind.Notification && e.HResult == 0)
        .Select(e => $"{e.Job} {e.Detail}");

    /// <summary>A job whose file is not there, so that it comes to ERROR as soon as it runs.</summary>
    internal BackgroundCopyJob FailingJob(string owner = "user") => Job(owner, "/gone.zip");

    /// <summary>A job that is transferred as soon as it runs.</summary>
    internal BackgroundCopyJob GoodJob(params string[] paths) => Job("user", paths);

    internal void Pump() => Simulation.Clock.Advance(TimeSpan.Zero);

    /// <summary>The next call, where it takes a pump after the call before has returned.</summary>
    internal async Task<GatedCall> NextWhilePumpingAsync()
    {
        Task<GatedCall> next = Callback.NextAsync();
        while (!next.IsCompleted)
        {
            Pump();
            await Task.Yield();
        }

        return await next;
    }

    public void Dispose() => Simulation.Dispose();

    private BackgroundCopyJob Job(string owner, params string[] paths)
    {
        BackgroundCopyJob job = Manager.CreateJob("test", BackgroundCopyJobType.Download, new BackgroundCopyUser(owner));
        foreach (string path in paths)
        {
            job.AddFile($"https://cdn.example{path}", $"/data{path}");
        }

        job.NotifyInterface = Callback;
        job.Resume();
        return job;
    }
}
