using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

public sealed class EagerDownloaderTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private SimulatedHost Server => _bench.Simulation.Network.Host("cdn.example");

    private IEnumerable<JobEvent> Hints => _bench.Simulation.EventLog.Where(static entry => entry.Kind == JobEventKind.Hint);

    /// <summary>Each Resume is one attempt, and no more: the client's callback does not call itself.</summary>
    [Fact]
    [Trait("Rule", "CB-16")]
    public void Resume_InEachModification_DoesNotSpin()
    {
        Server.Fails(503);
        EagerDownloader downloader = new(_bench.Manager);

        IBackgroundCopyJob job = downloader.Begin(ComBench.Url, ComBench.Local);
        _bench.Advance(599);

        downloader.Resumes.Should().Be(10);
        Server.RequestCount.Should().Be(11);
        job.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR);
    }

    /// <summary>Ten attempts that BITS would have spread over an hour and a half are over in seconds. Then its delay counts again.</summary>
    [Fact]
    [Trait("Rule", "RETRY-5")]
    public void Resume_InEachModification_DefeatsTheDelay()
    {
        Server.Fails(503);
        EagerDownloader downloader = new(_bench.Manager);
        downloader.Begin(ComBench.Url, ComBench.Local);

        _bench.Advance(10);
        Server.RequestCount.Should().Be(11);
        _bench.Advance(580);
        Server.RequestCount.Should().Be(11);
        _bench.Advance(20);
        Server.RequestCount.Should().Be(12);
    }

    [Fact]
    public void Resume_TenTimes_IsRemarkedUponOnce()
    {
        Server.Fails(503);
        new EagerDownloader(_bench.Manager, mostResumes: 50).Begin(ComBench.Url, ComBench.Local);

        _bench.Advance(3_600);

        Hints.Select(static hint => hint.Hint).Should().ContainSingle().Which.Should().StartWith("The client has resumed the job 10 times while it waited");
    }

    [Fact]
    public void Resume_NineTimes_IsNot()
    {
        Server.Fails(503);
        EagerDownloader downloader = new(_bench.Manager, mostResumes: 9);
        downloader.Begin(ComBench.Url, ComBench.Local);

        _bench.Advance(3_600);

        downloader.Resumes.Should().Be(9);
        Hints.Should().BeEmpty();
    }

    /// <summary>A launcher that looks at its download every minute: ten resumes do not bring it through an hour, the delay of BITS does.</summary>
    [Fact]
    public void Download_WaitedForInVirtualTime_ArrivesWithTheFirstRetryAfterTheOutage()
    {
        Server.Outage(TimeSpan.Zero, TimeSpan.FromHours(1), SimulatedFault.HttpStatus(503));
        EagerDownloader downloader = new(_bench.Manager);

        bool hasArrived = _bench.Simulation.Run(async () =>
        {
            downloader.Begin(ComBench.Url, ComBench.Local);
            while (downloader.HasArrived is null)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), _bench.Simulation.Clock);
            }

            return downloader.HasArrived.Value;
        });

        hasArrived.Should().BeTrue();
        downloader.Resumes.Should().Be(10);
        _bench.Simulation.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(61));
    }

    [Fact]
    public void Download_AfterAnOutageOfSeconds_Arrives()
    {
        Server.OnRequests(1, 3, SimulatedFault.HttpStatus(503));
        EagerDownloader downloader = new(_bench.Manager);

        downloader.Begin(ComBench.Url, ComBench.Local);
        _bench.Advance(60);

        downloader.HasArrived.Should().BeTrue();
        downloader.Resumes.Should().Be(3);
    }
}
