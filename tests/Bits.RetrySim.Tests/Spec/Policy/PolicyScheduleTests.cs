using static Bits.RetrySim.BackgroundCopyJobPriority;

namespace Bits.RetrySim.Tests;

/// <summary>The bandwidth that background jobs are left by priority and hour of the week.</summary>
public sealed class PolicyScheduleTests
{
    private const double Hour = 3600;

    [Theory]
    [Trait("Rule", "POLICY-8")]
    [InlineData(High, 1)]
    [InlineData(Normal, 2)]
    [InlineData(Low, 4)]
    [InlineData(Foreground, 0)]
    public void WorkSchedule_JobOfAPriority_HasItsLimit(BackgroundCopyJobPriority priority, double seconds)
    {
        using BitsSimulation simulation = At(DayOfWeek.Monday, 12, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(8, 4, 1)) });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob job = Download(simulation, priority);
        simulation.GoTo(100);

        simulation.EventLog.StatesOf(job)[^1].Should().Be(FormattableString.Invariant($"{seconds} Transferred"));
    }

    [Fact]
    [Trait("Rule", "POLICY-8")]
    public void WorkSchedule_JobsOneAfterTheOther_EachHasTheLimitOfItsPriority()
    {
        using BitsSimulation simulation = At(DayOfWeek.Monday, 12, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(8, null, 2)) });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob low = Download(simulation, Low);
        BackgroundCopyJob high = Download(simulation, High);
        BackgroundCopyJob normal = Download(simulation, Normal);
        simulation.GoTo(100);

        (End(high), End(normal), End(low)).Should().Be(("1 Transferred", "1 Transferred", "5 Transferred"));

        string End(BackgroundCopyJob job) => simulation.EventLog.StatesOf(job)[^1];
    }

    [Fact]
    [Trait("Rule", "POLICY-8")]
    public void WorkSchedule_PriorityChangesUnderWay_SoDoesTheLimit()
    {
        using BitsSimulation simulation = At(DayOfWeek.Monday, 12, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(8, 2, null)) });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob job = Download(simulation, Normal);
        simulation.GoTo(2);
        job.Progress.BytesTransferred.Should().Be(500);
        job.Priority = High;
        simulation.GoTo(100);

        simulation.EventLog.StatesOf(job)[^1].Should().Be("2.5 Transferred");
    }

    [Theory]
    [Trait("Rule", "POLICY-8")]
    [InlineData(2, null, 4)]
    [InlineData(8, null, 2)]
    [InlineData(8, 2, 4)]
    public void WorkSchedule_BesidesMaxInternetBandwidth_TheLowerCounts(int all, int? normal, double seconds)
    {
        using BitsSimulation simulation = At(
            DayOfWeek.Monday, 12, new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, all), WorkSchedule = Office(new PriorityBandwidth(0, normal ?? 4, 0)) });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob job = Download(simulation, Normal);
        simulation.GoTo(100);

        simulation.EventLog.StatesOf(job)[^1].Should().Be(FormattableString.Invariant($"{seconds} Transferred"));
    }

    [Fact]
    [Trait("Rule", "POLICY-8")]
    [Trait("Rule", "RETRY-14")]
    public void WorkSchedule_ZeroForAPriority_ItsJobsWaitUntilTheHoursAreOver()
    {
        using BitsSimulation simulation = At(DayOfWeek.Friday, 16, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(0, 0, null)) });
        BackgroundCopyJob normal = simulation.ResumeSlowJob(1000);
        BackgroundCopyJob low = simulation.ResumeSlowJob(1000, Low);
        simulation.GoTo(3 * Hour);

        simulation.EventLog.StatesOf(normal).Should().Equal("0 Queued", "0 TransientError 0x8020003E", "3600 Queued", "3600 Connecting", "3600 Transferring", "4600 Transferred");
        simulation.EventLog.StatesOf(low).Should().EndWith("1000 Transferred");
        simulation.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Environment).Select(entry => FormattableString.Invariant($"{entry.Instant.TotalSeconds} {entry.Detail}"))
            .Should().Equal("0 High priority limit 0 bit/s", "0 Normal priority limit 0 bit/s", "3600 High priority limit none", "3600 Normal priority limit none");
        JobTimeline.Of(simulation.Manager).Bands.Select(band => band.Label).Should().BeEquivalentTo("no transfers of High priority by policy", "no transfers of Normal priority by policy");
    }

    [Fact]
    [Trait("Rule", "POLICY-8")]
    [Trait("Rule", "OQ-39")]
    public void WorkSchedule_PriorityRaisedToOneThatRuns_EndsTheWait()
    {
        using BitsSimulation simulation = At(DayOfWeek.Monday, 12, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(null, 0, 0)) });
        BackgroundCopyJob job = simulation.ResumeSlowJob(1000);
        simulation.GoTo(100);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Priority = High;
        simulation.GoTo(2000);

        simulation.EventLog.StatesOf(job).Should().EndWith("1100 Transferred");
    }

    [Fact]
    [Trait("Rule", "POLICY-8")]
    public void WorkSchedule_LimitsOutside_HoldAtNightAndAtWeekends()
    {
        // Friday 16:30: 2 kbit/s until 17, then 4 until Monday 8, then 2 again.
        using BitsSimulation simulation = At(
            DayOfWeek.Friday, 16, new GroupPolicy { WorkSchedule = Office(new PriorityBandwidth(null, 2, null)) with { LimitsOutside = new PriorityBandwidth(null, 4, null) } });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob job = Download(simulation, Normal, 1_000_000_000);
        simulation.GoTo(Hour);
        job.Progress.BytesTransferred.Should().Be(3600 * 250);
        simulation.GoTo(64 * Hour);
        job.Progress.BytesTransferred.Should().Be((3600 * 250) + (63L * 3600 * 500));
        simulation.GoTo(65 * Hour);
        job.Progress.BytesTransferred.Should().Be((2 * 3600 * 250) + (63L * 3600 * 500));
    }

    [Fact]
    [Trait("Rule", "POLICY-9")]
    public void MaintenanceSchedule_InItsHours_WinsOverTheWorkSchedule()
    {
        using BitsSimulation simulation = At(DayOfWeek.Wednesday, 11, new GroupPolicy
        {
            WorkSchedule = Office(new PriorityBandwidth(2, 2, 2)),
            MaintenanceSchedule = new BandwidthSchedule(DayOfWeek.Wednesday, DayOfWeek.Wednesday, 12, 13, new PriorityBandwidth(null, 8, 0)),
        });
        simulation.Network.BitsPerSecond = null;
        BackgroundCopyJob job = Download(simulation, Normal, 1_000_000_000);
        simulation.GoTo(Hour);
        job.Progress.BytesTransferred.Should().Be(3600 * 250);
        simulation.GoTo(2 * Hour);
        job.Progress.BytesTransferred.Should().Be((3600 * 250) + (3600 * 1000));
        simulation.GoTo(3 * Hour);
        job.Progress.BytesTransferred.Should().Be((2 * 3600 * 250) + (3600 * 1000));
    }

    [Fact]
    [Trait("Rule", "POLICY-9")]
    public void MaintenanceSchedule_Alone_LimitsNothingOutsideItsHours()
    {
        GroupPolicy policy = new() { MaintenanceSchedule = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Saturday, 22, 4, new PriorityBandwidth(0, 0, 0)) };
        using BitsSimulation simulation = At(DayOfWeek.Sunday, 3, policy);
        BackgroundCopyJob job = simulation.ResumeSlowJob(10);
        simulation.GoTo(3 * Hour);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 TransientError 0x8020003E", "3600 Queued", "3600 Connecting", "3600 Transferring", "3610 Transferred");
    }

    private static BandwidthSchedule Office(PriorityBandwidth limits) => new(DayOfWeek.Monday, DayOfWeek.Friday, 8, 17, limits);

    /// <summary>A simulation that begins on a day of the first week of January 2000, which began on Sunday the 2nd.</summary>
    private static BitsSimulation At(DayOfWeek day, int hour, GroupPolicy policy) =>
        new(options => options.Policy = policy, new SimulatedClock(new DateTimeOffset(2000, 1, 2 + (int)day, hour, 0, 0, TimeSpan.Zero)));

    private static BackgroundCopyJob Download(BitsSimulation simulation, BackgroundCopyJobPriority priority, long bytes = 1000)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        simulation.Network.Host("cdn.example").Resource($"/{job.Number}", bytes);
        job.AddFile($"https://cdn.example/{job.Number}", $@"C:\in\{job.Number}");
        job.Priority = priority;
        job.Resume();
        return job;
    }
}
