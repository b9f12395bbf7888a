using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim.Tests;

/// <summary>A manager that fetches real files from a server on this machine into a directory of its own; of its time the test can leave out what it does not want to wait for.</summary>
public abstract class HttpScene : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<BackgroundCopyJob, Task<Task>> _firstEnds = [];
    private BackgroundCopyManager? _manager;

    private protected FaultServer Server { get; private set; } = null!;

    private protected SkippingClock Clock { get; } = new();

    private protected TemporaryDirectory Directory => _directory;

    private protected HttpTransportOptions Options { get; } = new();

    private protected BackgroundCopyManagerOptions ManagerOptions { get; } = new();

    private protected BackgroundCopyManager Manager => _manager ??= MakeManager();

    private protected virtual X509Certificate2? Certificate => null;

    public async Task InitializeAsync() => Server = await FaultServer.StartAsync(Certificate);

    public async Task DisposeAsync()
    {
        _manager?.Dispose();
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>A job for one file of the server, resumed.</summary>
    private protected BackgroundCopyJob Fetch(string url, string file = "file", BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, Action<BackgroundCopyJob>? configure = null)
    {
        BackgroundCopyJob job = Manager.CreateJob(file);
        job.AddFile(url, Directory.NameOf(file));
        job.Priority = priority;
        configure?.Invoke(job);
        _firstEnds[job] = WaitForFirstEndAsync(job);
        job.Resume();
        return job;
    }

    /// <summary>Lets a job run to its end, and tries again whenever it waits for that.</summary>
    private protected async Task<BackgroundCopyJobState> EndAsync(BackgroundCopyJob job)
    {
        Task<BackgroundCopyJobState> outcome = job.WaitForOutcomeAsync();
        while (!outcome.IsCompleted)
        {
            await WaitAsync(job, Task.WhenAny(outcome, job.WaitForStateAsync(BackgroundCopyJobState.TransientError)));
            if (!outcome.IsCompleted)
            {
                Task again = job.WaitForStateAsync(BackgroundCopyJobState.Connecting);
                Clock.Skip(job.MinimumRetryDelay);
                await WaitAsync(job, again);
            }
        }

        return await outcome;
    }

    /// <summary>
    /// As <see cref="EndAsync"/>, but a failure is the end as well, whatever comes of it. Who has waited since before the job was resumed hears of it when store and loggers
    /// have; who comes later may see it before them.
    /// </summary>
    private protected async Task<BackgroundCopyJobState> FirstEndAsync(BackgroundCopyJob job)
    {
        await WaitAsync(job, _firstEnds.Remove(job, out Task<Task>? end) ? end : WaitForFirstEndAsync(job));
        return job.State;
    }

    /// <summary>The server stalls, all that it has sent has arrived, and the client waits for more of it: so long that it is a timeout.</summary>
    private protected async Task FallSilentAsync(BackgroundCopyJob job)
    {
        await ArriveAsync(job);
        await Guard.UntilAsync(() => Clock.IsArmedFor(Options.ReceiveTimeout));
        Clock.Skip(Options.ReceiveTimeout);
    }

    /// <summary>The server stalls, and all that it has sent of the job's file has arrived.</summary>
    private protected async Task ArriveAsync(BackgroundCopyJob job)
    {
        long sent = await Server.StalledAsync();
        await Guard.UntilAsync(() => job.Progress.BytesTransferred >= sent);
    }

    private static Task<Task> WaitForFirstEndAsync(BackgroundCopyJob job) =>
        Task.WhenAny(job.WaitForOutcomeAsync(), job.WaitForStateAsync(BackgroundCopyJobState.TransientError));

    /// <summary>Waits, and tells how things are if nothing comes.</summary>
    private async Task WaitAsync(BackgroundCopyJob job, Task what)
    {
        try
        {
            await what.WaitAsync(Guard.Limit);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{job.State}, {job.RetryStatus}, {job.Progress}, after {string.Join("; ", Server.Requests.TakeLast(8))}", timeout);
        }
    }

    private protected byte[] ReadFile(string file = "file") => File.ReadAllBytes(Directory.NameOf(file));

    private BackgroundCopyManager MakeManager()
    {
        ManagerOptions.TimeProvider = Clock;
        ManagerOptions.Transport = new HttpTransport(Options);
        ManagerOptions.Files ??= new DiskFiles();
        return new BackgroundCopyManager(ManagerOptions);
    }
}
