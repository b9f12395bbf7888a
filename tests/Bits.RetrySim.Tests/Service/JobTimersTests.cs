namespace Bits.RetrySim.Tests;

/// <summary>A job's timers follow its data: the retry exactly, the far ones lazily.</summary>
public sealed class JobTimersTests : IDisposable
{
    private readonly ServiceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void Retry_FailedAttempt_IsArmedExactlyAndOnlyWhileTheJobWaits()
    {
        JobRecord job = _bench.CreateJob();
        _bench.Start(job).FailHttp(503);

        ArmedFor(job.Retry).Should().Be(600);
        _bench.Service.Calls.SetMinimumRetryDelay(job, 60);
        ArmedFor(job.Retry).Should().Be(60);
        _bench.Service.Calls.SetMinimumRetryDelay(job, 900);
        ArmedFor(job.Retry).Should().Be(900);
        _bench.Service.Calls.Call(job, JobTrigger.Suspend, JobCall.Suspend);
        ArmedFor(job.Retry).Should().BeNull();
    }

    [Fact]
    [Trait("Decision", "D-40")]
    public void Inactivity_ActivityPutsItOff_IsLookedAtWhenReached()
    {
        JobRecord job = _bench.CreateJob();
        double days = TimeSpan.FromDays(90).TotalSeconds;
        ArmedFor(job.Inactivity).Should().Be(days);
        _bench.GoTo(1000);
        _bench.Service.Calls.SetPriority(job, BackgroundCopyJobPriority.High);
        ArmedFor(job.Inactivity).Should().Be(days, "it moved away, which can be seen then");

        _bench.GoTo(days);

        job.Data.State.Should().Be(BackgroundCopyJobState.Suspended);
        ArmedFor(job.Inactivity).Should().Be(days + 1000);
        _bench.GoTo(days + 1000);
        job.Data.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    [Trait("Decision", "D-40")]
    public void NoProgress_TimeoutChanged_IsNeverReachedTooLate()
    {
        JobRecord job = _bench.CreateJob();
        _bench.Start(job).FailHttp(503);
        double usual = TimeSpan.FromDays(14).TotalSeconds;
        ArmedFor(job.NoProgress).Should().Be(usual);

        SetTimeout(job, 700);
        ArmedFor(job.NoProgress).Should().Be(700);
        SetTimeout(job, 100_000);
        ArmedFor(job.NoProgress).Should().Be(700, "it is looked at then");
        _bench.GoTo(601);
        _bench.AttemptOf(job).FailHttp(503);
        _bench.GoTo(700);

        job.Data.State.Should().Be(BackgroundCopyJobState.TransientError);
        ArmedFor(job.NoProgress).Should().Be(100_000);
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_AttemptRuns_CountsWhatIsLeftOfIt()
    {
        JobRecord job = _bench.CreateJob();
        _bench.Service.Calls.Call(job, new JobInput(JobTrigger.SetMaximumDownloadTime) { Seconds = 50 }, JobCall.SetMaximumDownloadTime);
        job.MaximumDownloadTime.Should().BeNull("no attempt has run");
        _bench.Start(job).Accept(1000);
        ArmedFor(job.MaximumDownloadTime).Should().Be(50);
        _bench.GoTo(30);
        _bench.AttemptOf(job).Receive(1);
        _bench.AttemptOf(job).FailHttp(503);
        _bench.GoTo(630);

        job.Data.State.Should().Be(BackgroundCopyJobState.Connecting);
        ArmedFor(job.MaximumDownloadTime).Should().Be(650);
        _bench.GoTo(650);
        (job.Data.State, job.Data.ErrorCode).Should().Be((BackgroundCopyJobState.Error, HResults.BG_E_MAXDOWNLOAD_TIMEOUT));
    }

    [Fact]
    [Trait("Rule", "LIFE-7")]
    public void Sync_FinalState_LeavesNothingArmed()
    {
        JobRecord job = _bench.CreateJob();
        _bench.Start(job).FailHttp(503);
        _bench.Service.Files.Cancel(job);

        new[] { job.Retry, job.NoProgress, job.MaximumDownloadTime, job.Inactivity }.Should().OnlyContain(entry => entry == null || !entry.IsArmed);
    }

    [Theory]
    [Trait("Rule", "CLOCK-4")]
    [InlineData(100, 500)]
    [InlineData(1000, 0)]
    [InlineData(-200, 800)]
    public void Rebased_WallClockMovedAtARestart_RetryIsSeenFromTheWall(int stepped, double retryAt)
    {
        using ServiceBench bench = new(setup => setup with { Readings = new BitsReadings { RestartKeepsTransientError = true } });
        JobRecord job = bench.CreateJob();
        bench.Start(job).FailHttp(503);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(stepped));

        bench.Service.Surroundings.RestartService();

        ArmedFor(job.Retry).Should().Be(retryAt);
        ArmedFor(job.Inactivity).Should().Be(TimeSpan.FromDays(90).TotalSeconds - stepped);
    }

    private static double? ArmedFor(JobDue? entry) => entry is { IsArmed: true } ? entry.Instant / (double)TimeSpan.TicksPerSecond : null;

    private void SetTimeout(JobRecord job, uint seconds) =>
        _bench.Service.Calls.Call(job, new JobInput(JobTrigger.SetNoProgressTimeout) { Seconds = seconds }, JobCall.SetNoProgressTimeout);
}
