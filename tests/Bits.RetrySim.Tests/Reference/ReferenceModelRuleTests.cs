using Flags = Bits.RetrySim.BackgroundCopyNotifications;
using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Rules that no test vector reaches, each with numbers worked out by hand from the specification.</summary>
public sealed class ReferenceModelRuleTests
{
    private const long Second = 1000;
    private const long Hour = 3600 * Second;
    private static readonly int Unavailable = SpecCodes.Http(503);
    private static readonly ScriptJob AlwaysFails = new() { LaterFetches = ScriptFetch.Fails(SpecCodes.Http(503)) };
    private static readonly ScriptJob Stalls = new() { LaterFetches = ScriptFetch.Stalls() };

    [Fact]
    [Trait("Rule", "STATE-29")]
    public void Network_LostWithTimeoutZero_IsFatalAndNotCounted()
    {
        Trace trace = ReferenceModel.Run(Script.Of(Stalls with { TimeoutSeconds = 0 }, 0, Resume(1), Pump, new(0, ScriptAction.Network)));

        trace.Transitions[^1].Should().Be(new TraceTransition(0, 1, State.Transferring, State.Error, SpecCodes.NetworkDisconnected));
        trace.Reads[^1].ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "OQ-30")]
    public void Retry_DueWhileBlocked_TakesTheBlocksCode()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails, 700 * Second, Resume(1), new(100 * Second, ScriptAction.Network), new(599 * Second, ScriptAction.Pump), new(600 * Second, ScriptAction.Pump)));

        trace.Reads[2].Should().Match<TraceRead>(read => read.State == State.TransientError && read.Error == Unavailable);
        trace.Reads[3].Should().Match<TraceRead>(read => read.State == State.TransientError && read.Error == SpecCodes.NetworkDisconnected);
        trace.Reads[3].ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "OQ-39")]
    public void Blocks_TwoAtOnce_FirstOfTheOrderGivesTheCode()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            Stalls, 20 * Second, new(0, ScriptAction.GameMode, 0, 1), new(0, ScriptAction.Standby, 0, 1), Resume(1), new(10 * Second, ScriptAction.Standby)));

        trace.Transitions.Select(line => (line.AtMs, line.To, line.Code)).Should().Equal(
            (0, State.Queued, 0),
            (0, State.TransientError, SpecCodes.Standby),
            (10 * Second, State.Queued, 0),
            (10 * Second, State.TransientError, SpecCodes.BlockedByGameMode));
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    [Trait("Rule", "CLOCK-3")]
    public void Bandwidth_ZeroInTheFirstHour_WaitsForTheEngineHour()
    {
        Script script = Script.Of(Stalls, 3 * Hour, Resume(1), new(Second, ScriptAction.StepSystemTime, 0, Hour));
        Trace trace = ReferenceModel.Run(script with { Policy = new ScriptPolicy(Bandwidth: ScriptBandwidth.ZeroInFirstHour) });

        trace.Transitions.Select(line => (line.AtMs, line.To)).Should().Equal(
            (0, State.Queued), (0, State.TransientError), (Hour, State.Queued), (Hour, State.Connecting), (Hour, State.Transferring));
    }

    [Fact]
    [Trait("Rule", "STATE-28")]
    [Trait("Rule", "SCHED-4")]
    public void Turn_HigherLevelBecomesReady_PreEmpts()
    {
        ScriptJob high = new() { Priority = BackgroundCopyJobPriority.High, LaterFetches = ScriptFetch.Completes(5 * Second) };
        Trace trace = ReferenceModel.Run(Two(Stalls, high, 60 * Second, Resume(1), new(10 * Second, ScriptAction.Resume, 2)));

        trace.Transitions.Where(line => line.AtMs > 0).Select(line => (line.AtMs, line.Job, line.To)).Should().Equal(
            (10 * Second, 2, State.Queued),
            (10 * Second, 1, State.Queued),
            (10 * Second, 2, State.Connecting),
            (10 * Second, 2, State.Transferring),
            (15 * Second, 2, State.Transferred),
            (15 * Second, 1, State.Connecting),
            (15 * Second, 1, State.Transferring));
    }

    [Fact]
    [Trait("Rule", "STATE-15")]
    [Trait("Rule", "OQ-41")]
    public void TimeSlice_OtherJobReady_GivesTheTurn()
    {
        Trace trace = ReferenceModel.Run(Two(Stalls, Stalls, 1000 * Second, Resume(1), new(310 * Second, ScriptAction.Resume, 2)));

        trace.Transitions.Where(line => line.To == State.Connecting).Select(line => (line.AtMs, line.Job)).Should().Equal(
            (0, 1), (600 * Second, 2), (900 * Second, 1));
    }

    [Fact]
    [Trait("Rule", "NET-6")]
    public void LogOff_Running_QueuesUntilLogOn()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            Stalls, 30 * Second, Resume(1), new(10 * Second, ScriptAction.LogOff), new(20 * Second, ScriptAction.LogOn)));

        trace.Transitions.Skip(3).Select(line => (line.AtMs, line.To)).Should().Equal(
            (10 * Second, State.Queued), (20 * Second, State.Connecting), (20 * Second, State.Transferring));
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "D-23")]
    public void FileTransferred_Fails_HoldsBackWhatFollows()
    {
        ScriptJob job = new()
        {
            FileBytes = [3, 0],
            Flags = Flags.FileTransferred | Flags.JobTransferred,
            FailingCallbacks = 1,
        };
        Trace trace = ReferenceModel.Run(Script.Of(job, 700 * Second, Resume(1)));

        trace.Notifications.Select(line => (line.AtMs, line.Kind, line.File)).Should().Equal(
            (0, Flags.FileTransferred, 0),
            (600 * Second, Flags.FileTransferred, 0),
            (600 * Second, Flags.FileTransferred, 1),
            (600 * Second, Flags.JobTransferred, -1));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "CB-12")]
    [Trait("Rule", "D-22")]
    public void JobModification_ManyChanges_ComesOncePerInterval()
    {
        ScriptJob job = Stalls with { Flags = Flags.JobModification };
        ScriptInput[] changes = [.. Enumerable.Range(1, 9).Select(i => new ScriptInput(i * 100, ScriptAction.SetPriority, 1, i % 2))];
        Trace trace = ReferenceModel.Run(Script.Of(job, 5000, [Resume(1), .. changes]));

        trace.Notifications.Select(line => line.AtMs).Should().Equal(0, 500, 1000);
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "D-21")]
    public void SetNotifyInterface_AfterTheEvent_DeliversIt()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails with { HasInterface = false, TimeoutSeconds = 0 }, 20 * Second, Resume(1), new(10 * Second, ScriptAction.SetNotifyInterface, 1, 1)));

        trace.Notifications.Should().Equal(new TraceNotification(10 * Second, 1, Flags.JobError, -1, State.Error, Unavailable, 1));
    }

    [Theory]
    [InlineData(BlockedTimeout.Freeze, 1500)]
    [InlineData(BlockedTimeout.Run, 1200)]
    [InlineData(BlockedTimeout.Clear, 1800)]
    [Trait("Rule", "OQ-4")]
    public void Block_WhileTimerRuns_FreezesRunsOnOrClears(BlockedTimeout reading, long errorAtSeconds)
    {
        // Fails at 0; blocked from 300 to 600; then attempts at 600 and 1200 (and 1800), timeout 1200.
        Script script = Script.Of(
            AlwaysFails with { TimeoutSeconds = 1200 }, Hour, Resume(1), new(300 * Second, ScriptAction.Network), new(600 * Second, ScriptAction.Network, 0, 1));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(BlockedTimeout: reading) });

        trace.Transitions[^1].Should().Match<TraceTransition>(line => line.To == State.Error && line.AtMs == errorAtSeconds * Second);
    }

    private static ScriptInput Pump => new(0, ScriptAction.Pump);

    private static ScriptInput Resume(int job) => new(0, ScriptAction.Resume, job);

    private static Script Two(ScriptJob first, ScriptJob second, long endMs, params ScriptInput[] inputs) =>
        new([first, second], new ScriptPolicy(), new ScriptReadings(), inputs, endMs);
}
