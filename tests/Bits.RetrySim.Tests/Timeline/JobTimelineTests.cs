using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

public sealed class JobTimelineTests
{
    [Fact]
    public void Timeline_Incident_HasTheWholeStoryOfTheJob()
    {
        using BitsSimulation simulation = TimelineScene.Incident();

        JobTimeline timeline = simulation.Timeline();

        timeline.Start.Should().Be(new DateTimeOffset(2017, 2, 28, 17, 36, 0, TimeSpan.Zero));
        timeline.End.Should().Be(TimeSpan.FromSeconds(16_100), "the job ended then, and nothing happened later");
        JobLane lane = timeline.Lanes.Should().ContainSingle().Which;
        lane.Name.Should().Be("package");
        lane.Attempts.Select(attempt => attempt.Outcome).Should().Equal([.. Enumerable.Repeat(AttemptOutcome.Failed, 26), AttemptOutcome.Succeeded]);
        lane.Failures.Should().Be(26);
        lane.Runs.Should().Equal(new CycleRun(10, 4, 25, TimeSpan.FromSeconds(660), TimeSpan.FromMinutes(10), 2));
        lane.Last.State.Should().Be(Acknowledged);
        (lane.Bytes, lane.BytesTotal).Should().Be((500_000_000, 500_000_000));
        lane.Progress.Should().Contain(new ProgressPoint(TimeSpan.FromSeconds(60), 60_000_000)).And.BeInAscendingOrder(point => point.At);
        lane.Dues.Should().HaveCount(26).And.OnlyContain(due => due.Kind == LaneDueKind.Retry && !due.IsPending);
        timeline.Bands.Should().Equal(new TimelineBand("download.example", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(258), HResults.HttpStatus(503)));
    }

    [Fact]
    public void Timeline_DeadOrigin_FoldsWhatIsEqualAndSaysWhatCameOfIt()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin();

        JobLane lane = simulation.Timeline().Lanes.Single();

        lane.Attempts.Should().HaveCount(2017);
        lane.Runs.Should().ContainSingle().Which.Count.Should().Be(2016);
        lane.Dues.Should().Contain(new LaneDue(LaneDueKind.GivesUp, TimeSpan.FromDays(14), IsPending: false));
        lane.Dues.Where(due => due.IsPending).Should().Equal(new LaneDue(LaneDueKind.Cancelled, TimeSpan.FromDays(104), IsPending: true));
    }

    [Fact]
    public void Timeline_Waiting_TellsWhatIsDue()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromMinutes(5)));

        JobTimeline timeline = simulation.Timeline();

        timeline.End.Should().Be(TimeSpan.FromMinutes(5));
        timeline.Lanes.Single().Last.End.Should().Be(TimeSpan.FromMinutes(5));
        timeline.Lanes.Single().Dues.Should().Equal(
            new LaneDue(LaneDueKind.Retry, TimeSpan.FromMinutes(10), IsPending: true),
            new LaneDue(LaneDueKind.GivesUp, TimeSpan.FromDays(14), IsPending: true),
            new LaneDue(LaneDueKind.Cancelled, TimeSpan.FromDays(90), IsPending: true));
    }

    [Fact]
    public void Timeline_WithinAnAttempt_KnowsTheBytesOfNow()
    {
        using BitsSimulation simulation = TimelineScene.Incident(bits => bits.Clock.Advance(TimeSpan.FromSeconds(30)));

        JobLane lane = simulation.Timeline().Lanes.Single();

        lane.Bytes.Should().Be(30_000_000);
        lane.Attempts.Should().Equal(new LaneAttempt(1, TimeSpan.Zero, TimeSpan.FromSeconds(30), AttemptOutcome.Running, 0));
    }

    [Fact]
    public void Timeline_Offline_IsCancelledByPolicyAndHasTheBlockAsABand()
    {
        using BitsSimulation simulation = TimelineScene.All["offline"]();

        JobTimeline timeline = simulation.Timeline();

        timeline.Bands.Should().Equal(new TimelineBand("no network", TimeSpan.FromMinutes(1), TimeSpan.FromDays(100), 0));
        timeline.Lanes.Single().Attempts.Single().Outcome.Should().Be(AttemptOutcome.Interrupted, "nothing failed");
        timeline.Lanes.Single().Dues.Should().Equal(
            new LaneDue(LaneDueKind.Cancelled, TimeSpan.FromDays(90) + TimeSpan.FromMinutes(1), IsPending: false));
        TimelineScene.Text(writer => timeline.WriteText(writer)).Should().Contain("cancelled by policy at +90 d");
    }

    [Fact]
    public void Timeline_CancelledByItsClient_HasNothingDue()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromMinutes(5)));
        simulation.Manager.EnumJobs()[0].Cancel();

        JobLane lane = simulation.Timeline().Lanes.Single();

        lane.Dues.Should().BeEmpty();
        LaneText.Ending(lane).Should().Be("cancelled at +5 min");
    }

    [Fact]
    public void Timeline_ResumedWhileWaiting_CountsNoRetryAsDue()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromMinutes(5)));
        simulation.Manager.EnumJobs()[0].Resume();
        simulation.Clock.Advance(TimeSpan.FromMinutes(1));

        JobLane lane = simulation.Timeline().Lanes.Single();

        lane.Attempts.Should().HaveCount(2);
        lane.Dues.Should().OnlyContain(due => due.IsPending || due.Kind == LaneDueKind.AtOnce);
    }

    [Fact]
    [Trait("Rule", "NET-2")]
    public void Timeline_NetworkComesBackWhileWaiting_CountsNoRetryAsDue()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromMinutes(5)));
        simulation.Environment.NetworkAvailable = false;
        simulation.Clock.Advance(TimeSpan.FromMinutes(1));
        simulation.Environment.NetworkAvailable = true;
        simulation.Clock.Advance(TimeSpan.FromMinutes(1));

        JobLane lane = simulation.Timeline().Lanes.Single();

        lane.Attempts.Should().HaveCount(2);
        lane.Dues.Should().OnlyContain(due => due.IsPending || due.Kind == LaneDueKind.AtOnce);
    }

    [Fact]
    public void Timeline_ManagerEndedWhileBytesFlowed_IsAsItWasThen()
    {
        BitsSimulation simulation = TimelineScene.Incident(bits => bits.Clock.Advance(TimeSpan.FromSeconds(30)));
        simulation.Dispose();
        simulation.Clock.Advance(TimeSpan.FromSeconds(5));

        JobTimeline timeline = simulation.Timeline();

        timeline.End.Should().Be(TimeSpan.FromSeconds(30));
        timeline.Lanes.Single().Bytes.Should().Be(30_000_000);
        timeline.Lanes.Single().Last.End.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Bands_EveryKindOfSurroundings_BeginAndEnd()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyUser user = new("ann");
        (Action Begin, Action End, string Label)[] changes =
        [
            (() => simulation.Environment.NetworkAvailable = false, () => simulation.Environment.NetworkAvailable = true, "no network"),
            (() => simulation.Environment.Standby = true, () => simulation.Environment.Standby = false, "standby"),
            (() => simulation.Environment.BatteryPolicyBlocks = true, () => simulation.Environment.BatteryPolicyBlocks = false, "on battery"),
            (() => simulation.Environment.BatterySaver = true, () => simulation.Environment.BatterySaver = false, "battery saver"),
            (() => simulation.Environment.GameMode = true, () => simulation.Environment.GameMode = false, "game mode"),
            (() => simulation.Environment.BackgroundAccessBlocked = true, () => simulation.Environment.BackgroundAccessBlocked = false, "no background work"),
            (() => simulation.Environment.SystemPolicyBlocks = true, () => simulation.Environment.SystemPolicyBlocks = false, "system policy"),
            (() => simulation.Environment.CostState = BackgroundCopyCostStates.Roaming, () => simulation.Environment.CostState = BackgroundCopyCostStates.Unrestricted, "cost: Roaming"),
            (() => simulation.Environment.LockVolume(@"D:\"), () => simulation.Environment.UnlockVolume(@"D:\"), @"volume D:\ locked"),
            (() => simulation.Environment.LogOff(user), () => simulation.Environment.LogOn(user), "logged off: ann"),
        ];
        foreach ((Action begin, Action end, string _) in changes)
        {
            begin();
            simulation.Clock.Advance(TimeSpan.FromSeconds(1));
            end();
        }

        simulation.Timeline().Bands.Should().Equal(changes.Select((change, i) =>
            new TimelineBand(change.Label, TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(i + 1), 0)));
    }

    [Fact]
    public void Bands_OutagesOfEveryScope_AreNamedAfterIt()
    {
        using BitsSimulation simulation = new();
        SimulatedFault fault = SimulatedFault.HttpStatus(503);
        simulation.Network.Host("b.example").Resource("/f", 1).Outage(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), fault);
        simulation.Network.Host("a.example").Outage(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), fault);
        simulation.Network.Outage(TimeSpan.Zero, TimeSpan.FromDays(1), fault).Outage(TimeSpan.FromHours(2), TimeSpan.FromHours(3), fault);
        simulation.Clock.Advance(TimeSpan.FromHours(1));

        JobTimeline timeline = simulation.Timeline();

        timeline.Bands.Select(band => band.Label).Should().Equal(["", "a.example", "b.example/f"], "what has not begun is not shown");
        JobTimeline.Of(simulation.Manager).Bands.Should().BeEmpty("a manager does not know the script of its network");
    }

    [Fact]
    public void Timeline_AfterDispose_IsStillMade()
    {
        BitsSimulation simulation = TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromMinutes(5)));
        simulation.Dispose();
        simulation.Clock.Advance(TimeSpan.FromHours(1));

        simulation.Timeline().End.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Timeline_RenamedJob_HasItsLastName()
    {
        using BitsSimulation simulation = TimelineScene.All["single"]();
        simulation.Manager.EnumJobs()[0].DisplayName = "better name";

        simulation.Timeline().Lanes.Single().Name.Should().Be("better name");
    }

    [Fact]
    public void Timeline_SharedLine_HasAttemptsThatWereInterrupted()
    {
        using BitsSimulation simulation = TimelineScene.All["shared line"]();

        JobTimeline timeline = simulation.Timeline();

        timeline.Lanes.Should().HaveCount(5).And.OnlyContain(lane => lane.Last.State == Acknowledged && lane.Failures == 0);
        timeline.Lanes.SelectMany(lane => lane.Attempts).Should().Contain(attempt => attempt.Outcome == AttemptOutcome.Interrupted);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    public void Timeline_ImmediateRetry_IsAnAttemptThatFailedAndNoDueRetry()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddJob();
        simulation.Host().OnRequest(1, SimulatedFault.DropAfter(0));
        job.Resume();
        simulation.GoTo(1);

        JobLane lane = simulation.Timeline().Lanes.Single();
        lane.Attempts.Select(attempt => attempt.Outcome).Should().Equal(AttemptOutcome.Failed, AttemptOutcome.Succeeded);
        lane.Dues.Where(due => !due.IsPending).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "NET-11")]
    public void Timeline_WaitCutShort_HasNoDueRetry(bool byRestart)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddJob();
        simulation.Host().Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.GoTo(100);
        if (byRestart)
        {
            simulation.Manager.RestartService();
        }
        else
        {
            simulation.Environment.NetworkChanged();
        }

        simulation.GoTo(200);
        simulation.Timeline().Lanes.Single().Dues.Where(due => due is { IsPending: false, Kind: LaneDueKind.Retry }).Should().BeEmpty("the delay was not over");
        simulation.GoTo(700);
        simulation.Timeline().Lanes.Single().Dues.Where(due => due is { IsPending: false, Kind: LaneDueKind.Retry }).Should().Equal(new LaneDue(LaneDueKind.Retry, TimeSpan.FromSeconds(700), IsPending: false));
    }
}
