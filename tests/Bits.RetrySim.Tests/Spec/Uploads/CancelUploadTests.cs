using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Uploads that are cancelled before all has been sent: the server is told.</summary>
public sealed class CancelUploadTests : IDisposable
{
    private readonly UploadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private IEnumerable<double> CancelledAt => _bench.Host.Requests.Where(request => request.Purpose == TransferPurpose.CancelSession).Select(request => request.Instant.TotalSeconds);

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "LIFE-10")]
    public void Cancel_WhileTheFileIsSent_EndsTheSession()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);

        job.Cancel().Should().Be(BackgroundCopyResult.Ok);
        (job.State, _bench.Bits.Manager.EnumJobs().Count).Should().Be((Cancelled, 0));
        _bench.Advance(0);

        CancelledAt.Should().Equal(0.5);
        SimulatedRequest request = _bench.Host.Requests[^1];
        (request.Method, request.Status).Should().Be(("BITS_POST", 200));
        request.Packets.Should().Be(BitsPackets.CancelSession);
        _bench.Advance(86_400);
        CancelledAt.Should().ContainSingle();
    }

    [Theory]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "UP-5")]
    [InlineData(500, 10)]
    [InlineData(599, 10)]
    [InlineData(100, 1)]
    [InlineData(404, 1)]
    [InlineData(499, 1)]
    public void Cancel_ThatTheServerDoesNotTake_IsSaidAgainAfterErrorsOfTheServerOnly(int status, int expected)
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Target.Fails(status);
        job.Cancel();
        _bench.Advance(9 * 600);

        CancelledAt.Should().HaveCount(expected);
        job.State.Should().Be(Cancelled);
    }

    [Theory]
    [Trait("Rule", "LIFE-20")]
    [InlineData(1_209_600, 145)]
    [InlineData(3_600, 7)]
    [InlineData(599, 1)]
    public void Cancel_OfAServerThatIsGone_IsSaidForADayOrForTheNoProgressTimeout(int timeout, int expected)
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
        _bench.Host.Fails(SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        job.Cancel();
        _bench.Advance(3 * 86_400);

        CancelledAt.Should().HaveCount(expected).And.BeInAscendingOrder();
        (CancelledAt.Last() - 0.5).Should().Be((expected - 1) * 600);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Cancel_OfAServerThatComesBack_IsHeardOnce()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Host.Outage(TimeSpan.FromSeconds(0.5), TimeSpan.FromHours(1), SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        job.Cancel();
        _bench.Advance(86_400);

        CancelledAt.Should().HaveCount(7);
        _bench.Host.Requests[^1].Status.Should().Be(200);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Cancel_WithoutANetwork_IsSaidWhenThereIsOne()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Environment.NetworkAvailable = false;
        job.Cancel();
        _bench.Advance(1000);
        CancelledAt.Should().BeEmpty();
        _bench.Bits.Environment.NetworkAvailable = true;
        _bench.Advance(600);

        CancelledAt.Should().Equal(1200.5);
    }

    [Theory]
    [Trait("Rule", "LIFE-20")]
    [InlineData(BackgroundCopyJobType.Upload, 0)]
    [InlineData(BackgroundCopyJobType.UploadReply, 1.2)]
    [InlineData(BackgroundCopyJobType.UploadReply, 5)]
    public void Cancel_WithoutAnOpenSession_TellsNobody(BackgroundCopyJobType type, double seconds)
    {
        _bench.Application.RepliesWith(1_000_000);
        BackgroundCopyJob job = _bench.Create(type);
        if (seconds > 0)
        {
            job.Resume();
            _bench.Advance(seconds);
        }

        job.Cancel();
        _bench.Advance(1000);

        CancelledAt.Should().BeEmpty();
        (job.State, _bench.Bits.Files.Temporary.Count).Should().Be((Cancelled, 0));
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Cancel_OfOneOfTwo_KeepsNoSlot()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Network.LocalSource(@"C:\other.zip", 1_000_000);
        _bench.Host.UploadTarget("/in/other");
        BackgroundCopyJob other = _bench.Bits.Manager.CreateJob("other", BackgroundCopyJobType.Upload);
        other.AddFile("https://srv.example/in/other", @"C:\other.zip");
        other.Resume();
        _bench.Advance(0);
        other.State.Should().Be(Queued);
        _bench.Target.Fails(SimulatedFault.NoAnswer);
        job.Cancel();
        _bench.Advance(1.0);

        other.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Dispose_WhileTheServerIsToldOfTheEnd_EndsThat()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(10);
        job.Cancel();
        _bench.Advance(1);
        _bench.Bits.Manager.Dispose();
        _bench.Advance(100);

        _bench.Host.Requests[^1].IsAnswered.Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void RestartService_WhileTheServerIsToldOfTheEnd_GoesOn()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Target.Fails(500);
        job.Cancel();
        _bench.Advance(100);
        _bench.Bits.Manager.RestartService();
        _bench.Target.Recovers();
        _bench.Advance(500);

        CancelledAt.Should().Equal(0.5, 600.5);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "D-9")]
    public void RestartService_WhileTheServerHasNotAnswered_TellsItAgainAtOnce()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(10);
        job.Cancel();
        _bench.Advance(3);
        _bench.Bits.Manager.RestartService();
        _bench.Advance(100);

        CancelledAt.Should().Equal(0.5, 3.5);
        _bench.Host.Requests[^2].IsAnswered.Should().BeFalse("the service that had asked is gone");
        _bench.Host.Requests[^1].Status.Should().Be(200);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "PROP-25")]
    public void Cancel_OfAServerWithACertificateThatNobodyApproves_IsSaidUntilTheDayIsOver()
    {
        BackgroundCopyJob job = _bench.Create();
        job.Http.SetServerCertificateValidationInterface(new Approving());
        job.Resume();
        _bench.Advance(0.5);
        _bench.Host.WithServerCertificate("CN=new");
        job.Cancel();
        _bench.Advance(1000);
        CancelledAt.Should().Equal(0.5, 600.5);
        _bench.Host.Requests[^1].Packets.Should().Be(BitsPackets.None, "nobody is left who could approve it");

        _bench.Advance(90_000);
        CancelledAt.Should().HaveCount(145);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "NET-1")]
    public void Cancel_WhoseNetworkIsLostUnderWay_IsSaidAgain()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(10);
        job.Cancel();
        _bench.Advance(3);
        _bench.Bits.Environment.NetworkAvailable = false;
        _bench.Advance(30);
        _bench.Host.Requests[^1].IsAnswered.Should().BeFalse();
        _bench.Bits.Environment.NetworkAvailable = true;
        _bench.Advance(600);

        CancelledAt.Should().Equal(0.5, 603.5);
        _bench.Host.Requests[^1].Status.Should().Be(200);
    }

    [Fact]
    [Trait("Rule", "LIFE-7")]
    [Trait("Rule", "RETRY-22")]
    public void Cancel_OfAnUploadWithAMethodOfItsOwn_LeavesItsProgress()
    {
        BackgroundCopyJob job = _bench.Create();
        job.Http.Method = "PUT";
        job.Resume();
        _bench.Advance(0.5);
        job.Cancel();
        _bench.Advance(1);

        (job.State, job.Progress.BytesTransferred).Should().Be((Cancelled, 500_000));
        _bench.Bits.EventLog.Should().NotContain(line => line.Kind == JobEventKind.FileRestarted);
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "UP-1")]
    public void Cancel_BeforeTheServerHasAnswered_OrOnAShare_TellsNobody()
    {
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(1);
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        job.Cancel();
        _bench.Bits.Network.Host("files").UploadTarget("/depot/today.zip");
        BackgroundCopyJob share = _bench.Bits.Manager.CreateJob("share", BackgroundCopyJobType.Upload);
        share.AddFile(@"\\files\depot\today.zip", UploadBench.LocalName);
        share.Resume();
        _bench.Advance(1.2);
        share.State.Should().Be(Transferring);
        share.Cancel();
        _bench.Advance(1000);

        CancelledAt.Should().BeEmpty();
        _bench.Bits.Network.Host("files").Requests.Should().ContainSingle();
    }

    private sealed class Approving : IBackgroundCopyServerCertificateValidationCallback
    {
        public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) =>
            certificate.Should().NotBeNull();
    }

    [Fact]
    [Trait("Rule", "POLICY-22")]
    [Trait("Rule", "LIFE-20")]
    public void InactivityPolicy_OfAnUpload_EndsTheSession()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        job.Suspend();
        _bench.Advance(91 * 86_400);

        (job.State, CancelledAt.Count()).Should().Be((Cancelled, 1));
    }
}
