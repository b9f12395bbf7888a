using static Bits.RetrySim.BackgroundCopyJobPriority;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Priorities that change while jobs run and wait.</summary>
[Trait("Rule", "SCHED-4")]
[Trait("Rule", "SCHED-3")]
public sealed class SchedulingPriorityTests
{
    [Fact]
    [Trait("Rule", "STATE-28")]
    public void Lowered_BelowAJobThatWaits_GivesWay()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(100);
        slow.Resumed(50);
        slow.To(10);
        job.Priority = Low;
        slow.To(1000);

        slow.Log.StatesOf(job, from: 1).Should().Equal("10 Queued", "60 Connecting", "60 Transferring", "150 Transferred");
    }

    [Fact]
    public void Lowered_ButStillTheHighest_RunsOn()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(100, High);
        slow.Resumed(50, Low);
        slow.To(10);
        job.Priority = Normal;
        slow.To(1000);

        slow.Log.StatesOf(job, from: 1).Should().Equal("100 Transferred");
    }

    [Fact]
    [Trait("Rule", "STATE-28")]
    public void Raised_WaitingJobAboveTheRunningOne_TakesItsPlace()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob runs = slow.Resumed(100);
        BackgroundCopyJob waits = slow.Resumed(50);
        slow.To(10);
        waits.Priority = High;
        slow.To(1000);

        slow.Log.StatesOf(runs, from: 1).Should().Equal("10 Queued", "60 Connecting", "60 Transferring", "150 Transferred");
        slow.Log.StatesOf(waits, from: 1).Should().Equal("10 Connecting", "10 Transferring", "60 Transferred");
    }

    [Fact]
    public void Raised_RunningJob_KeepsRunningAndIsNotPreemptedByItsOldPeers()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob runs = slow.Resumed(1000);
        slow.Resumed(1000);
        slow.To(10);
        runs.Priority = High;
        slow.To(10_000);

        slow.Log.StatesOf(runs, from: 1).Should().Equal("1000 Transferred");
    }

    [Fact]
    public void Foreground_WaitingJob_RunsBesideTheOther()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob runs = slow.Resumed(100);
        BackgroundCopyJob waits = slow.Resumed(50);
        slow.To(10);
        waits.Priority = Foreground;
        slow.To(1000);

        slow.Log.StatesOf(runs, from: 1).Should().Equal("100 Transferred");
        slow.Log.StatesOf(waits, from: 1).Should().Equal("10 Connecting", "10 Transferring", "60 Transferred");
    }

    [Fact]
    public void Foreground_RunningJob_RunsOnAndLeavesTheSlotToTheNext()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob runs = slow.Resumed(1000);
        slow.Resumed(50, Low);
        slow.To(10);
        runs.Priority = Foreground;
        slow.To(10_000);

        slow.Log.StatesOf(runs, from: 1).Should().Equal("1000 Transferred");
        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "10 job 2");
    }

    [Fact]
    public void Background_RunningForegroundJobAndAFreeSlot_RunsOn()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob runs = slow.Resumed(100, Foreground);
        slow.To(10);
        runs.Priority = Low;
        slow.To(1000);

        slow.Log.StatesOf(runs, from: 1).Should().Equal("100 Transferred");
    }

    [Theory]
    [InlineData(Normal, Normal)]
    [InlineData(Low, Normal)]
    [InlineData(Low, High)]
    [Trait("Rule", "STATE-28")]
    public void Background_TheSlotIsTakenByItsLevelOrAHigherOne_GivesWay(BackgroundCopyJobPriority priority, BackgroundCopyJobPriority other)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob demoted = slow.Resumed(200, Foreground);
        BackgroundCopyJob background = slow.Resumed(100, other);
        slow.To(10);
        demoted.Priority = priority;
        slow.To(1000);

        slow.Log.StatesOf(background, from: 1).Should().Equal("100 Transferred");
        slow.Log.StatesOf(demoted, from: 1).Should().Equal("10 Queued", "100 Connecting", "100 Transferring", "290 Transferred");
    }

    [Theory]
    [InlineData(High, Normal)]
    [InlineData(High, Low)]
    [InlineData(Normal, Low)]
    [Trait("Rule", "STATE-28")]
    public void Background_TheSlotIsTakenByALowerLevel_TakesIt(BackgroundCopyJobPriority priority, BackgroundCopyJobPriority other)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob demoted = slow.Resumed(200, Foreground);
        BackgroundCopyJob background = slow.Resumed(100, other);
        slow.To(10);
        demoted.Priority = priority;
        slow.To(1000);

        slow.Log.StatesOf(demoted, from: 1).Should().Equal("200 Transferred");
        slow.Log.StatesOf(background, from: 1).Should().Equal("10 Queued", "200 Connecting", "200 Transferring", "290 Transferred");
    }

    [Fact]
    public void Background_SeveralForegroundJobsAtOnce_OneOfTheHighestLevelRunsOn()
    {
        using ManualService service = new();
        BackgroundCopyJob[] jobs = [service.Running(Foreground), service.Running(Foreground), service.Running(Foreground), service.Running(Low)];
        jobs[0].Priority = Normal;
        jobs[1].Priority = High;
        jobs[2].Priority = High;
        service.Settle();

        jobs[1].State.Should().Be(Transferring);
        jobs.Where(job => job != jobs[1]).Should().OnlyContain(job => job.State == Queued);
        service.Transport.Running.Should().ContainSingle();
    }

    [Fact]
    public void Background_AndForegroundAgainInOneGo_NothingIsInterrupted()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Running(Foreground);
        BackgroundCopyJob slot = service.Running();
        job.Priority = Low;
        job.Priority = Foreground;
        service.To(1000);

        job.State.Should().Be(Transferring);
        slot.State.Should().Be(Transferring);
        service.Transport.Attempts.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(100, 400)]
    [InlineData(400, 700)]
    [Trait("Rule", "SCHED-5")]
    public void Background_JobThatHadTheSlotBefore_ItsSliceBeginsAnew(double demotedAt, double sliceEnd)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(2000);
        slow.To(10);
        job.Priority = Foreground;
        slow.To(demotedAt);
        job.Priority = Normal;
        slow.To(demotedAt + 1);
        slow.Resumed(2000);
        slow.To(3000);

        slow.Log.Entered(Connecting).Should().StartWith(["0 job 1", $"{sliceEnd} job 2", $"{sliceEnd + 300} job 1"]);
    }

    [Fact]
    [Trait("Rule", "SCHED-6")]
    public void Changed_WaitingJob_IsLastInItsNewLevel()
    {
        using SlowSimulation slow = new();
        slow.Resumed(10, High);
        BackgroundCopyJob moved = slow.Resumed(10, Low);
        slow.Resumed(10);
        slow.Resumed(10);
        slow.To(1);
        moved.Priority = Normal;
        slow.To(1000);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "10 job 3", "20 job 4", "30 job 2");
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "METHOD-Setters")]
    public void Changed_JobThatDoesNotRun_StaysWhereItIs(BackgroundCopyJobState state)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.InState(state);
        job.Priority = Foreground;
        service.Settle();
        job.Priority = High;
        service.Settle();

        job.State.Should().Be(state);
        service.Transport.Running.Should().BeEmpty();
    }
}
