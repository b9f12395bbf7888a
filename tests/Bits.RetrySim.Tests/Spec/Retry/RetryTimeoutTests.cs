namespace Bits.RetrySim.Tests;

/// <summary>The no-progress timeout.</summary>
public sealed class RetryTimeoutTests : IDisposable
{
    private const string Busy = " 0x801901F7";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "RETRY-8")]
    public void NewJob_HasATimeoutOf14Days() => _bench.CreateJob().NoProgressTimeout.Should().Be(TimeSpan.FromSeconds(1_209_600));

    [Theory]
    [InlineData(0x801901F7)]
    [InlineData(0x80190198)]
    [InlineData(0x80072EE7)]
    [InlineData(0x80072EE2)]
    [InlineData(0x80200024)]
    [Trait("Rule", "RETRY-9")]
    [Trait("Rule", "STATE-13")]
    public void Timeout0_EveryFailure_IsFatal(uint failure)
    {
        BackgroundCopyJob job = Start(600, 0);

        _bench.Attempt.Fail(failure);

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(unchecked((int)failure));
        job.ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "RETRY-9")]
    public void Timeout0_DelayFloor0_FailureIsFatalAllTheSame()
    {
        using Bench bench = new(options => options.Readings.MinimumRetryDelayFloor = TimeSpan.Zero);
        BackgroundCopyJob job = bench.StartJob(configure: job => (job.MinimumRetryDelay, job.NoProgressTimeout) = (TimeSpan.Zero, TimeSpan.Zero));

        bench.Attempt.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.Error);
    }

    [Fact]
    [Trait("Rule", "RETRY-10")]
    public void Timeout_LaterFailures_DoNotPushItBack()
    {
        BackgroundCopyJob job = Start(30, 100);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(30);
        _bench.GoTo(55);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(85);
        _bench.GoTo(90);
        _bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(100));
        _bench.GoTo(500);

        _bench.Log.AttemptsOf(job).Should().Equal(0, 30, 85);
        _bench.Log.StatesOf(job).Should().EndWith("100 Error" + Busy);
        job.ErrorCount.Should().Be(3);
    }

    [Fact]
    [Trait("Rule", "RETRY-10")]
    public void Timeout_DoesNotRunBeforeTheFirstFailure()
    {
        BackgroundCopyJob job = Start(5, 20);
        _bench.Attempt.Accept(100);
        _bench.GoTo(1000);

        _bench.Attempt.Receive(1);
        _bench.Attempt.FailHttp(503);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1020));
    }

    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void OneByte_ResetsTheTimeout_WhichStartsWithTheNextFailure()
    {
        BackgroundCopyJob job = Start(5, 12);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(5);
        _bench.Attempt.Deliver(1);

        _bench.GoTo(100);
        job.State.Should().Be(BackgroundCopyJobState.Transferring, "no timeout runs");
        _bench.Attempt.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(112));
    }

    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void AcceptedRequest_WithoutAByte_IsNoProgress()
    {
        BackgroundCopyJob job = Start(5, 12);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(5);
        for (int request = 0; request < 4; request++)
        {
            // Three of them are made again at once (RETRY-28), which is no progress either.
            _bench.Attempt.Accept(100);
            _bench.GoTo(6 + request);
            _bench.Attempt.FailHttp(503);
            _bench.Pump();
        }

        job.State.Should().Be(BackgroundCopyJobState.TransientError);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(12));
    }

    [Theory]
    [InlineData(BackgroundCopyNotifications.JobError, 1)]
    [InlineData(BackgroundCopyNotifications.JobTransferred, 0)]
    [InlineData(BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.Disable, 0)]
    [Trait("Rule", "RETRY-12")]
    [Trait("Rule", "STATE-18")]
    [Trait("Rule", "OQ-6")]
    public void Timeout_Over_GoesToErrorAndTellsWhoAskedForIt(BackgroundCopyNotifications flags, int calls)
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = Start(30, 40);
        job.NotifyInterface = callback;
        job.NotifyFlags = flags;
        _bench.Attempt.FailHttp(500);
        _bench.GoTo(30);
        _bench.Attempt.FailHttp(503);

        _bench.GoTo(39.9999999);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(40);

        _bench.Log.StatesOf(job).Should().EndWith("40 Error" + Busy);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503), "the error of the last failure is kept");
        job.Error.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
        job.ErrorCount.Should().Be(2, "giving up is no failure");
        callback.Calls.Select(call => (call.Kind, call.Instant.TotalSeconds, call.ErrorCode)).Should().Equal(
            Enumerable.Repeat((BackgroundCopyNotifications.JobError, 40.0, HResults.HttpStatus(503)), calls));
    }

    [Fact]
    [Trait("Rule", "RETRY-13")]
    public void Timeout_BeyondTheInactivityTimeout_JobIsCancelledFirst()
    {
        RecordingCallback callback = new();
        using Bench bench = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromDays(2);
            job.NoProgressTimeout = TimeSpan.FromDays(2);
            job.NotifyInterface = callback;
        });
        bench.Attempt.FailHttp(503);

        bench.Clock.AdvanceTo(TimeSpan.FromDays(30));

        bench.Log.StatesOf(job).Skip(2).Should().Equal("0 TransientError" + Busy, "86400 Cancelled");
        callback.Calls.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "RETRY-20")]
    [Trait("Rule", "STATE-5")]
    public void Error_IsNotLeft_UntilResume()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Error);
        _bench.Environment.NetworkAvailable = false;
        _bench.Clock.AdvanceTo(TimeSpan.FromDays(1));
        _bench.Environment.NetworkAvailable = true;
        _bench.Manager.RestartService();
        _bench.Clock.AdvanceTo(TimeSpan.FromDays(80));

        job.State.Should().Be(BackgroundCopyJobState.Error);
        _bench.Log.AttemptsOf(job).Should().Equal(0);
        job.Resume();
        _bench.Pump();
        _bench.Log.AttemptsOf(job).Should().Equal(0, 80 * 86_400.0);
    }

    [Fact]
    [Trait("Rule", "RETRY-21")]
    [Trait("Rule", "OQ-10")]
    public void Resume_InTransientError_ClearsTheTimeout()
    {
        BackgroundCopyJob job = Start(30, 100);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(20);
        job.Resume();
        _bench.GoTo(25);
        _bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(125));
    }

    [Fact]
    [Trait("Rule", "RETRY-21")]
    [Trait("Rule", "OQ-10")]
    public void Resume_AfterTheTimeout_GivesTheJobRetriesAgain()
    {
        BackgroundCopyJob job = Start(30, 40);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(30);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(1000);
        job.Resume();
        _bench.Pump();

        _bench.Attempt.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1040));
    }

    [Fact]
    [Trait("Rule", "RETRY-21")]
    [Trait("Rule", "MAXT-4")]
    public void Resume_ClearsTheDownloadTime()
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job => job.MaximumDownloadTime = TimeSpan.FromSeconds(10));
        _bench.GoTo(9);
        job.Suspend();
        job.Resume();

        _bench.GoTo(18.9999999);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        _bench.GoTo(19);

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(HResults.BG_E_MAXDOWNLOAD_TIMEOUT);
    }

    private BackgroundCopyJob Start(double delay, double timeout) => _bench.StartJob(configure: job =>
    {
        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
    });
}
