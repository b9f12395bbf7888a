using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Instants as seen by a service that starts again after the system time was set.</summary>
[Trait("Rule", "CLOCK-4")]
public sealed class ClockRestartTests
{
    private const double Day = 86_400;

    [Theory]
    [InlineData(0, 600)]
    [InlineData(1, 599)]
    [InlineData(300, 300)]
    [InlineData(399, 201)]
    [InlineData(-300, 900)]
    [InlineData(-Day, 87_000)]
    public void RestartService_DuringTheDelay_TheRestIsSeenFromTheNewTime(double step, double retry)
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        bench.GoTo(200);
        bench.Manager.RestartService();
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(retry));
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds((14 * Day) - step));
        bench.GoTo(retry - 0.001);
        job.State.Should().Be(TransientError);
        bench.GoTo(retry);

        bench.Log.AttemptsOf(job).Should().Equal(0, retry);
    }

    /// <summary>Both are overdue when the service starts. What the first one goes through before it is cancelled does not put it behind the second.</summary>
    [Fact]
    [Trait("Rule", "D-1")]
    [Trait("Rule", "POLICY-1")]
    public void RestartService_TwoJobsOverdueForTheInactivityPolicy_GoInTheOrderInWhichTheyWereMade()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/a", 1_000).StallsAt(0);
        bits.Network.Latency = TimeSpan.FromHours(20);
        BackgroundCopyJob[] jobs = [bits.Manager.CreateJob("first"), bits.Manager.CreateJob("second")];
        foreach (BackgroundCopyJob job in jobs)
        {
            job.AddFile("https://cdn.example/a", @"C:\a");
            job.Resume();
        }

        bits.Clock.Advance(TimeSpan.FromHours(1));
        bits.Network.Latency = TimeSpan.Zero;
        bits.Clock.StepSystemTime(TimeSpan.FromDays(100));
        bits.Manager.RestartService();
        bits.Clock.Advance(TimeSpan.Zero);

        bits.EventLog.Events.Where(happening => happening.To == Cancelled).Select(happening => happening.Job).Should().Equal(1, 2);
    }

    [Fact]
    public void RestartService_SteppedForwardAndBack_OnlyTheSumCounts()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(50);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(3 * Day));
        bench.GoTo(100);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds((-3 * Day) - 40));
        bench.GoTo(200);
        bench.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(640));
    }

    [Fact]
    public void RestartService_SteppedBeforeTheFailure_NothingChanges()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        bench.GoTo(50);
        bench.Clock.StepSystemTime(TimeSpan.FromDays(-1));
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(200);
        bench.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(650));
    }

    [Fact]
    public void RestartService_Twice_TheStepCountsOnce()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(100));
        bench.GoTo(100);
        bench.Manager.RestartService();
        bench.GoTo(200);
        bench.Manager.RestartService();
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(500));
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(-100));
        bench.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(600));
    }

    [Fact]
    public void RestartService_AllPast_RetriesAreMadeAtOnceInTheirOldOrder()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob last = Waiting(bench, delay: 600);
        bench.GoTo(10);
        BackgroundCopyJob first = Waiting(bench, delay: 100);
        bench.GoTo(20);
        BackgroundCopyJob second = Waiting(bench, delay: 300);
        bench.GoTo(50);
        bench.Clock.StepSystemTime(TimeSpan.FromDays(1));
        bench.Manager.RestartService();
        bench.Pump();

        bench.Log.Entered(Queued, from: 50).Should().Equal(
            $"50 job {first.Number}", $"50 job {second.Number}", $"50 job {last.Number}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-100)]
    [InlineData(Day)]
    public void RestartService_RetriesAtOneInstant_KeepTheirOrder(double step)
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob created = bench.JobIn(Connecting, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob armedFirst = Waiting(bench, delay: 600);
        bench.GoTo(10);
        created.MinimumRetryDelay = TimeSpan.FromSeconds(590);
        bench.AttemptOf(created).FailHttp(503);
        bench.GoTo(20);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        bench.Manager.RestartService();
        bench.GoTo(10_000);

        double retry = Math.Max(20, 600 - step);
        bench.Log.Entered(Queued, from: 20).Should().Equal($"{retry} job {armedFirst.Number}", $"{retry} job {created.Number}");
    }

    [Fact]
    [Trait("Rule", "OQ-3")]
    public void RestartService_RetryAndTimeoutPast_TheRetryGoesFirst()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob fails = simulation.ResumeSlowJob(10, BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob recovers = simulation.ResumeSlowJob(10, BackgroundCopyJobPriority.Foreground);
        simulation.HostOf(fails).Fails(SimulatedFault.HttpStatus(503));
        simulation.HostOf(recovers).OnRequest(1, SimulatedFault.HttpStatus(503));
        simulation.GoTo(100);
        simulation.Clock.StepSystemTime(TimeSpan.FromDays(14));
        simulation.GoTo(200);
        simulation.Manager.RestartService();
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(fails, from: 1).Should().Equal("200 Queued", "200 Connecting", "200 Error 0x801901F7");
        simulation.EventLog.StatesOf(recovers, from: 1).Should().Equal("200 Queued", "200 Connecting", "200 Transferring", "210 Transferred");
    }

    [Fact]
    public void RestartService_TimeoutPastButNotTheDelay_TheJobFailsAtTheRestart()
    {
        using Bench bench = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(600);
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(600);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(700);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(400));
        bench.Manager.RestartService();
        bench.Pump();

        bench.Log.StatesOf(job, from: 700).Should().Equal("700 Error 0x801901F7");
    }

    [Theory]
    [InlineData(3600, Day - 3600)]
    [InlineData(-3600, Day + 3600)]
    [InlineData(2 * Day, 200)]
    [Trait("Rule", "POLICY-1")]
    public void RestartService_IdleJob_ItsIdleTimeIsSeenFromTheNewTime(double step, double cancelled)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(100);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        bench.GoTo(200);
        bench.Manager.RestartService();
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(cancelled));
        bench.GoTo(3 * Day);

        bench.Log.StatesOf(job).Should().Equal($"{cancelled} Cancelled");
    }

    [Theory]
    [InlineData(0, 3800)]
    [InlineData(3600, 3800)]
    [InlineData(-50, 3800)]
    [InlineData(-Day, Day + 3600)]
    [Trait("Rule", "OQ-4")]
    public void RestartService_DuringABlock_TheTimeSpentTryingIsKept(double step, double givesUp)
    {
        // Tried from 0 to 100; then there is no network until 300.
        using Bench bench = new(options =>
        {
            options.Readings.RestartKeepsTransientError = true;
            options.Readings.BlockedTimeout = BlockedTimeout.Freeze;
        });
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.NoProgressTimeout = TimeSpan.FromSeconds(3600);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(100);
        bench.Environment.NetworkAvailable = false;
        bench.GoTo(150);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        bench.GoTo(200);
        bench.Manager.RestartService();
        job.State.Should().Be(TransientError);
        job.RetryStatus.GivesUpAt.Should().BeNull();
        bench.GoTo(300);
        bench.Environment.NetworkAvailable = true;
        bench.Pump();
        bench.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(givesUp));
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void RestartService_SpentDownloadTime_IsASumAndStays()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        bench.GoTo(40);
        bench.Clock.StepSystemTime(TimeSpan.FromDays(1));
        bench.Manager.RestartService();
        bench.GoTo(99);
        job.State.Should().Be(Connecting);
        bench.GoTo(100);

        bench.Log.StatesOf(job, from: 40).Should().Equal("40 Queued", "40 Connecting", "100 Error 0x80200054");
    }

    [Theory]
    [InlineData(3600, 1800, 3600)]
    [InlineData(-3600, 7200, 10_800)]
    [InlineData(7200, Day - 3600, Day)]
    public void RestartService_BandwidthPolicy_ItsHoursAreReadOffTheNewTime(double step, double blocked, double free)
    {
        // From 13 to 14 o'clock; it is 12 at the beginning, and 12:30 plus the step at the restart.
        using Bench bench = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(1800);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        bench.Manager.RestartService();
        if (blocked > 1800)
        {
            bench.GoTo(blocked - 1);
            job.State.Should().Be(Connecting);
        }

        bench.GoTo(blocked);
        job.State.Should().Be(TransientError);
        bench.GoTo(free - 1);
        job.State.Should().Be(TransientError);
        bench.GoTo(free);
        job.State.Should().Be(Connecting);
    }

    [Fact]
    public void RestartService_DuringTheZeroHoursAndSetBackOutOfThem_TheJobIsFree()
    {
        using Bench bench = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 13, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(600);
        job.State.Should().Be(TransientError);
        bench.Clock.StepSystemTime(TimeSpan.FromHours(-1));
        bench.GoTo(660);
        bench.Manager.RestartService();
        bench.GoTo(Day);

        bench.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError 0x8020003E", "660 Queued", "660 Connecting", "3600 TransientError 0x8020003E", "7200 Queued", "7200 Connecting");
    }

    /// <summary>A foreground job that fails now.</summary>
    private static BackgroundCopyJob Waiting(Bench bench, int delay)
    {
        BackgroundCopyJob job = bench.JobIn(Connecting, priority: BackgroundCopyJobPriority.Foreground);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        bench.AttemptOf(job).FailHttp(503);
        return job;
    }
}
