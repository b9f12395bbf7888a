namespace Bits.RetrySim.Tests;

/// <summary>States, errors and notification across restarts and resumptions, and the download time.</summary>
public sealed class StateServiceTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended, BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Queued, BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Connecting, BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Transferring, BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.TransientError, BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Error, BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred, BackgroundCopyJobState.Transferred)]
    [Trait("Rule", "OQ-13")]
    [Trait("Rule", "CLOCK-8")]
    public void Restart_RunningAndWaitingJobsAreQueued_OthersStay(BackgroundCopyJobState before, BackgroundCopyJobState after)
    {
        BackgroundCopyJob job = _bench.JobIn(before);

        _bench.Manager.RestartService();

        job.State.Should().Be(after);
        job.ErrorCount.Should().Be(before is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error ? 1 : 0);
        _bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "OQ-13")]
    public void Restart_WaitingJobUnderTheOtherReading_KeepsStateAndTimes()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.TransientError);
        bench.GoTo(100);

        bench.Manager.RestartService();

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(600));
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromDays(14));
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.TransientError, 503)]
    [InlineData(BackgroundCopyJobState.Error, 404)]
    [Trait("Rule", "OQ-37")]
    [Trait("Rule", "CLOCK-9")]
    public void Restart_ErrorOfTheJob_IsKept(BackgroundCopyJobState state, int status)
    {
        BackgroundCopyJob job = _bench.JobIn(state);

        _bench.Manager.RestartService();

        job.Error!.Code.Should().Be(HResults.HttpStatus(status));
        job.Error.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
    }

    [Fact]
    [Trait("Rule", "OQ-34")]
    public void Error_EachEntry_IsToldOnce()
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Error, job => job.NotifyInterface = callback);
        for (int entry = 1; entry <= 2; entry++)
        {
            _bench.GoTo(entry * 5000);
            job.Resume();
            _bench.Pump();
            _bench.Attempt.FailHttp(404);
        }

        _bench.GoTo(100_000);

        _bench.Log.NotificationsOf(job).Should().Equal("0 JobError", "5000 JobError", "10000 JobError");
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Error, "0 JobError")]
    [InlineData(BackgroundCopyJobState.Transferred, "0 JobTransferred")]
    [Trait("Rule", "OQ-34")]
    [Trait("Rule", "CB-5")]
    public void NotAcknowledged_StateLeft_IsNotToldAgain(BackgroundCopyJobState state, string told)
    {
        RecordingCallback callback = new();
        callback.FailNext(100, HResults.E_FAIL);
        BackgroundCopyJob job = _bench.JobIn(state, job => job.NotifyInterface = callback);
        _bench.GoTo(100);
        job.Suspend();

        _bench.GoTo(100_000);

        _bench.Log.NotificationsOf(job).Should().Equal(told, told + " 0x80004005");
    }

    [Fact]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime0_FailsOnEnteringConnecting()
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.StartJob(configure: job =>
        {
            job.MaximumDownloadTime = TimeSpan.Zero;
            job.NotifyInterface = callback;
            job.NotifyFlags = (BackgroundCopyNotifications)0x0B;
            job.MinimumNotificationInterval = TimeSpan.Zero;
        });

        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", $"0 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
        _bench.Transport.Attempts.Should().BeEmpty();
        job.ErrorCount.Should().Be(1);
        callback.Calls.Select(call => call.Kind).Should().Equal(
            [BackgroundCopyNotifications.JobError, BackgroundCopyNotifications.JobModification], "what came before is told after the error (CB-7)");
    }

    [Fact]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "MAXT-5")]
    public void MaximumDownloadTime_NeverSet_IsThePolicys()
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(40) });
        BackgroundCopyJob job = bench.StartJob();
        job.MaximumDownloadTime.Should().Be(TimeSpan.FromSeconds(40));

        bench.Manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(30) });
        job.MaximumDownloadTime.Should().Be(TimeSpan.FromSeconds(30));
        bench.GoTo(1000);

        bench.Log.StatesOf(job).Should().EndWith($"30 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
    }

    [Fact]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "MAXT-5")]
    public void MaximumDownloadTime_Set_OverridesThePolicy()
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(40) });
        BackgroundCopyJob job = bench.StartJob(configure: job => job.MaximumDownloadTime = TimeSpan.FromSeconds(50));

        bench.GoTo(1000);

        bench.Log.StatesOf(job).Should().EndWith($"50 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
    }
}
