using static Bits.RetrySim.BackgroundCopyJobPriority;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Turns: blocks are looked at, then jobs start; and the slices of the one background job.</summary>
public sealed class TurnsTests : IDisposable
{
    private readonly ServiceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "SCHED-3")]
    public void Turn_ManyQueued_AllOfTheForegroundAndOneOfTheRest()
    {
        JobRecord[] jobs = [Queue(Normal), Queue(Foreground), Queue(High), Queue(Foreground)];

        _bench.Pump();

        jobs.Select(job => job.Data.State).Should().Equal(Queued, Connecting, Connecting, Connecting);
        Started().Should().Equal(2, 4, 3);
    }

    [Fact]
    [Trait("Decision", "D-2")]
    public void Resume_Call_LeavesTheStartToTheNextPump()
    {
        JobRecord job = Queue(Normal);

        job.Data.State.Should().Be(Queued);
        _bench.Pump();
        job.Data.State.Should().Be(Connecting);
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void Turn_HigherLevelComes_TakesTheSlot()
    {
        JobRecord low = Queue(Low);
        _bench.Pump();
        JobRecord high = Queue(High);
        _bench.Pump();

        (low.Data.State, high.Data.State).Should().Be((Queued, Connecting));
        _bench.Service.Calls.Call(high, JobTrigger.Suspend, JobCall.Suspend);
        _bench.Pump();
        low.Data.State.Should().Be(Connecting, "the slot is free again");
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    public void Slice_PeersWait_GoesRoundAmongThem()
    {
        JobRecord[] jobs = [Queue(Normal), Queue(Normal), Queue(Normal)];
        _bench.Pump();
        for (int i = 1; i <= 4; i++)
        {
            _bench.Manual.Running.Single().Accept(1000);
            _bench.GoTo(300 * i);
        }

        Started().Should().Equal(1, 2, 3, 1, 2);
        jobs.Select(job => job.Data.State).Should().Equal(Queued, Connecting, Queued);
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    public void Slice_NobodyWaits_GoesOnAndLeavesNoAttempts()
    {
        JobRecord job = Queue(Normal);
        _bench.Pump();
        _bench.Manual.Current.Accept(1000);

        _bench.GoTo(10_000);

        Started().Should().Equal(1);
        job.Data.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    public void Slice_SlotChangedHandsMeanwhile_BeginsWithTheNewOwner()
    {
        JobRecord first = Queue(Normal);
        JobRecord second = Queue(Normal);
        _bench.Pump();
        _bench.Manual.Current.Accept(1000);
        _bench.GoTo(200);
        _bench.Service.Calls.Call(first, JobTrigger.Suspend, JobCall.Suspend);
        _bench.Pump();
        _bench.AttemptOf(second).Accept(1000);
        Queue(Normal);

        _bench.GoTo(499);
        second.Data.State.Should().Be(Transferring, "its slice began at 200");
        _bench.GoTo(500);
        second.Data.State.Should().Be(Queued);
    }

    [Fact]
    [Trait("Rule", "NET-5")]
    public void Turn_OwnerLoggedOff_PassesOverTheJob()
    {
        BackgroundCopyUser away = new("away");
        JobRecord first = _bench.CreateJob(owner: away);
        _bench.Service.Calls.Resume(first);
        JobRecord second = Queue(Normal);
        _bench.Service.Surroundings.SetLoggedOn(away, loggedOn: false);
        _bench.Pump();

        (first.Data.State, second.Data.State).Should().Be((Queued, Connecting));
        _bench.Service.Surroundings.SetLoggedOn(away, loggedOn: true);
        _bench.Service.Calls.Call(second, JobTrigger.Suspend, JobCall.Suspend);
        _bench.Pump();
        first.Data.State.Should().Be(Connecting);
    }

    [Fact]
    [Trait("Rule", "STATE-30")]
    public void Turn_BlockedJobQueued_IsLookedAtBeforeAnythingStarts()
    {
        _bench.Service.Surroundings.SetCondition(BlockConditions.BatterySaver, holds: true);
        JobRecord blocked = Queue(Normal);
        JobRecord foreground = Queue(Foreground);
        (blocked.Data.State, blocked.ChecksBlocks).Should().Be((Queued, true));

        _bench.Pump();

        (blocked.Data.State, blocked.ChecksBlocks, foreground.Data.State).Should().Be((TransientError, false, Connecting));
        Started().Should().Equal(2);
    }

    /// <summary>Whatever marked a job for the look before it was queued.</summary>
    [Theory]
    [Trait("Rule", "STATE-30")]
    [InlineData(false)]
    [InlineData(true)]
    public void Turn_BlockedJobsQueued_AreLookedAtInTheOrderOfTheQueue(bool wasQueuedBefore)
    {
        _bench.Service.Surroundings.SetCondition(BlockConditions.BatterySaver, holds: true);
        JobRecord marked = _bench.CreateJob(), other = _bench.CreateJob();
        if (wasQueuedBefore)
        {
            _bench.Service.Calls.Resume(marked);
            _bench.Service.Calls.Call(marked, JobTrigger.Suspend, JobCall.Suspend);
        }
        else
        {
            _bench.Service.Calls.SetPriority(marked, High);
        }

        marked.ChecksBlocks.Should().BeTrue();
        _bench.Service.Calls.Resume(other);
        _bench.Service.Calls.Resume(marked);

        _bench.Pump();

        _bench.Entered.TakeLast(2).Should().Equal("job 2 TransientError", "job 1 TransientError");
    }

    [Fact]
    [Trait("Rule", "SCHED-2")]
    public void ChangeLevel_RunningJobsBecomeBackground_OnlyOneGoesOn()
    {
        JobRecord[] jobs = [Queue(Foreground), Queue(Foreground), Queue(Foreground)];
        _bench.Pump();
        _bench.Service.Calls.SetPriority(jobs[0], Low);
        _bench.Service.Calls.SetPriority(jobs[1], High);

        jobs.Select(job => job.Data.State).Should().Equal(Connecting, Connecting, Connecting);
        _bench.Pump();

        jobs.Select(job => job.Data.State).Should().Equal(Queued, Connecting, Connecting);
    }

    private JobRecord Queue(BackgroundCopyJobPriority priority)
    {
        JobRecord job = _bench.CreateJob(priority: priority);
        _bench.Service.Calls.Resume(job);
        return job;
    }

    /// <summary>The jobs whose attempts began, in order.</summary>
    private IEnumerable<int> Started() => _bench.Log.Events.Where(entry => entry.Kind == JobEventKind.Attempt).Select(entry => entry.Job);
}
