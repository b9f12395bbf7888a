namespace Bits.RetrySim.Tests;

/// <summary>A file that begins again, a process that is killed, and a server that has the old version again: no file is of two versions (D-53).</summary>
public sealed class HttpVersionTests : HttpScene
{
    private const int Size = 200_000;
    private const int Came = 40_000;
    private static readonly ServedFile Old = ServedFile.Of(Size, seed: 1);
    private static readonly ServedFile New = ServedFile.Of(Size, seed: 2);

    private readonly MemoryStore _store = new();

    public HttpVersionTests() => ManagerOptions.Store = _store;

    [Fact]
    [Trait("Rule", "CONS-1")]
    [Trait("Rule", "CLOCK-7")]
    public async Task BeginAgain_KilledBeforeTheStoreKnows_GoesOnWithTheOldVersion()
    {
        BackgroundCopyJob job = await BeginAgainWithoutTheStoreAsync();

        Manager.Dispose();
        _store.Failure = null;
        Server.Serve("/f", Old);
        using BackgroundCopyManager next = new(new BackgroundCopyManagerOptions { TimeProvider = Clock, Transport = new HttpTransport(Options), Files = new DiskFiles(), Store = _store });
        BackgroundCopyJob again = next.GetJob(job.Id);

        (await EndAsync(again)).Should().Be(BackgroundCopyJobState.Transferred);
        again.Complete();

        ReadFile().Should().Equal(Old.Content);
    }

    /// <summary>It is tried again at the next checkpoint, and the attempt goes on.</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public async Task BeginAgain_StoreThatFailsForAWhile_IsWaitedFor()
    {
        BackgroundCopyJob job = await BeginAgainWithoutTheStoreAsync();
        _store.Failure = null;
        Server.Serve("/f", New);

        Clock.Skip(ManagerOptions.CheckpointInterval);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();
        ReadFile().Should().Equal(New.Content);
    }

    /// <summary>Without a store nobody counts bytes that are gone.</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public async Task BeginAgain_WithoutAStore_WaitsForNobody()
    {
        ManagerOptions.Store = null;
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Old, null, new ServerFault.Drop(Came), new ServerFault.Replace(New)));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        job.Complete();
        ReadFile().Should().Equal(New.Content);
    }

    /// <summary>A job of which the store knows the beginning of the old version, while the server has sent the new one.</summary>
    private async Task<BackgroundCopyJob> BeginAgainWithoutTheStoreAsync()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Old, null, new ServerFault.Drop(Came)));
        await FirstEndAsync(job);
        _store[job].Files[0].Bytes.Should().Be(Came);
        Server.Serve("/f", New, null, new ServerFault.Stall(Size - 1));
        _store.Failure = new IOException("full");
        Clock.Skip(job.MinimumRetryDelay);
        await Server.StalledAsync();

        // Another one comes whole meanwhile.
        BackgroundCopyJob other = Fetch(Server.Serve("/g", ServedFile.Of(1_000_000)), "other", BackgroundCopyJobPriority.Foreground);
        (await EndAsync(other)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Suspend();

        File.ReadAllBytes(job.Files[0].TemporaryName!).Should().Equal(Old.Content[..Came]);
        job.Resume();
        return job;
    }
}
