using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>A service that restarts, a network that changes, an owner who is away: rules of the model beyond their vectors.</summary>
public sealed class ReferenceModelSurroundingsTests
{
    private const long Second = 1000;
    private const int ServiceAccount = 2;
    private static readonly ScriptJob AlwaysFails = new() { LaterFetches = ScriptFetch.Fails(SpecCodes.Http(503)) };

    [Fact]
    [Trait("Rule", "NET-11")]
    public void NetworkChanged_WhileAway_DoesNothing()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails, 30 * Second, Resume(1), new(10 * Second, ScriptAction.Network), new(20 * Second, ScriptAction.NetworkChanged)));

        trace.Fetches.Should().ContainSingle();
        trace.Reads[^1].State.Should().Be(State.TransientError);
    }

    [Fact]
    [Trait("Rule", "NET-11")]
    public void NetworkChanged_Blocked_TakesTheBlocksCodeAndNoRetry()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails, 700 * Second, Resume(1), new(10 * Second, ScriptAction.Standby, Value: 1), new(20 * Second, ScriptAction.NetworkChanged)));

        trace.Transitions.Skip(3).Should().Equal(
            new TraceTransition(20 * Second, 1, State.TransientError, State.Queued, 0),
            new TraceTransition(20 * Second, 1, State.Queued, State.TransientError, SpecCodes.Standby));
    }

    [Fact]
    [Trait("Rule", "NET-11")]
    public void NetworkChanged_SettlingTries_RepeatUntilTheNetworkIsLostOrChangesAgain()
    {
        Script script = Script.Of(
            AlwaysFails,
            60 * Second,
            Resume(1),
            new(10 * Second, ScriptAction.NetworkChanged),
            new((11 * Second) + 500, ScriptAction.NetworkChanged),
            new(13 * Second, ScriptAction.Network),
            new(20 * Second, ScriptAction.Network, Value: 1));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(SettlingTries: 3) });

        trace.Fetches.Select(fetch => fetch.AtMs).Should().Equal(0, 10_000, 11_000, 11_500, 12_500, 20_000, 21_000, 22_000, 23_000);
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void Restart_ThreeJobs_RunningAtTheHeadWaitingAtTheTail()
    {
        // The second job waits to retry, the third waits for its turn, the first runs; afterwards: first, third, second.
        ScriptJob once = new() { LaterFetches = ScriptFetch.Completes(5 * Second) };
        ScriptJob fails = once with { Fetches = [ScriptFetch.Fails(SpecCodes.Http(503))] };
        Script script = new(
            [once, fails, once],
            new ScriptPolicy(),
            new ScriptReadings(),
            [Resume(2), new(1, ScriptAction.Resume, 1), new(2, ScriptAction.Resume, 3), new(Second, ScriptAction.RestartService)],
            60 * Second);
        Trace trace = ReferenceModel.Run(script);

        trace.Fetches.Where(fetch => fetch.AtMs >= Second).Select(fetch => (fetch.AtMs, fetch.Job)).Should().Equal(
            (Second, 1), (6 * Second, 3), (11 * Second, 2));
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void Restart_OwnerLoggedOff_WaitsInQueued()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails with { TimeoutSeconds = 600 },
            1000 * Second,
            Resume(1),
            new(10 * Second, ScriptAction.LogOff),
            new(20 * Second, ScriptAction.RestartService),
            new(900 * Second, ScriptAction.LogOn)));

        // The deadline passes in QUEUED; it is looked at when the attempt fails (OQ-12).
        trace.Transitions.Skip(3).Select(line => (line.AtMs, line.To)).Should().Equal(
            (20 * Second, State.Queued), (900 * Second, State.Connecting), (900 * Second, State.Error));
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "OQ-4")]
    public void Restart_BlockedPastItsDeadline_FailsAtThatInstant()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            AlwaysFails with { TimeoutSeconds = 1000 },
            500 * Second,
            Resume(1),
            new(100 * Second, ScriptAction.Standby, Value: 1),
            new(110 * Second, ScriptAction.StepSystemTime, Value: 1000 * Second),
            new(120 * Second, ScriptAction.RestartService)));

        trace.Transitions.Skip(3).Should().Equal(
            new TraceTransition(120 * Second, 1, State.TransientError, State.Queued, 0),
            new TraceTransition(120 * Second, 1, State.Queued, State.TransientError, SpecCodes.Standby),
            new TraceTransition(120 * Second, 1, State.TransientError, State.Error, SpecCodes.Standby));
    }

    [Theory]
    [InlineData(0, SpecCodes.NotLoggedOn)]
    [InlineData(ServiceAccount, SpecCodes.Ok)]
    [Trait("Rule", "LIFE-3")]
    [Trait("Rule", "FILE-6")]
    public void AddFile_OwnerLoggedOff_FailsAndChangesNothing(int owner, int result)
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            new ScriptJob { Owner = owner, FileBytes = [] }, Second, new(0, ScriptAction.LogOff, Value: owner), new(0, ScriptAction.AddFile, 1, 7)));

        trace.Calls.Should().ContainSingle().Which.Result.Should().Be(result);
        trace.Reads[^1].Should().Match<TraceRead>(read => read.State == State.Suspended && read.Files == (result == SpecCodes.Ok ? 1 : 0));
    }

    [Fact]
    [Trait("Rule", "POLICY-20")]
    [Trait("Rule", "LIFE-3")]
    public void CreateJob_LimitOfTheMachine_CountsOrdinaryOwnersOnly()
    {
        Script script = Script.Of(
            new ScriptJob { Owner = ServiceAccount }, 0, Create(0), new(0, ScriptAction.LogOff, Value: 1), Create(1), Create(0), Create(1), Create(ServiceAccount));
        Trace trace = ReferenceModel.Run(script with { Policy = new ScriptPolicy(MaxJobsPerUser: 3, MaxJobsPerMachine: 3) });

        trace.Calls.Select(call => call.Result).Should().Equal(
            SpecCodes.Ok, SpecCodes.Ok, SpecCodes.Ok, SpecCodes.TooManyJobsPerMachine, SpecCodes.Ok);
    }

    private static ScriptInput Create(int owner) => new(0, ScriptAction.CreateJob, Value: owner);

    private static ScriptInput Resume(int job) => new(0, ScriptAction.Resume, job);
}
