namespace Bits.RetrySim.Tests;

/// <summary>A server that is still to be told of a cancelled upload is told by the next process.</summary>
public sealed class DurableSessionTests : IDisposable
{
    private readonly SimulatedClock _clock = new();
    private readonly MemoryStore _store = new();
    private readonly SimulatedNetwork _network = new() { BitsPerSecond = 8_000_000, RequestsKept = 100 };
    private readonly SimulatedHost _host;
    private BitsSimulation _bits;

    public DurableSessionTests()
    {
        _network.LocalSource(UploadBench.LocalName, UploadBench.Size);
        _host = _network.Host("srv.example");
        _host.UploadTarget("/in/today.zip");
        _bits = Begin();
    }

    public void Dispose() => _bits.Dispose();

    private IEnumerable<double> CancelledAt => _host.Requests.Where(request => request.Purpose == TransferPurpose.CancelSession).Select(request => request.Instant.TotalSeconds);

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "CLOCK-7")]
    public void Kill_ServerThatIsGone_IsToldByTheNextProcess()
    {
        CancelWithoutServer(until: 1_000);
        Advance(700);
        CancelledAt.Should().Equal(0.5, 600.5);

        Kill();
        Advance(600);
        CancelledAt.Should().Equal(0.5, 600.5, 700.5, 1_300.5);
        _store.Jobs.Should().BeEmpty("the server knows it");
        _bits.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "CLOCK-4")]
    public void Kill_AfterADay_IsTriedOnceMore()
    {
        CancelWithoutServer(until: 1_000_000);
        _store.Jobs.Should().ContainSingle();

        Kill(meanwhile: () => _clock.StepSystemTime(TimeSpan.FromDays(2)));
        Advance(3 * 86_400);

        CancelledAt.Should().Equal(0.5, 0.5);
        _store.Jobs.Should().BeEmpty();
    }

    /// <summary>It is over, but its number is taken.</summary>
    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Kill_JobIsOver_IsNoJobAnyMore()
    {
        Guid id = CancelWithoutServer(until: 1_000);

        Kill();

        _bits.Manager.TryGetJob(id, out _).Should().BeFalse();
        _bits.Manager.EnumJobs().Should().BeEmpty();
        _bits.Manager.CreateJob("next").Number.Should().Be(2);
    }

    private Guid CancelWithoutServer(int until)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("upload", BackgroundCopyJobType.Upload);
        job.AddFile(UploadBench.RemoteName, UploadBench.LocalName);
        job.Resume();
        Advance(0.5);
        _host.Outage(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(until), SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        job.Cancel();
        Advance(0);
        return job.Id;
    }

    private void Kill(Action? meanwhile = null)
    {
        _store.IsDead = true;
        _bits.Dispose();
        _store.IsDead = false;
        meanwhile?.Invoke();
        _bits = Begin();
    }

    private void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private BitsSimulation Begin() => new(
        options =>
        {
            options.Transport = _network;
            options.Store = _store;
        },
        _clock);
}
