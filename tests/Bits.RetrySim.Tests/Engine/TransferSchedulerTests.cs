namespace Bits.RetrySim.Tests;

/// <summary>Whose turn it is.</summary>
public class TransferSchedulerTests
{
    private const BackgroundCopyJobPriority Foreground = BackgroundCopyJobPriority.Foreground;
    private const BackgroundCopyJobPriority High = BackgroundCopyJobPriority.High;
    private const BackgroundCopyJobPriority Normal = BackgroundCopyJobPriority.Normal;
    private const BackgroundCopyJobPriority Low = BackgroundCopyJobPriority.Low;

    private TransferScheduler _scheduler = new(slots: 1);

    [Fact]
    public void NewScheduler_HasNothingToDo()
    {
        _scheduler.Decide().Should().Be(ScheduleDecision.None);
        _scheduler.Background.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "SCHED-3")]
    public void Decide_ForegroundJobs_AllStartWithOneBackgroundJob()
    {
        ScheduleNode low = Ready(Low), first = Ready(Foreground), normal = Ready(Normal), second = Ready(Foreground);

        Turn().Should().Equal(Start(first), Start(second), Start(normal));
        _scheduler.Background.Should().BeSameAs(normal);
        low.List.Should().NotBeNull();
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void Decide_BackgroundLevels_HighestFirstThenOneByOne()
    {
        ScheduleNode low = Ready(Low), normal = Ready(Normal), high = Ready(High);

        Turn().Should().Equal(Start(high));
        TransferScheduler.Remove(high);
        Turn().Should().Equal(Start(normal));
        TransferScheduler.Remove(normal);
        Turn().Should().Equal(Start(low));
        TransferScheduler.Remove(low);
        Turn().Should().BeEmpty();
        _scheduler.Background.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "SCHED-6")]
    public void Decide_OneLevel_FirstComeFirstServed()
    {
        ScheduleNode[] nodes = [Ready(Normal), Ready(Normal), Ready(Normal)];

        foreach (ScheduleNode node in nodes)
        {
            Turn().Should().Equal(Start(node));
            TransferScheduler.Remove(node);
        }
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void Enqueue_AtTheHead_ComesBeforeTheOthers()
    {
        ScheduleNode first = Ready(Normal), head = New(Normal), newHead = New(Normal);
        _scheduler.Enqueue(head, first: true);
        _scheduler.Enqueue(newHead, first: true);

        foreach (ScheduleNode node in new[] { newHead, head, first })
        {
            Turn().Should().Equal(Start(node));
            TransferScheduler.Remove(node);
        }
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    [Trait("Rule", "STATE-28")]
    public void Decide_HigherLevelReady_PreemptsThenStarts()
    {
        ScheduleNode normal = Running(Normal), high = Ready(High);

        _scheduler.Decide().Should().Be(Preempt(normal));
        _scheduler.Background.Should().BeNull();
        _scheduler.Enqueue(normal, first: true);
        Turn().Should().Equal(Start(high));
    }

    [Theory]
    [InlineData(Normal, Normal)]
    [InlineData(Normal, Low)]
    [InlineData(High, High)]
    [Trait("Rule", "SCHED-4")]
    public void Decide_SameOrLowerLevelReady_LetsTheRunningJobBe(BackgroundCopyJobPriority running, BackgroundCopyJobPriority ready)
    {
        ScheduleNode node = Running(running);
        Ready(ready);

        Turn().Should().BeEmpty();
        _scheduler.Background.Should().BeSameAs(node);
    }

    [Fact]
    [Trait("Rule", "SCHED-3")]
    public void Decide_ForegroundReady_DoesNotTakeTheBackgroundSlot()
    {
        ScheduleNode low = Running(Low), foreground = Ready(Foreground);

        Turn().Should().Equal(Start(foreground));
        _scheduler.Background.Should().BeSameAs(low);
    }

    [Fact]
    [Trait("Rule", "NET-5")]
    public void Decide_ParkedJobs_ArePassedOverAndKeepTheirPlace()
    {
        ScheduleNode parked = Ready(High), second = Ready(High), normal = Ready(Normal), foreground = Ready(Foreground);
        parked.IsParked = second.IsParked = foreground.IsParked = true;
        Turn().Should().Equal(Start(normal));

        second.IsParked = foreground.IsParked = false;
        Turn().Should().Equal(Start(foreground), Preempt(normal), Start(second));
        parked.IsParked = false;
        TransferScheduler.Remove(second);
        Turn().Should().Equal(Start(parked));
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    [Trait("Rule", "OQ-41")]
    public void Slice_EndsOnlyForARunnablePeer_AndTheJobGoesToTheTail()
    {
        ScheduleNode first = Running(Normal);
        Ready(Low);
        _scheduler.HasRunnablePeer(first).Should().BeFalse("another level does not count");
        ScheduleNode second = Ready(Normal), third = Ready(Normal);
        second.IsParked = third.IsParked = true;
        _scheduler.HasRunnablePeer(first).Should().BeFalse("their owners are logged off");
        second.IsParked = third.IsParked = false;
        _scheduler.HasRunnablePeer(first).Should().BeTrue();

        foreach (ScheduleNode next in new[] { second, third, first })
        {
            ScheduleNode running = _scheduler.Background!;
            TransferScheduler.Remove(running);
            _scheduler.Enqueue(running, first: false);
            Turn().Should().Equal(Start(next));
        }
    }

    [Fact]
    [Trait("Rule", "OQ-39")]
    public void ChangeLevel_WaitingJob_GoesToTheTailOfTheNewLevel()
    {
        ScheduleNode moved = Ready(Normal), high = Ready(High);

        _scheduler.ChangeLevel(moved, High, running: false);

        Turn().Should().Equal(Start(high));
        TransferScheduler.Remove(high);
        Turn().Should().Equal(Start(moved));
        moved.Level.Should().Be(High);
    }

    [Fact]
    public void ChangeLevel_JobThatNeitherWaitsNorRuns_OnlyTakesTheLevel()
    {
        ScheduleNode node = New(Normal);

        _scheduler.ChangeLevel(node, Foreground, running: false);

        Turn().Should().BeEmpty();
        node.Level.Should().Be(Foreground);
        _scheduler.Enqueue(node, first: false);
        Turn().Should().Equal(Start(node));
        _scheduler.Background.Should().BeNull();
    }

    [Fact]
    public void ChangeLevel_RunningBackgroundJobToForeground_FreesTheSlot()
    {
        ScheduleNode node = Running(Normal), next = Ready(Low);

        _scheduler.ChangeLevel(node, Foreground, running: true);

        Turn().Should().Equal(Start(next));
        _scheduler.Background.Should().BeSameAs(next);
    }

    [Fact]
    public void ChangeLevel_RunningBackgroundJobToALowerLevel_GivesWayToWhoIsNowAboveIt()
    {
        ScheduleNode node = Running(High), next = Ready(Normal);

        _scheduler.ChangeLevel(node, Low, running: true);

        Turn().Should().Equal(Preempt(node), Start(next));
    }

    [Fact]
    public void ChangeLevel_RunningForegroundJob_TakesTheFreeSlot()
    {
        ScheduleNode node = RunningInForeground(), waiting = Ready(Normal);

        _scheduler.ChangeLevel(node, Normal, running: true);

        Turn().Should().BeEmpty();
        _scheduler.Background.Should().BeSameAs(node);
        _scheduler.HasRunnablePeer(node).Should().BeTrue();
        waiting.List.Should().NotBeNull();
    }

    [Theory]
    [InlineData(Normal, Normal, false)]
    [InlineData(Normal, Low, false)]
    [InlineData(Normal, High, true)]
    [InlineData(Low, Normal, true)]
    [Trait("Rule", "SCHED-4")]
    public void ChangeLevel_RunningForegroundJobMeetsABackgroundJob_HigherLevelGoesOn(
        BackgroundCopyJobPriority running, BackgroundCopyJobPriority demotedTo, bool demotedWins)
    {
        ScheduleNode background = Running(running), demoted = RunningInForeground();

        _scheduler.ChangeLevel(demoted, demotedTo, running: true);

        Turn().Should().Equal(Preempt(demotedWins ? background : demoted));
        _scheduler.Background.Should().BeSameAs(demotedWins ? demoted : background);
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void ChangeLevel_RunningForegroundJobBelowAReadyOne_IsPreempted()
    {
        ScheduleNode demoted = RunningInForeground(), high = Ready(High);
        Turn().Should().Equal(Start(high));
        TransferScheduler.Remove(high);
        _scheduler.Enqueue(high, first: false);

        _scheduler.ChangeLevel(demoted, Low, running: true);

        Turn().Should().Equal(Preempt(demoted), Start(high));
    }

    [Fact]
    public void Remove_InAnyPosition_ForgetsTheJob()
    {
        ScheduleNode first = Ready(Normal), middle = Ready(Normal), last = Ready(Normal), demoted = RunningInForeground();
        _scheduler.ChangeLevel(demoted, High, running: true);

        foreach (ScheduleNode node in new[] { middle, last, demoted, first })
        {
            TransferScheduler.Remove(node);
            node.List.Should().BeNull();
        }

        TransferScheduler.Remove(first);
        Turn().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void Decide_SeveralSlots_LowerLevelsHaveThoseThatAreLeft()
    {
        _scheduler = new TransferScheduler(slots: 3);
        ScheduleNode low = Ready(Low), second = Ready(Low), normal = Ready(Normal), third = Ready(Low);

        Turn().Should().Equal(Start(normal), Start(low), Start(second));
        ScheduleNode high = Ready(High);
        Turn().Should().Equal(Preempt(second), Start(high));
        _scheduler.HasFreeSlot.Should().BeFalse();
        TransferScheduler.Remove(normal);
        Turn().Should().Equal(Start(second));
        third.List.Should().NotBeNull();
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void ChangeLevel_SeveralSlotsAllTaken_TheLowestLevelGivesWay()
    {
        _scheduler = new TransferScheduler(slots: 2);
        ScheduleNode low = Running(Low), high = Running(High), demoted = RunningInForeground(), lowest = RunningInForeground();

        _scheduler.ChangeLevel(demoted, Normal, running: true);
        Turn().Should().Equal(Preempt(low));
        _scheduler.ChangeLevel(lowest, Normal, running: true);
        Turn().Should().Equal(Preempt(lowest));
        _scheduler.Background.Should().BeSameAs(high);
        high.Next.Should().BeSameAs(demoted);
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    public void HasRunnablePeer_SomeNotCounted_AsksForMore()
    {
        ScheduleNode running = Running(Normal), parked = Ready(Normal);
        Ready(Normal);
        Ready(Normal);
        parked.IsParked = true;

        _scheduler.HasRunnablePeer(running, besides: 1).Should().BeTrue();
        _scheduler.HasRunnablePeer(running, besides: 2).Should().BeFalse();
    }

    [Fact]
    public void Enqueue_Twice_IsAMistake()
    {
        ScheduleNode node = Ready(Normal);

        _scheduler.Invoking(scheduler => scheduler.Enqueue(node, first: false)).Should().Throw<InvalidOperationException>();
    }

    private static ScheduleDecision Start(ScheduleNode node) => new(ScheduleAction.Start, node);

    private static ScheduleDecision Preempt(ScheduleNode node) => new(ScheduleAction.Preempt, node);

    private static ScheduleNode New(BackgroundCopyJobPriority level) => new() { Level = level };

    private ScheduleNode Ready(BackgroundCopyJobPriority level)
    {
        ScheduleNode node = New(level);
        _scheduler.Enqueue(node, first: false);
        return node;
    }

    private ScheduleNode Running(BackgroundCopyJobPriority level)
    {
        ScheduleNode node = Ready(level);
        _scheduler.Decide().Should().Be(Start(node));
        return node;
    }

    private ScheduleNode RunningInForeground() => Running(Foreground);

    /// <summary>A whole turn, in which preempted jobs go back to the head of their level, as the service does.</summary>
    private List<ScheduleDecision> Turn()
    {
        List<ScheduleDecision> decisions = [];
        while (_scheduler.Decide() is { Action: not ScheduleAction.None } decision)
        {
            decisions.Add(decision);
            if (decision.Action == ScheduleAction.Preempt)
            {
                TransferScheduler.Remove(decision.Node!);
                _scheduler.Enqueue(decision.Node!, first: true);
            }
        }

        return decisions;
    }
}
