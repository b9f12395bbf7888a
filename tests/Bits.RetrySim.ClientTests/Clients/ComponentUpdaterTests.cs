using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

public sealed class ComponentUpdaterTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private BitsSimulation Bits => _bench.Simulation;

    private SimulatedHost Server => Bits.Network.Host("cdn.example");

    [Fact]
    public void Update_OfAServerThatWorks_IsDelivered()
    {
        Update().Should().Be(ComponentUpdate.Done);

        Bits.Files.Delivered.Should().ContainSingle();
        _bench.Manager.Jobs().Should().BeEmpty();
    }

    /// <summary>What the emulator lets one see: BITS would have had the file a minute later.</summary>
    [Fact]
    public void Update_ServerInTroubleForASecond_IsGivenUpWithinFour()
    {
        Server.Outage(TimeSpan.Zero, TimeSpan.FromSeconds(1), SimulatedFault.HttpStatus(503));
        ComponentUpdater updater = new(_bench.Manager, Bits.Clock);

        Bits.Run(() => updater.UpdateAsync(ComBench.Url, ComBench.Local)).Should().Be(ComponentUpdate.Failed);

        updater.ErrorCode.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        Bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(4));
        Server.RequestCount.Should().Be(1);
        _bench.Manager.Jobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void Update_ConnectionsRefusedForFiveMinutes_WaitsAndIsDelivered()
    {
        Server.Outage(TimeSpan.Zero, TimeSpan.FromMinutes(5), SimulatedFault.ConnectionRefused);

        Update().Should().Be(ComponentUpdate.Done);

        Bits.Clock.Elapsed.Should().BeCloseTo(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Update_ThatNeverComesToItsTurn_IsStuckAfterAQuarterOfAnHour()
    {
        Bits.Network.BitsPerSecond = 1_000_000;
        Server.Resource("/big.zip", 1_000_000_000);
        IBackgroundCopyJob other = _bench.CreateDownload("https://cdn.example/big.zip", @"C:\Downloads\big.zip");
        other.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_HIGH);
        other.Resume();

        Update().Should().Be(ComponentUpdate.Stuck);

        Bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(15));
        _bench.Manager.Jobs().Should().ContainSingle("the other's is left alone");
    }

    [Fact]
    public void Update_AfterTheProgramWasKilled_TakesUpItsJob()
    {
        Bits.Network.BitsPerSecond = 800_000;
        Task killed = Bits.Start(() => new ComponentUpdater(_bench.Manager, Bits.Clock).UpdateAsync(ComBench.Url, ComBench.Local));
        _bench.Advance(5);
        killed.IsCompleted.Should().BeFalse();
        Guid id = _bench.Manager.Jobs().Single().Id();

        ComponentUpdater next = new(_bench.Manager, Bits.Clock);
        Task<ComponentUpdate> update = Bits.Start(() => next.UpdateAsync(ComBench.Url, ComBench.Local));

        _bench.Manager.Jobs().Should().ContainSingle().Which.Id().Should().Be(id);
        _bench.Advance(60);
        update.IsCompletedSuccessfully.Should().BeTrue();
        Server.RequestCount.Should().Be(1, "no byte is fetched twice");
    }

    /// <summary>Half a week in TRANSIENT_ERROR, and nobody there: the next start cleans up, but no sooner than after three days.</summary>
    [Theory]
    [InlineData(2.9, 1)]
    [InlineData(3.1, 0)]
    public void Update_OrphanOfAnEarlierStart_IsCancelledOnceItIsOld(double days, int left)
    {
        Bits.Network.Host("gone.example").Fails(SimulatedFault.ConnectionRefused);
        _bench.Manager.CreateJob("component update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob orphan);
        orphan.AddFile("https://gone.example/old.zip", @"C:\Downloads\old.zip");
        orphan.Resume();
        _bench.Advance(days * 86_400);
        orphan.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR);

        Update();

        _bench.Manager.Jobs().Should().HaveCount(left);
        orphan.State().Should().Be(left == 0 ? BG_JOB_STATE.BG_JOB_STATE_CANCELLED : BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR);
    }

    private ComponentUpdate Update() => Bits.Run(() => new ComponentUpdater(_bench.Manager, Bits.Clock).UpdateAsync(ComBench.Url, ComBench.Local));
}
