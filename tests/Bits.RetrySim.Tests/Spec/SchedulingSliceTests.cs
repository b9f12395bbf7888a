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
        using SlowSimulation slow = new();
        BackgroundCopyJob first = slow.Resumed(700);
        slow.Resumed(700);
        slow.Resumed(100);
        slow.To(10_000);

        slow.Log.Entered(Connecting).Should().Equal(
            "0 job 1", "300 job 2", "600 job 3", "700 job 1", "1000 job 2", "1300 job 1", "1400 job 2");
        slow.Log.Entered(Transferred).Should().Equal("700 job 3", "1400 job 1", "1500 job 2");
        slow.Log.StatesOf(first).Should().Equal(
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
        using SlowSimulation slow = new(options => options.Readings.TimeSlice = TimeSpan.FromSeconds(seconds));
        slow.Resumed(2000);
        slow.Resumed(2000);
        slow.To((2 * seconds) + 1);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", $"{seconds} job 2", $"{2 * seconds} job 1");
    }

    [Theory]
    [InlineData(High)]
    [InlineData(Normal)]
    [InlineData(Low)]
    public void TimeSlice_EachBackgroundLevel_HasTurns(BackgroundCopyJobPriority priority)
    {
        using SlowSimulation slow = new();
        slow.Resumed(400, priority);
        slow.Resumed(400, priority);
        slow.To(10_000);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "300 job 2", "600 job 1", "700 job 2");
    }

    [Fact]
    public void TimeSlice_SmallJobBehindALargeOne_IsDoneSoon()
    {
        using SlowSimulation slow = new();
        slow.Resumed(100_000);
        slow.To(10);
        BackgroundCopyJob small = slow.Resumed(1);
        slow.To(301);

        small.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_LoneJob_IsRenewedUnseen()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(5000);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "5000 Transferred");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_AnotherJobJoinsLater_WaitsForTheEndOfTheRunningSlice()
    {
        using SlowSimulation slow = new();
        slow.Resumed(5000);
        slow.To(450);
        slow.Resumed(5000);
        slow.To(1000);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "600 job 2", "900 job 1");
    }

    [Theory]
    [InlineData(Normal, Low)]
    [InlineData(Normal, Foreground)]
    [InlineData(High, Normal)]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_OnlyJobsOfOtherLevelsAreReady_IsRenewed(BackgroundCopyJobPriority runs, BackgroundCopyJobPriority waits)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(1000, runs);
        slow.Resumed(2000, waits);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "1000 Transferred");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "NET-5")]
    public void TimeSlice_TheOthersOwnerIsLoggedOff_IsRenewed()
    {
        BackgroundCopyUser ann = new("ann");
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(1000);
        slow.Resumed(1000, owner: ann);
        slow.Environment.LogOff(ann);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "1000 Transferred");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_TheOtherJobWaitsInTransientError_IsRenewed()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob fails = slow.Resumed(1000);
        slow.HostOf(fails).OnRequest(1, SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = slow.Resumed(550);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "550 Transferred");
        slow.Log.AttemptsOf(fails).Should().Equal(0, 600);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "STATE-28")]
    public void Preemption_OfAJob_ItIsNextInItsLevelAgain()
    {
        using SlowSimulation slow = new();
        slow.Resumed(1000);
        slow.Resumed(1000);
        slow.To(100);
        slow.Resumed(50, High);
        slow.To(160);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "100 job 3", "150 job 1");
    }

    [Fact]
    public void Preemption_InTheHigherLevel_ItsSliceBeginsWithItsTurn()
    {
        using SlowSimulation slow = new();
        slow.Resumed(10_000);
        slow.To(250);
        slow.Resumed(1000, High);
        slow.Resumed(1000, High);
        slow.To(1000);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "250 job 2", "550 job 3", "850 job 2");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_EndsWhileConnecting_TheJobIsLeftToFinishThat()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Job(1000);
        slow.HostOf(job).Latency = TimeSpan.FromSeconds(400);
        job.Resume();
        slow.Resumed(1000);
        slow.To(400);
        job.State.Should().Be(Transferring);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().StartWith(["0 Queued", "0 Connecting", "400 Transferring", "600 Queued"]);
    }

    [Fact]
    public void Restart_OfTheService_TheSliceBeginsAnew()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(1000);
        slow.Resumed(1000);
        slow.To(200);
        slow.Manager.RestartService();
        slow.To(1000);

        slow.Log.StatesOf(job, from: 1).Should().StartWith(["200 Queued", "200 Connecting", "200 Transferring", "500 Queued"]);
    }

    [Fact]
    public void TimeSlice_ManyJobsAndOneAdvance_EveryJobGetsItsTurns()
    {
        using SlowSimulation slow = new(options => options.DefaultOwner = BackgroundCopyUser.LocalSystem);
        List<BackgroundCopyJob> jobs = Enumerable.Range(0, 100).Select(_ => slow.Resumed(450)).ToList();
        slow.To(100 * 450);

        jobs.Should().OnlyContain(job => job.State == Transferred);
        slow.Log.Entered(Connecting).Should().Equal(
            Enumerable.Range(0, 100).Select(i => $"{300 * i} job {i + 1}").Concat(Enumerable.Range(0, 100).Select(i => $"{30_000 + (150 * i)} job {i + 1}")));
    }
}
