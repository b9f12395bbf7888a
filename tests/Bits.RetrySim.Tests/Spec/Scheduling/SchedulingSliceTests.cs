using static Bits.RetrySim.BackgroundCopyJobPriority;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs of one level taking turns.</summary>
[Trait("Rule", "SCHED-5")]
public sealed class SchedulingSliceTests
{
    [Fact]
    [Trait("Rule", "SCHED-7")]
    [Trait("Rule", "OQ-24")]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "STATE-15")]
    public void TimeSlice_ThreeJobs_TakeTurnsOf300Seconds()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob first = simulation.ResumeSlowJob(700);
        simulation.ResumeSlowJob(700);
        simulation.ResumeSlowJob(100);
        simulation.GoTo(10_000);

        simulation.EventLog.Entered(Connecting).Should().Equal(
            "0 job 1", "300 job 2", "600 job 3", "700 job 1", "1000 job 2", "1300 job 1", "1400 job 2");
        simulation.EventLog.Entered(Transferred).Should().Equal("700 job 3", "1400 job 1", "1500 job 2");
        simulation.EventLog.StatesOf(first).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", "300 Queued", "700 Connecting", "700 Transferring", "1000 Queued", "1300 Connecting",
            "1300 Transferring", "1400 Transferred");
        first.ErrorCount.Should().Be(0);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(1000)]
    [Trait("Rule", "SCHED-7")]
    [Trait("Rule", "OQ-24")]
    public void TimeSlice_Set_IsTheLengthOfATurn(int seconds)
    {
        using BitsSimulation simulation = new(options => options.Readings.TimeSlice = TimeSpan.FromSeconds(seconds));
        simulation.ResumeSlowJob(2000);
        simulation.ResumeSlowJob(2000);
        simulation.GoTo((2 * seconds) + 1);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", $"{seconds} job 2", $"{2 * seconds} job 1");
    }

    [Theory]
    [InlineData(High)]
    [InlineData(Normal)]
    [InlineData(Low)]
    public void TimeSlice_EachBackgroundLevel_HasTurns(BackgroundCopyJobPriority priority)
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(400, priority);
        simulation.ResumeSlowJob(400, priority);
        simulation.GoTo(10_000);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "300 job 2", "600 job 1", "700 job 2");
    }

    [Fact]
    public void TimeSlice_SmallJobBehindALargeOne_IsDoneSoon()
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(100_000);
        simulation.GoTo(10);
        BackgroundCopyJob small = simulation.ResumeSlowJob(1);
        simulation.GoTo(301);

        small.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_LoneJob_IsRenewedUnseen()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(5000);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "5000 Transferred");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_AnotherJobJoinsLater_WaitsForTheEndOfTheRunningSlice()
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(5000);
        simulation.GoTo(450);
        simulation.ResumeSlowJob(5000);
        simulation.GoTo(1000);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "600 job 2", "900 job 1");
    }

    [Theory]
    [InlineData(Normal, Low)]
    [InlineData(Normal, Foreground)]
    [InlineData(High, Normal)]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_OnlyJobsOfOtherLevelsAreReady_IsRenewed(BackgroundCopyJobPriority runs, BackgroundCopyJobPriority waits)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(1000, runs);
        simulation.ResumeSlowJob(2000, waits);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "1000 Transferred");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "NET-5")]
    public void TimeSlice_TheOthersOwnerIsLoggedOff_IsRenewed()
    {
        BackgroundCopyUser ann = new("ann");
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(1000);
        simulation.ResumeSlowJob(1000, owner: ann);
        simulation.Environment.LogOff(ann);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "1000 Transferred");
    }

    /// <summary>The look at its blocks comes after the end of the slice, at one instant; it could not use one all the same.</summary>
    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "STATE-30")]
    public void TimeSlice_TheOtherJobIsResumedBlockedAtItsEnd_IsRenewed()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(1000);
        BackgroundCopyJob other = simulation.Manager.CreateJob("other");
        other.AddFile("http://h/other", @"C:\other");
        job.CostFlags = BackgroundCopyCostStates.TransferAlways;
        simulation.Environment.CostState = BackgroundCopyCostStates.Roaming;
        simulation.Manager.At(TimeSpan.FromSeconds(300), other.Resume);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "1000 Transferred");
        simulation.EventLog.StatesOf(other).Should().Equal("300 Queued", "300 TransientError 0x80200059");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_TheOtherJobWaitsInTransientError_IsRenewed()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob fails = simulation.ResumeSlowJob(1000);
        simulation.HostOf(fails).OnRequest(1, SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = simulation.ResumeSlowJob(550);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "550 Transferred");
        simulation.EventLog.AttemptsOf(fails).Should().Equal(0, 600);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "STATE-28")]
    public void Preemption_OfAJob_ItIsNextInItsLevelAgain()
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(1000);
        simulation.ResumeSlowJob(1000);
        simulation.GoTo(100);
        simulation.ResumeSlowJob(50, High);
        simulation.GoTo(160);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "100 job 3", "150 job 1");
    }

    [Fact]
    public void Preemption_InTheHigherLevel_ItsSliceBeginsWithItsTurn()
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(10_000);
        simulation.GoTo(250);
        simulation.ResumeSlowJob(1000, High);
        simulation.ResumeSlowJob(1000, High);
        simulation.GoTo(1000);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "250 job 2", "550 job 3", "850 job 2");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_EndsWhileConnecting_TheJobIsLeftToFinishThat()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddSlowJob(1000);
        simulation.HostOf(job).Latency = TimeSpan.FromSeconds(400);
        job.Resume();
        simulation.ResumeSlowJob(1000);
        simulation.GoTo(400);
        job.State.Should().Be(Transferring);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().StartWith(["0 Queued", "0 Connecting", "400 Transferring", "600 Queued"]);
    }

    [Fact]
    public void Restart_OfTheService_TheSliceBeginsAnew()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(1000);
        simulation.ResumeSlowJob(1000);
        simulation.GoTo(200);
        simulation.Manager.RestartService();
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(job, from: 1).Should().StartWith(["200 Queued", "200 Connecting", "200 Transferring", "500 Queued"]);
    }

    [Fact]
    public void TimeSlice_ManyJobsAndOneAdvance_EveryJobGetsItsTurns()
    {
        using BitsSimulation simulation = new(options => options.DefaultOwner = BackgroundCopyUser.LocalSystem);
        List<BackgroundCopyJob> jobs = Enumerable.Range(0, 100).Select(_ => simulation.ResumeSlowJob(450)).ToList();
        simulation.GoTo(100 * 450);

        jobs.Should().OnlyContain(job => job.State == Transferred);
        simulation.EventLog.Entered(Connecting).Should().Equal(
            Enumerable.Range(0, 100).Select(i => $"{300 * i} job {i + 1}").Concat(Enumerable.Range(0, 100).Select(i => $"{30_000 + (150 * i)} job {i + 1}")));
    }
}
