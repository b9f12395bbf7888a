using System.Globalization;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The bandwidth that background jobs are left.</summary>
[Trait("Rule", "POLICY-5")]
public sealed class PolicyBandwidthTests
{
    private const double Hour = 3600;

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 2.6666667)]
    [InlineData(8, 1)]
    [InlineData(1000, 0.008)]
    public void KilobitsPerSecond_BackgroundJob_LimitsItsSpeed(int limit, double seconds)
    {
        BackgroundCopyJob job = Download(BackgroundCopyJobPriority.Normal, new BandwidthLimit(0, 0, limit), out BitsSimulation simulation);
        using BitsSimulation running = simulation;
        simulation.Clock.Advance(TimeSpan.FromSeconds(100));

        simulation.EventLog.StatesOf(job).Should().EndWith(string.Create(CultureInfo.InvariantCulture, $"{seconds} Transferred"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [Trait("Rule", "SCHED-2")]
    public void KilobitsPerSecond_ForegroundJob_IsNotLimited(int limit)
    {
        BackgroundCopyJob job = Download(BackgroundCopyJobPriority.Foreground, new BandwidthLimit(0, 0, limit), out BitsSimulation simulation);
        using BitsSimulation running = simulation;
        simulation.Clock.Advance(TimeSpan.FromSeconds(100));

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "0 Transferred");
    }

    [Fact]
    [Trait("Rule", "SCHED-2")]
    public void KilobitsPerSecond_PriorityChangesUnderWay_TheLimitComesAndGoes()
    {
        BackgroundCopyJob job = Download(BackgroundCopyJobPriority.Normal, new BandwidthLimit(0, 0, 2), out BitsSimulation simulation);
        using BitsSimulation running = simulation;
        simulation.Network.BitsPerSecond = 4000;
        simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        job.Progress.BytesTransferred.Should().Be(250);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        job.Progress.BytesTransferred.Should().Be(750);
        job.Priority = BackgroundCopyJobPriority.Low;
        simulation.Clock.Advance(TimeSpan.FromSeconds(1));

        simulation.EventLog.StatesOf(job).Should().EndWith("3 Transferred");
    }

    [Fact]
    public void Interval_TwoRates_EachHoldsInItsHours()
    {
        // 2 kbit/s from 9 to 10, 4 outside; it is 8:30. 900,000 + 900,000 + the rest.
        using BitsSimulation simulation = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(9, 10, 2, 4) }, ClockAt(8, 30));
        BackgroundCopyJob job = simulation.ResumeSlowJob(2000);
        simulation.GoTo(1800);
        job.Progress.BytesTransferred.Should().Be(900_000);
        simulation.GoTo(5400);
        job.Progress.BytesTransferred.Should().Be(1_800_000);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "5800 Transferred");
    }

    [Fact]
    [Trait("Rule", "RETRY-14")]
    [Trait("Rule", "RETRY-15")]
    public void Interval_ZeroAcrossMidnight_BackgroundJobsWaitUntilTheMorning()
    {
        using BitsSimulation simulation = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(22, 6, 0) }, ClockAt(21, 0));
        BackgroundCopyJob background = simulation.ResumeSlowJob(5000);
        BackgroundCopyJob waiting = simulation.ResumeSlowJob(1000, BackgroundCopyJobPriority.Low);
        BackgroundCopyJob foreground = simulation.ResumeSlowJob(5000, BackgroundCopyJobPriority.Foreground);
        simulation.GoTo(48 * Hour);

        simulation.EventLog.StatesOf(background).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", "3600 TransientError 0x8020003E", "32400 Queued", "32400 Connecting", "32400 Transferring",
            "33800 Transferred");
        simulation.EventLog.StatesOf(waiting).Should().Equal(
            "0 Queued", "3600 TransientError 0x8020003E", "32400 Queued", "33800 Connecting", "33800 Transferring", "34800 Transferred");
        simulation.EventLog.StatesOf(foreground).Should().EndWith("5000 Transferred");
        background.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void Interval_ZeroOutside_BackgroundJobsRunInsideOnly()
    {
        using Bench bench = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(22, 6, 1000, 0) }, ClockAt(21, 0));
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(48 * Hour);

        bench.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError 0x8020003E", "3600 Queued", "3600 Connecting", "32400 TransientError 0x8020003E",
            "90000 Queued", "90000 Connecting", "118800 TransientError 0x8020003E");
    }

    [Theory]
    [InlineData("2000-03-26T22:00Z", 1, 4, 1, 4)]
    [InlineData("2000-03-25T23:00Z", 1, 4, 1, 3)]
    [InlineData("2000-10-28T22:00Z", 1, 4, 1, 5)]
    [InlineData("2000-03-25T21:00Z", 23, 2, 1, 4)]
    [InlineData("2000-10-28T20:00Z", 23, 2, 1, 4)]
    [InlineData("2000-10-28T20:00Z", 23, 3, 1, 6)]
    [InlineData("2000-10-28T20:00Z", 2, 3, 4, 6)]
    [InlineData("2000-03-25T21:00Z", 2, 3, 27, 28)]
    public void Interval_ClockIsPutForwardOrBack_TheHoursItShowsCount(string start, int from, int to, int blocked, int free)
    {
        // In 2000 two o'clock became three on 26 March, and three became two on 29 October, both at 01:00 UTC.
        DateTimeOffset utc = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        using Bench bench = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(from, to, 0) },
            new SimulatedClock(utc, CentralEurope()));
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo((free + 1) * Hour);

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"{blocked * Hour} TransientError 0x8020003E", $"{free * Hour} Queued", $"{free * Hour} Connecting");
    }

    [Fact]
    public void ApplyPolicy_ZeroAndBack_ActsInTheCall()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 0) });
        job.State.Should().Be(TransientError);
        bench.GoTo(20);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 1) });

        job.State.Should().Be(Queued);
    }

    private static SimulatedClock ClockAt(int hour, int minute) => new(new DateTimeOffset(2000, 6, 1, hour, minute, 0, TimeSpan.Zero));

    /// <summary>A file of 1,000 bytes from an unlimited link.</summary>
    private static BackgroundCopyJob Download(BackgroundCopyJobPriority priority, BandwidthLimit limit, out BitsSimulation simulation)
    {
        simulation = new BitsSimulation(options => options.Policy = new GroupPolicy { MaxInternetBandwidth = limit });
        simulation.Network.Host("cdn.example").Resource("/file", 1000);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/file", @"C:\in\file");
        job.Priority = priority;
        job.Resume();
        return job;
    }

    /// <summary>UTC+1, in summer UTC+2, from the last Sunday of March at 2 to the last Sunday of October at 3 by the local clock.</summary>
    private static TimeZoneInfo CentralEurope()
    {
        var spring = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var autumn = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), spring, autumn);
        return TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test", "test", [rule]);
    }
}
