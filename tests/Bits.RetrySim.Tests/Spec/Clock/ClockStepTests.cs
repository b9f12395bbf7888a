using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The system time is set while the service runs.</summary>
public sealed class ClockStepTests
{
    private const double Day = 86_400;

    public static TheoryData<double> Steps => [-100 * Day, -Day, -1, 1, Day, 14 * Day];

    [Theory]
    [MemberData(nameof(Steps))]
    [Trait("Rule", "CLOCK-1")]
    public void StepSystemTime_DuringTheDelay_TheRetryComesAsPlanned(double seconds)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(seconds));
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(600));
        bench.GoTo(1000);

        bench.Log.AttemptsOf(job).Should().Equal(0, 600);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    [Trait("Rule", "CLOCK-2")]
    public void StepSystemTime_DuringTheTimeout_TheJobFailsAsPlanned(double seconds)
    {
        using BitsSimulation simulation = new();
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        job.NoProgressTimeout = TimeSpan.FromSeconds(12);
        job.Resume();
        simulation.At(TimeSpan.FromSeconds(1), () => simulation.Clock.StepSystemTime(TimeSpan.FromSeconds(seconds)));
        simulation.Clock.Advance(TimeSpan.FromSeconds(100));

        simulation.EventLog.AttemptsOf(job).Should().Equal(0, 5, 10);
        simulation.EventLog.StatesOf(job).Should().EndWith("12 Error 0x801901F7");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    [Trait("Rule", "CLOCK-2")]
    [Trait("Rule", "POLICY-1")]
    public void StepSystemTime_IdleJob_IsCancelledAsPlanned(double seconds)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(100);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(seconds));
        bench.GoTo(Day - 1);
        job.State.Should().Be(Suspended);
        bench.GoTo(Day);

        job.State.Should().Be(Cancelled);
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(3600)]
    [InlineData(3 * Day)]
    [Trait("Rule", "CLOCK-3")]
    public void StepSystemTime_BandwidthPolicy_TheIntervalComesAndGoesAsPlanned(double seconds)
    {
        // From 13 to 14 o'clock; it is 12 now.
        using Bench bench = At(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero), new BandwidthLimit(13, 14, 0));
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(1800);
        bench.Clock.StepSystemTime(TimeSpan.FromSeconds(seconds));
        bench.GoTo(2 * 3600);
        bench.GoTo(Day + (2 * 3600));

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            "3600 TransientError 0x8020003E", "7200 Queued", "7200 Connecting", "90000 TransientError 0x8020003E", "93600 Queued", "93600 Connecting");
    }

    [Fact]
    [Trait("Rule", "CLOCK-3")]
    public void StepSystemTime_PolicyAppliedAfterwards_StillFollowsTheTimeTheServiceStartedWith()
    {
        using Bench bench = At(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero), null);
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.Clock.StepSystemTime(TimeSpan.FromHours(1));
        bench.GoTo(60);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) });
        job.State.Should().Be(Transferring);
        bench.GoTo(3600);

        bench.Log.StatesOf(job, from: 1).Should().Equal("3600 TransientError 0x8020003E");
    }

    [Fact]
    [Trait("Rule", "CLOCK-10")]
    [Trait("Rule", "TIME-2")]
    public void Times_LocalTimeZoneAndSteps_AreTheWallClockInUtc()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(5), "test", "test");
        DateTimeOffset start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Bench bench = new(clock: new SimulatedClock(start, zone));
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(60);
        bench.Clock.StepSystemTime(TimeSpan.FromDays(-1));
        bench.AttemptOf(job).Complete();

        job.Times.Should().Be(new BackgroundCopyJobTimes(start, start.AddDays(-1).AddMinutes(1), start.AddDays(-1).AddMinutes(1)));
        new[] { job.Times.CreationTime.Offset, job.Times.ModificationTime.Offset, job.Times.TransferCompletionTime!.Value.Offset }
            .Should().AllBeEquivalentTo(TimeSpan.Zero);
    }

    private static Bench At(DateTimeOffset start, BandwidthLimit? limit) => new(
        options => options.Policy = new GroupPolicy { MaxInternetBandwidth = limit },
        new SimulatedClock(start));
}
