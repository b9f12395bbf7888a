using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What the application on the server makes of a file, and what becomes of the job.</summary>
public sealed class ServerApplicationTests : IDisposable
{
    private readonly UploadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "RETRY-24")]
    public void Application_ThatTakesItsTime_IsWaitedFor()
    {
        _bench.Application.AnswerTime = TimeSpan.FromSeconds(299);
        BackgroundCopyJob job = _bench.Run(seconds: 299);
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferring, UploadBench.Size));
        _bench.Advance(1);

        (job.State, _bench.Application.Received.Count).Should().Be((Transferred, 1));
    }

    [Theory]
    [Trait("Rule", "RETRY-24")]
    [Trait("Rule", "UP-7")]
    [Trait("Rule", "UP-8")]
    [InlineData(0, false)]
    [InlineData(300, true)]
    [InlineData(null, false)]
    public void Application_ThatDoesNotAnswerInTime_IsAskedAgainAfterTheRetryDelay(int? answerSeconds, bool isSlow)
    {
        if (answerSeconds == 0)
        {
            _bench.Application.OnFile(1, SimulatedFault.NoAnswer);
        }
        else
        {
            _bench.Application.AnswerTime = answerSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        }

        BackgroundCopyJob job = _bench.Run(seconds: 300.9);
        job.State.Should().Be(Transferring);
        _bench.Advance(0.1);
        (job.State, job.Error!.Code, job.Error.Context, job.Error.Protocol, job.ErrorCount, job.Attempts)
            .Should().Be((TransientError, HResults.ERROR_WINHTTP_TIMEOUT, BackgroundCopyErrorContext.RemoteApplication, "http", 1, 1));
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(901));

        _bench.Application.AnswerTime = TimeSpan.Zero;
        _bench.Advance(600);
        job.State.Should().Be(Transferred, "slow {0}", isSlow);
        _bench.Application.Received.Select(file => (file.Instant.TotalSeconds, file.Code)).Should().Equal((1, HResults.ERROR_WINHTTP_TIMEOUT), (901, 0));
        _bench.Host.Requests[1].Offset.Should().Be(UploadBench.Size, "nothing is sent again");
        _bench.Host.Requests[1].Packets.Should().Be(BitsPackets.CloseSession);
    }

    [Theory]
    [Trait("Rule", "RETRY-24")]
    [InlineData(null, 301)]
    [InlineData(30, 31)]
    public void Application_ThatIsWaitedFor_IsToldAsWhatTheJobWaitsFor(int? timeout, int expected)
    {
        _bench.Application.AnswerTime = null;
        _bench.Application.AnswerTimeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : _bench.Application.AnswerTimeout;
        BackgroundCopyJob job = _bench.Run(seconds: 0.9);
        (job.RetryStatus.Reason, job.RetryStatus.AnswerDueBy).Should().Be((RetryReason.Transferring, null));
        _bench.Advance(0.1);

        RetryStatus status = job.RetryStatus;
        (status.State, status.Reason, status.AnswerDueBy).Should().Be((Transferring, RetryReason.WaitingForServerApplication, TimeSpan.FromSeconds(expected)));
        status.ToString().Should().StartWith(timeout is null
            ? "Waits for the server application, transferring since +00:00:00, attempt 1; fails without an answer at +00:05:01, "
            : "Waits for the server application, transferring since +00:00:00, attempt 1; fails without an answer at +00:00:31, ");
        _bench.Bits.Timeline().ToString().Should().Contain("fails without an answer at +");

        _bench.Advance(expected - 1);
        job.RetryStatus.Reason.Should().Be(RetryReason.WaitingForRetryDelay);
        _bench.Application.AnswerTime = TimeSpan.Zero;
        _bench.Application.RepliesWith(1_000_000);
        _bench.Advance(600);
        (job.State, job.RetryStatus.AnswerDueBy).Should().Be((Transferred, null));
    }

    [Fact]
    [Trait("Rule", "RETRY-24")]
    [Trait("Rule", "UP-6")]
    public void Reply_ThatIsFetched_IsNoWaitForTheApplication()
    {
        _bench.Application.RepliesWith(1_000_000);
        BackgroundCopyJob job = _bench.Run(seconds: 1.5, BackgroundCopyJobType.UploadReply);

        (job.State, job.RetryStatus.Reason, job.RetryStatus.AnswerDueBy).Should().Be((Transferring, RetryReason.Transferring, null));
    }

    [Fact]
    [Trait("Rule", "RETRY-24")]
    [Trait("Rule", "UP-3")]
    public void Resume_WhileTheApplicationThinks_SendsBeforeItWaitsAgain()
    {
        _bench.Application.AnswerTime = TimeSpan.FromSeconds(60);
        BackgroundCopyJob job = _bench.Run(seconds: 30);
        job.Suspend();
        job.RetryStatus.AnswerDueBy.Should().BeNull();
        _bench.Target.ForgetSessions();
        job.Resume();
        _bench.Advance(0.5);

        (job.State, job.RetryStatus.Reason, job.RetryStatus.AnswerDueBy).Should().Be((Transferring, RetryReason.Transferring, null));
    }

    [Fact]
    [Trait("Rule", "RETRY-24")]
    public void Application_ThatIsSilentAgainAndAgain_GetsNoRetryAtOnce()
    {
        _bench.Application.AnswerTime = null;
        _bench.Application.AnswerTimeout = TimeSpan.FromSeconds(30);
        BackgroundCopyJob job = _bench.Run(seconds: 1 + 30 + 600 + 30);

        (job.State, job.ErrorCount, job.Attempts, job.RetryStatus.NextAttemptAt).Should().Be((TransientError, 2, 2, TimeSpan.FromSeconds(1261)));
    }

    [Theory]
    [Trait("Rule", "ERR-20")]
    [Trait("Rule", "ERR-10")]
    [InlineData(403, Error)]
    [InlineData(404, Error)]
    [InlineData(200 + 2, TransientError)]
    [InlineData(408, TransientError)]
    [InlineData(503, TransientError)]
    [InlineData(505, Error)]
    public void Application_ThatRefuses_IsAskedAgainAsTheRuleSays(int status, BackgroundCopyJobState expected)
    {
        _bench.Application.Fails(status);
        BackgroundCopyJob job = _bench.Run(seconds: 1);

        (job.State, job.Error!.Code, job.Error.Context, job.Error.File).Should().Be((expected, HResults.HttpStatus(status), BackgroundCopyErrorContext.RemoteApplication, null));
        _bench.Application.Recovers();
        job.Resume();
        _bench.Advance(0);
        (job.State, _bench.Application.Received.Count).Should().Be((Transferred, 2));
    }

    [Fact]
    [Trait("Rule", "UP-5")]
    public void Application_InAnOutage_IsAskedUntilItIsOver()
    {
        _bench.Application.Outage(TimeSpan.Zero, TimeSpan.FromHours(1), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = _bench.Run(seconds: 3600 + 601);

        (job.State, job.ErrorCount, job.Attempts).Should().Be((Transferred, 6, 7));
        _bench.Application.Received[^1].ToString().Should().Be("+01:00:01, job 1, 1000000 bytes: taken");
        _bench.Application.Received[0].ToString().Should().StartWith("+00:00:01, job 1, 1000000 bytes: BG_E_HTTP_ERROR_503 0x801901F7");
    }

    [Fact]
    [Trait("Rule", "UP-7")]
    public void Suspend_WhileTheApplicationThinks_LetsItGetTheFileTwice()
    {
        _bench.Application.AnswerTime = TimeSpan.FromSeconds(60);
        BackgroundCopyJob job = _bench.Run(seconds: 30);
        job.Suspend();
        _bench.Advance(100);
        job.State.Should().Be(Suspended);
        job.Resume();
        _bench.Advance(60);

        (job.State, _bench.Application.Received.Count).Should().Be((Transferred, 2));
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    public void Outage_WhileTheApplicationThinks_BreaksTheConnection()
    {
        _bench.Application.AnswerTime = TimeSpan.FromSeconds(60);
        _bench.Bits.Network.Outage(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40), SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        BackgroundCopyJob job = _bench.Run(seconds: 30);

        (job.State, job.Error!.Code).Should().Be((TransientError, HResults.ERROR_WINHTTP_CONNECTION_ERROR));
    }

    [Fact]
    public void Script_ThatAnApplicationCannotFollow_IsRefused()
    {
        _bench.Application.Invoking(each => each.Fails(SimulatedFault.DropAfter(5))).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        _bench.Application.Invoking(each => each.OnFile(0, SimulatedFault.NoAnswer)).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Application.Invoking(each => each.Fails(null!)).Should().Throw<ArgumentNullException>();
        _bench.Application.Invoking(each => each.AnswerTime = TimeSpan.FromSeconds(-1)).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Application.Invoking(each => each.AnswerTimeout = TimeSpan.Zero).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Application.Invoking(each => each.RepliesFrom(@"\\files\reply")).Should().Throw<ArgumentException>();
        _bench.Application.Invoking(each => each.RepliesWith((string)null!)).Should().Throw<ArgumentNullException>();
        _bench.Target.Invoking(each => each.MaximumFragment = 0).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Target.Invoking(each => each.MaximumSize = -1).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Target.Invoking(each => each.SessionTimeout = TimeSpan.Zero).Should().Throw<ArgumentOutOfRangeException>();
        _bench.Run(seconds: 1).State.Should().Be(Transferred, "nothing was changed");
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    public void Settings_ThatAreSet_AreReadAndTakenBack()
    {
        SimulatedUploadTarget target = _bench.Target;
        (target.Path, target.MaximumSize, target.MaximumFragment, target.SessionTimeout).Should().Be(("/in/today.zip", null, null, TimeSpan.FromSeconds(1_209_600)));
        (target.MaximumSize, target.MaximumFragment, target.SessionTimeout) = (UploadBench.Size - 1, 1_000, TimeSpan.FromHours(1));
        target.Application.AnswerTime = TimeSpan.FromSeconds(3);
        (target.MaximumSize, target.MaximumFragment, target.SessionTimeout, target.Application.AnswerTime)
            .Should().Be((UploadBench.Size - 1, 1_000, TimeSpan.FromHours(1), TimeSpan.FromSeconds(3)));

        (target.MaximumSize, target.MaximumFragment, target.Application.AnswerTime) = (null, null, TimeSpan.Zero);

        _bench.Run(seconds: 1).State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "UP-8")]
    public void Faults_OfSomeRequests_AreOverWithTheLastOfThem()
    {
        _bench.Target.OnRequests(1, 2, SimulatedFault.HttpStatus(500)).Should().BeSameAs(_bench.Target);
        BackgroundCopyJob job = _bench.Run(seconds: 600);
        job.State.Should().Be(TransientError);

        _bench.Advance(602);

        job.State.Should().Be(Transferred);
        _bench.Target.RequestCount.Should().Be(3);
    }

    [Fact]
    [Trait("Rule", "UP-3")]
    public void Target_ThatStalls_HasWhatCameBefore()
    {
        _bench.Target.StallsAt(400_000, TimeSpan.FromSeconds(10), once: true).Should().BeSameAs(_bench.Target);
        BackgroundCopyJob job = _bench.Run(seconds: 5);
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferring, 400_000));

        _bench.Advance(12);

        job.State.Should().Be(Transferred);
    }
}
