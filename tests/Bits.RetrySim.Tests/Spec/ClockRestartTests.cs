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
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed();
        service.To(100);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        service.To(200);
        service.Manager.RestartService();
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(retry));
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds((14 * Day) - step));
        service.To(retry - 0.001);
        job.State.Should().Be(TransientError);
        service.To(retry);

        service.Log.AttemptsOf(job).Should().Equal(0, retry);
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
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed();
        service.To(50);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(3 * Day));
        service.To(100);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds((-3 * Day) - 40));
        service.To(200);
        service.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(640));
    }

    [Fact]
    public void RestartService_SteppedBeforeTheFailure_NothingChanges()
    {
        using ManualService service = new();
        service.To(50);
        service.Clock.StepSystemTime(TimeSpan.FromDays(-1));
        BackgroundCopyJob job = service.Failed();
        service.To(200);
        service.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(650));
    }

    [Fact]
    public void RestartService_Twice_TheStepCountsOnce()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed();
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(100));
        service.To(100);
        service.Manager.RestartService();
        service.To(200);
        service.Manager.RestartService();
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(500));
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(-100));
        service.Manager.RestartService();

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(600));
    }

    [Fact]
    public void RestartService_AllPast_RetriesAreMadeAtOnceInTheirOldOrder()
    {
        using ManualService service = new();
        BackgroundCopyJob last = Waiting(service, delay: 600);
        service.To(10);
        BackgroundCopyJob first = Waiting(service, delay: 100);
        service.To(20);
        BackgroundCopyJob second = Waiting(service, delay: 300);
        service.To(50);
        service.Clock.StepSystemTime(TimeSpan.FromDays(1));
        service.Manager.RestartService();
        service.Settle();

        service.Log.Entered(Queued, from: 50).Should().Equal(
            $"50 job {first.Number}", $"50 job {second.Number}", $"50 job {last.Number}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-100)]
    [InlineData(Day)]
    public void RestartService_RetriesAtOneInstant_KeepTheirOrder(double step)
    {
        using ManualService service = new();
        BackgroundCopyJob created = service.Connecting(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob armedFirst = Waiting(service, delay: 600);
        service.To(10);
        created.MinimumRetryDelay = TimeSpan.FromSeconds(590);
        service.AttemptOf(created).FailHttp(503);
        service.To(20);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        service.Manager.RestartService();
        service.To(10_000);

        double retry = Math.Max(20, 600 - step);
        service.Log.Entered(Queued, from: 20).Should().Equal($"{retry} job {armedFirst.Number}", $"{retry} job {created.Number}");
    }

    [Fact]
    [Trait("Rule", "OQ-3")]
    public void RestartService_RetryAndTimeoutPast_TheRetryGoesFirst()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob fails = slow.Resumed(10, BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob recovers = slow.Resumed(10, BackgroundCopyJobPriority.Foreground);
        slow.HostOf(fails).Fails(SimulatedFault.HttpStatus(503));
        slow.HostOf(recovers).OnRequest(1, SimulatedFault.HttpStatus(503));
        slow.To(100);
        slow.Simulation.Clock.StepSystemTime(TimeSpan.FromDays(14));
        slow.To(200);
        slow.Manager.RestartService();
        slow.To(1000);

        slow.Log.StatesOf(fails, from: 1).Should().Equal("200 Queued", "200 Connecting", "200 Error 801901F7");
        slow.Log.StatesOf(recovers, from: 1).Should().Equal("200 Queued", "200 Connecting", "200 Transferring", "210 Transferred");
    }

    [Fact]
    public void RestartService_TimeoutPastButNotTheDelay_TheJobFailsAtTheRestart()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Connecting();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(600);
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        service.AttemptOf(job).FailHttp(503);
        service.To(600);
        service.AttemptOf(job).FailHttp(503);
        service.To(700);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(400));
        service.Manager.RestartService();
        service.Settle();

        service.Log.StatesOf(job, from: 700).Should().Equal("700 Error 801901F7");
    }

    [Theory]
    [InlineData(3600, Day - 3600)]
    [InlineData(-3600, Day + 3600)]
    [InlineData(2 * Day, 200)]
    [Trait("Rule", "POLICY-1")]
    public void RestartService_IdleJob_ItsIdleTimeIsSeenFromTheNewTime(double step, double cancelled)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = service.Job();
        service.To(100);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        service.To(200);
        service.Manager.RestartService();
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(cancelled));
        service.To(3 * Day);

        service.Log.StatesOf(job).Should().Equal($"{cancelled} Cancelled");
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
        using ManualService service = new();
        BackgroundCopyJob job = service.Connecting();
        job.NoProgressTimeout = TimeSpan.FromSeconds(3600);
        service.AttemptOf(job).FailHttp(503);
        service.To(100);
        service.Environment.NetworkAvailable = false;
        service.To(150);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        service.To(200);
        service.Manager.RestartService();
        job.State.Should().Be(TransientError);
        job.RetryStatus.GivesUpAt.Should().BeNull();
        service.To(300);
        service.Environment.NetworkAvailable = true;
        service.Settle();
        service.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(givesUp));
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void RestartService_SpentDownloadTime_IsASumAndStays()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Connecting();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        service.To(40);
        service.Clock.StepSystemTime(TimeSpan.FromDays(1));
        service.Manager.RestartService();
        service.To(99);
        job.State.Should().Be(Connecting);
        service.To(100);

        service.Log.StatesOf(job, from: 40).Should().Equal("40 Queued", "40 Connecting", "100 Error 80200054");
    }

    [Theory]
    [InlineData(3600, 1800, 3600)]
    [InlineData(-3600, 7200, 10_800)]
    [InlineData(7200, Day - 3600, Day)]
    public void RestartService_BandwidthPolicy_ItsHoursAreReadOffTheNewTime(double step, double blocked, double free)
    {
        // From 13 to 14 o'clock; it is 12 at the beginning, and 12:30 plus the step at the restart.
        using ManualService service = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = service.Running();
        service.To(1800);
        service.Clock.StepSystemTime(TimeSpan.FromSeconds(step));
        service.Manager.RestartService();
        if (blocked > 1800)
        {
            service.To(blocked - 1);
            job.State.Should().Be(Connecting);
        }

        service.To(blocked);
        job.State.Should().Be(TransientError);
        service.To(free - 1);
        job.State.Should().Be(TransientError);
        service.To(free);
        job.State.Should().Be(Connecting);
    }

    [Fact]
    public void RestartService_DuringTheZeroHoursAndSetBackOutOfThem_TheJobIsFree()
    {
        using ManualService service = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 13, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = service.Resumed();
        service.To(600);
        job.State.Should().Be(TransientError);
        service.Clock.StepSystemTime(TimeSpan.FromHours(-1));
        service.To(660);
        service.Manager.RestartService();
        service.To(Day);

        service.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError 8020003E", "660 Queued", "660 Connecting", "3600 TransientError 8020003E", "7200 Queued", "7200 Connecting");
    }

    /// <summary>A foreground job that fails now.</summary>
    private static BackgroundCopyJob Waiting(ManualService service, int delay)
    {
        BackgroundCopyJob job = service.Connecting(BackgroundCopyJobPriority.Foreground);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        service.AttemptOf(job).FailHttp(503);
        return job;
    }
}
