using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bits.RetrySim.Tests;

/// <summary>The service begins and ends with its host, and its jobs outlive both.</summary>
public sealed class HostedServiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-8")]
    public async Task Host_StoppedInTheMiddleOfAFile_GoesOnThereAtTheNextStart()
    {
        MemoryStore store = new();
        Guid id;
        DateTimeOffset stopped;
        using (HostScene first = new(configure: service => service.UseStore(_ => store), settings: ("BackgroundCopy:CheckpointInterval", "P1D")))
        {
            await first.StartAsync();
            BackgroundCopyJob job = first.Begin();
            first.Clock.Advance(TimeSpan.FromSeconds(30));
            job.State.Should().Be(BackgroundCopyJobState.Transferring);
            id = job.Id;
            await first.StopAsync();
            stopped = first.Clock.GetUtcNow();
            first.Invoking(scene => scene.Manager.CreateJob("late")).Should().Throw<ObjectDisposedException>();
        }

        using HostScene second = new(configure: service => service.UseStore(_ => store), clock: new SimulatedClock(stopped.AddHours(1)));
        await second.StartAsync();

        BackgroundCopyJob again = second.Manager.GetJob(id);
        again.State.Should().Be(BackgroundCopyJobState.Queued);
        again.Progress.BytesTransferred.Should().Be(30_000);
        second.Clock.Advance(TimeSpan.FromSeconds(70));
        again.State.Should().Be(BackgroundCopyJobState.Transferred, "the 70,000 bytes that were missing came, and no other");
    }

    [Fact]
    public async Task Start_StoreThatAnotherHas_StopsTheHost()
    {
        string path = Path.Combine(_directory.Path, "jobs.db");
        using SqliteJobStore other = new(path);
        using HostScene scene = new(configure: service => service.UseStore(_ => new SqliteJobStore(path)));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<JobStoreException>()).Which.HResult.Should().Be(unchecked((int)0x80070020));
    }

    [Fact]
    public async Task Start_StoredJobThatCannotBeRead_StopsTheHost()
    {
        MemoryStore store = new(new StoredJob(new Guid(1, 2, 3, new byte[8]), new byte[] { 1 }));
        using HostScene scene = new(configure: service => service.UseStore(_ => store));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<JobStoreException>()).Which.HResult.Should().Be(unchecked((int)0x8007000D));
    }

    [Fact]
    public async Task Store_OfTheServices_IsDisposedOfAfterTheManager()
    {
        string path = Path.Combine(_directory.Path, "jobs.db");
        Guid id;
        using (HostScene first = new(services => services.AddSingleton<IJobStore>(_ => new SqliteJobStore(path))))
        {
            await first.StartAsync();
            id = first.Begin().Id;
        }

        using SqliteJobStore store = new(path);
        store.Load().Should().ContainSingle().Which.Id.Should().Be(id, "a host that is only disposed of keeps its jobs as well");
    }

    [Fact]
    public async Task Stop_LastCommitFails_SaysSo()
    {
        MemoryStore store = new();
        using HostScene scene = new(configure: service => service.UseStore(_ => store));
        await scene.StartAsync();
        store.Failure = new JobStoreException("The disk is full.", HResults.ERROR_DISK_FULL);
        scene.Begin();

        (await scene.Awaiting(host => host.StopAsync()).Should().ThrowAsync<JobStoreException>()).Which.HResult.Should().Be(HResults.ERROR_DISK_FULL);
    }

    [Fact]
    public async Task Stop_CommitThatFailedOnce_IsMadeUpFor()
    {
        MemoryStore store = new();
        using HostScene scene = new(configure: service => service.UseStore(_ => store));
        await scene.StartAsync();
        store.Failure = new IOException();
        Guid id = scene.Begin().Id;
        store.Failure = null;

        await scene.StopAsync();

        store.Jobs.Should().ContainKey(id);
    }

    [Fact]
    public async Task Stop_CommitThatTakesTooLong_IsWaitedForAsLongAsTheHostWants()
    {
        TaskCompletionSource committing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim goOn = new();
        using CancellationTokenSource patience = new();
        MemoryStore store = new();
        using HostScene scene = new(configure: service => service.UseStore(_ => store));
        await scene.StartAsync();
        Guid id = scene.Begin().Id;
        scene.Clock.Advance(TimeSpan.FromSeconds(1.5));
        store.BeforeCommit = () =>
        {
            committing.TrySetResult();
            goOn.Wait(Guard.Limit).Should().BeTrue();
        };

        Task stop = scene.StopAsync(patience.Token);
        await committing.Task.Within();
        stop.IsCompleted.Should().BeFalse("the last commit is under way");
        await patience.CancelAsync();

        await FluentActions.Awaiting(() => stop.Within()).Should().ThrowAsync<OperationCanceledException>().WithMessage("*last commit*");
        goOn.Set();
        scene.Dispose();
        JobFormat.Read(store.Jobs[id]).Files.Sum(file => file.Bytes).Should().Be(1_500);
    }

    [Fact]
    public async Task Manager_ServiceThatStopsWithTheHost_MayUseItToTheEnd()
    {
        Client client = new();
        using HostScene scene = new(services => services.AddHostedService(provider => client.Of(provider.GetRequiredService<BackgroundCopyManager>())));
        await scene.StartAsync();

        await scene.StopAsync();

        client.Jobs.Should().Equal("at start", "at stop");
    }

    [Fact]
    public async Task Host_WithoutSimulation_FetchesRealFiles()
    {
        await using FaultServer server = await FaultServer.StartAsync();
        ServedFile file = ServedFile.Of(100_000);
        string url = server.Serve("/f", file);
        string path = Path.Combine(_directory.Path, "f");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddBackgroundCopy(options => options.FollowNetwork = false);
        using IHost host = builder.Build();
        await host.StartAsync();

        BackgroundCopyJob job = host.Services.GetRequiredService<BackgroundCopyManager>().CreateJob("real");
        job.AddFile(url, path);
        job.Resume();
        (await job.WaitForOutcomeAsync().Within()).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        await host.StopAsync();
        (await File.ReadAllBytesAsync(path)).Should().Equal(file.Content);
    }

    private sealed class Client : IHostedService
    {
        private BackgroundCopyManager? _manager;

        internal List<string> Jobs { get; } = [];

        internal Client Of(BackgroundCopyManager manager)
        {
            _manager = manager;
            return this;
        }

        public Task StartAsync(CancellationToken cancellationToken) => CreateAsync("at start");

        public Task StopAsync(CancellationToken cancellationToken) => CreateAsync("at stop");

        private Task CreateAsync(string name)
        {
            Jobs.Add(_manager!.CreateJob(name).DisplayName);
            return Task.CompletedTask;
        }
    }
}
