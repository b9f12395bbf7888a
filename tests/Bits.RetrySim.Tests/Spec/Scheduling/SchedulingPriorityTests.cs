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
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(100);
        simulation.ResumeSlowJob(50);
        simulation.GoTo(10);
        job.Priority = Low;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("10 Queued", "60 Connecting", "60 Transferring", "150 Transferred");
    }

    [Fact]
    public void Lowered_ButStillTheHighest_RunsOn()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(100, High);
        simulation.ResumeSlowJob(50, Low);
        simulation.GoTo(10);
        job.Priority = Normal;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("100 Transferred");
    }

    [Fact]
    [Trait("Rule", "STATE-28")]
    public void Raised_WaitingJobAboveTheRunningOne_TakesItsPlace()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob runs = simulation.ResumeSlowJob(100);
        BackgroundCopyJob waits = simulation.ResumeSlowJob(50);
        simulation.GoTo(10);
        waits.Priority = High;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(runs, from: 1).Should().Equal("10 Queued", "60 Connecting", "60 Transferring", "150 Transferred");
        simulation.EventLog.StatesOf(waits, from: 1).Should().Equal("10 Connecting", "10 Transferring", "60 Transferred");
    }

    [Fact]
    public void Raised_RunningJob_KeepsRunningAndIsNotPreemptedByItsOldPeers()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob runs = simulation.ResumeSlowJob(1000);
        simulation.ResumeSlowJob(1000);
        simulation.GoTo(10);
        runs.Priority = High;
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(runs, from: 1).Should().Equal("1000 Transferred");
    }

    [Fact]
    public void Foreground_WaitingJob_RunsBesideTheOther()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob runs = simulation.ResumeSlowJob(100);
        BackgroundCopyJob waits = simulation.ResumeSlowJob(50);
        simulation.GoTo(10);
        waits.Priority = Foreground;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(runs, from: 1).Should().Equal("100 Transferred");
        simulation.EventLog.StatesOf(waits, from: 1).Should().Equal("10 Connecting", "10 Transferring", "60 Transferred");
    }

    [Fact]
    public void Foreground_RunningJob_RunsOnAndLeavesTheSlotToTheNext()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob runs = simulation.ResumeSlowJob(1000);
        simulation.ResumeSlowJob(50, Low);
        simulation.GoTo(10);
        runs.Priority = Foreground;
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(runs, from: 1).Should().Equal("1000 Transferred");
        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "10 job 2");
    }

    [Fact]
    public void Background_RunningForegroundJobAndAFreeSlot_RunsOn()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob runs = simulation.ResumeSlowJob(100, Foreground);
        simulation.GoTo(10);
        runs.Priority = Low;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(runs, from: 1).Should().Equal("100 Transferred");
    }

    [Theory]
    [InlineData(Normal, Normal)]
    [InlineData(Low, Normal)]
    [InlineData(Low, High)]
    [Trait("Rule", "STATE-28")]
    public void Background_TheSlotIsTakenByItsLevelOrAHigherOne_GivesWay(BackgroundCopyJobPriority priority, BackgroundCopyJobPriority other)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob demoted = simulation.ResumeSlowJob(200, Foreground);
        BackgroundCopyJob background = simulation.ResumeSlowJob(100, other);
        simulation.GoTo(10);
        demoted.Priority = priority;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(background, from: 1).Should().Equal("100 Transferred");
        simulation.EventLog.StatesOf(demoted, from: 1).Should().Equal("10 Queued", "100 Connecting", "100 Transferring", "290 Transferred");
    }

    [Theory]
    [InlineData(High, Normal)]
    [InlineData(High, Low)]
    [InlineData(Normal, Low)]
    [Trait("Rule", "STATE-28")]
    public void Background_TheSlotIsTakenByALowerLevel_TakesIt(BackgroundCopyJobPriority priority, BackgroundCopyJobPriority other)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob demoted = simulation.ResumeSlowJob(200, Foreground);
        BackgroundCopyJob background = simulation.ResumeSlowJob(100, other);
        simulation.GoTo(10);
        demoted.Priority = priority;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(demoted, from: 1).Should().Equal("200 Transferred");
        simulation.EventLog.StatesOf(background, from: 1).Should().Equal("10 Queued", "200 Connecting", "200 Transferring", "290 Transferred");
    }

    [Fact]
    public void Background_SeveralForegroundJobsAtOnce_OneOfTheHighestLevelRunsOn()
    {
        using Bench bench = new();
        BackgroundCopyJob[] jobs = [bench.JobIn(Transferring, priority: Foreground), bench.JobIn(Transferring, priority: Foreground), bench.JobIn(Transferring, priority: Foreground), bench.JobIn(Transferring, priority: Low)];
        jobs[0].Priority = Normal;
        jobs[1].Priority = High;
        jobs[2].Priority = High;
        bench.Pump();

        jobs[1].State.Should().Be(Transferring);
        jobs.Where(job => job != jobs[1]).Should().OnlyContain(job => job.State == Queued);
        bench.Transport.Running.Should().ContainSingle();
    }

    [Fact]
    public void Background_AndForegroundAgainInOneGo_NothingIsInterrupted()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring, priority: Foreground);
        BackgroundCopyJob slot = bench.JobIn(Transferring);
        job.Priority = Low;
        job.Priority = Foreground;
        bench.GoTo(1000);

        job.State.Should().Be(Transferring);
        slot.State.Should().Be(Transferring);
        bench.Transport.Attempts.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(100, 400)]
    [InlineData(400, 700)]
    [Trait("Rule", "SCHED-5")]
    public void Background_JobThatHadTheSlotBefore_ItsSliceBeginsAnew(double demotedAt, double sliceEnd)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(2000);
        simulation.GoTo(10);
        job.Priority = Foreground;
        simulation.GoTo(demotedAt);
        job.Priority = Normal;
        simulation.GoTo(demotedAt + 1);
        simulation.ResumeSlowJob(2000);
        simulation.GoTo(3000);

        simulation.EventLog.Entered(Connecting).Should().StartWith(["0 job 1", $"{sliceEnd} job 2", $"{sliceEnd + 300} job 1"]);
    }

    [Fact]
    [Trait("Rule", "SCHED-6")]
    public void Changed_WaitingJob_IsLastInItsNewLevel()
    {
        using BitsSimulation simulation = new();
        simulation.ResumeSlowJob(10, High);
        BackgroundCopyJob moved = simulation.ResumeSlowJob(10, Low);
        simulation.ResumeSlowJob(10);
        simulation.ResumeSlowJob(10);
        simulation.GoTo(1);
        moved.Priority = Normal;
        simulation.GoTo(1000);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "10 job 3", "20 job 4", "30 job 2");
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "METHOD-Setters")]
    public void Changed_JobThatDoesNotRun_StaysWhereItIs(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        job.Priority = Foreground;
        bench.Pump();
        job.Priority = High;
        bench.Pump();

        job.State.Should().Be(state);
        bench.Transport.Running.Should().BeEmpty();
    }
}
