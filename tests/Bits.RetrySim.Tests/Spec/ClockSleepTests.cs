using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The machine sleeps, with timestamps that count it and with such that do not.</summary>
[Trait("Rule", "CLOCK-5")]
public sealed class ClockSleepTests
{
    [Theory]
    [Trait("Rule", "MAXT-5")]
    [InlineData(true, 100, 40)]
    [InlineData(false, 100, 100)]
    public void Sleep_Transferring_CountsTowardsTheMaximumDownloadTimeIfTheTimestampsDo(bool counts, double failsAt, double awake)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Running();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        service.To(10);
        service.Clock.Sleep(TimeSpan.FromSeconds(60), counts);
        job.State.Should().Be(Transferring);
        service.Clock.Advance(TimeSpan.FromSeconds(awake - 10 - 0.001));
        job.State.Should().Be(Transferring);
        service.Clock.Advance(TimeSpan.FromSeconds(0.001));

        service.Log.StatesOf(job, from: 1).Should().Equal($"{failsAt} Error 80200054");
    }

    [Fact]
    [Trait("Rule", "MAXT-5")]
    public void Sleep_LongerThanTheMaximumDownloadTime_TheJobFailsOnWaking()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Running();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        service.To(10);
        service.Clock.Sleep(TimeSpan.FromHours(8));

        service.Log.StatesOf(job, from: 1).Should().Equal("28810 Error 80200054");
    }

    [Fact]
    [Trait("Rule", "MAXT-5")]
    public void Sleep_SimulatedDownloadThatCannotEnd_FailsOnWaking()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Job(100_000);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(1000);
        job.Resume();
        slow.To(10);
        slow.Simulation.Clock.Sleep(TimeSpan.FromSeconds(500));
        job.State.Should().Be(Transferring);
        slow.Simulation.Clock.Sleep(TimeSpan.FromSeconds(10_000));

        slow.Log.StatesOf(job, from: 1).Should().Equal("10510 Error 80200054");
    }

    [Fact]
    public void Sleep_NotCounted_ASimulatedDownloadTakesItsTimeAwake()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(100);
        slow.To(40);
        slow.Simulation.Clock.Sleep(TimeSpan.FromHours(8), countsSleep: false);
        slow.To(99);
        job.State.Should().Be(Transferring);
        slow.To(100);

        job.State.Should().Be(Transferred);
        job.Times.TransferCompletionTime.Should().Be(job.Times.CreationTime.AddHours(8).AddSeconds(100));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "RETRY-1")]
    public void Sleep_ThroughSeveralRetries_OneIsMadeOnWaking(bool counts)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(10);
        slow.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        slow.To(100);
        slow.Simulation.Clock.Sleep(TimeSpan.FromSeconds(5000), counts);
        slow.Log.AttemptsOf(job).Should().Equal(counts ? [0, 5100] : [0]);
        slow.To(5800);

        slow.Log.AttemptsOf(job).Should().StartWith(counts ? [0, 5100, 5700] : [0, 600, 1200]);
    }

    [Fact]
    [Trait("Rule", "OQ-3")]
    public void Sleep_BeyondRetryAndTimeout_TheRetryIsMadeBeforeTheJobFails()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(10);
        slow.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        slow.To(100);
        slow.Simulation.Clock.Sleep(TimeSpan.FromDays(20));

        slow.Log.StatesOf(job, from: 1).Should().Equal("1728100 Queued", "1728100 Connecting", "1728100 Error 801901F7");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Sleep_BeyondInactivityAndRetry_BothAreDueOnWakingAndTheRetryIsMadeFirst()
    {
        using SlowSimulation slow = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = slow.Job(10);
        job.NoProgressTimeout = TimeSpan.FromDays(5);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(100_000);
        slow.HostOf(job).OnRequest(1, SimulatedFault.HttpStatus(503));
        job.Resume();
        slow.To(100);
        slow.Simulation.Clock.Sleep(TimeSpan.FromSeconds(199_900));
        slow.To(300_000);

        slow.Log.AttemptsOf(job).Should().Equal(0, 200_000);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void Sleep_IntoAndThroughTheZeroHours_ThePolicyOfTheHourOnWakingHolds()
    {
        using ManualService service = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = service.Running();
        service.Clock.Sleep(TimeSpan.FromMinutes(90));
        job.State.Should().Be(TransientError);
        service.Clock.Sleep(TimeSpan.FromHours(23));

        service.Log.StatesOf(job, from: 1).Should().Equal("5400 TransientError 8020003E", "88200 Queued", "88200 Connecting");
    }
}
