using Flags = Bits.RetrySim.BackgroundCopyNotifications;
using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The rules that traces and a second reading changed, beyond their vectors; numbers worked out by hand from the specification.</summary>
public sealed class ReferenceModelChangedRuleTests
{
    private const long Second = 1000;
    private const int Aborted = SpecCodes.ConnectionAborted;
    private static readonly int Unavailable = SpecCodes.Http(503);
    private static readonly ScriptFetch Drops = ScriptFetch.Drops(SpecCodes.ConnectionAborted);
    private static readonly ScriptFetch FailsAtOnce = ScriptFetch.Fails(SpecCodes.Http(503));
    private static readonly ScriptJob AlwaysFails = new() { DelaySeconds = 60, LaterFetches = FailsAtOnce };
    private static readonly ScriptJob Stalls = new() { LaterFetches = ScriptFetch.Stalls() };

    [Fact]
    [Trait("Rule", "RETRY-28")]
    public void ImmediateRetry_FailsBeforeTheAnswer_IsAnOrdinaryFailure()
    {
        ScriptJob job = AlwaysFails with { Fetches = [Drops, FailsAtOnce] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Second, Resume(0)));

        trace.Transitions[^1].Should().Be(new TraceTransition(0, 1, State.Transferring, State.TransientError, Unavailable));
        trace.Reads[^1].ErrorCount.Should().Be(1);
        trace.Fetches.Should().HaveCount(2);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    public void ImmediateRetries_BytesRestartAndNetworkChange_DoNotRenewThem()
    {
        ScriptJob job = AlwaysFails with { Fetches = [Drops, Drops, ScriptFetch.MovesAndFails(0, 1, 0, Aborted), Drops, Drops, Drops, Drops] };
        Trace trace = ReferenceModel.Run(Script.Of(
            job, 45 * Second, Resume(0), new(10 * Second, ScriptAction.NetworkChanged), new(20 * Second, ScriptAction.RestartService), new(30 * Second, ScriptAction.Pump)));

        // Two at 0, then a byte and the delay; the third at 10; none after the restart.
        trace.Fetches.Select(fetch => fetch.AtMs / Second).Should().Equal(0, 0, 0, 10, 10, 20);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    public void ImmediateRetries_ResumeThatQueues_RenewsThem()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails with { LaterFetches = Drops }, 15 * Second, Resume(0), Resume(10)));

        trace.Fetches.Select(fetch => fetch.AtMs / Second).Should().Equal(0, 0, 0, 0, 10, 10, 10, 10);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    public void ImmediateRetry_StatusForTheSecondFile_GetsNone()
    {
        ScriptJob job = new() { FileBytes = [100, 100], Fetches = [ScriptFetch.Completes(), FailsAtOnce] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Second, Resume(0)));

        trace.Transitions[^1].Should().Be(new TraceTransition(0, 1, State.Transferring, State.TransientError, Unavailable));
        trace.Fetches.Should().HaveCount(2);
    }

    [Fact]
    [Trait("Decision", "D-45")]
    public void ImmediateRetry_BlockAppliesAtThatInstant_LeavesTheJobToTheBlock()
    {
        ScriptJob job = new() { Priority = BackgroundCopyJobPriority.Foreground, LaterFetches = ScriptFetch.Drops(Aborted, endAfterMs: 10 * Second) };
        Script script = Script.Of(
            job, 20 * Second, Resume(0), new(5 * Second, ScriptAction.BatterySaver, Value: 1), new(10 * Second, ScriptAction.SetPriority, 1, 3));
        Trace trace = ReferenceModel.Run(script with { InputsFirst = true });

        trace.Transitions[^1].Should().Be(new TraceTransition(10 * Second, 1, State.Transferring, State.TransientError, SpecCodes.BlockedByBatterySaver));
        trace.Reads[^1].ErrorCount.Should().Be(0);
        trace.Fetches.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "RETRY-16")]
    public void Failure_CodeOfAConditionThatDoesNotHold_IsRetriedAndNotCounted()
    {
        ScriptJob job = AlwaysFails with { Fetches = [ScriptFetch.Fails(SpecCodes.VolumeLocked)], LaterFetches = ScriptFetch.Completes() };
        Trace trace = ReferenceModel.Run(Script.Of(job, 100 * Second, Resume(0)));

        trace.Transitions[^1].Should().Match<TraceTransition>(line => line.AtMs == 60 * Second && line.To == State.Transferred);
        trace.Reads[^1].ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "ERR-20")]
    public void Failure_Status200_IsFatal()
    {
        Trace trace = ReferenceModel.Run(Script.Of(new ScriptJob { LaterFetches = ScriptFetch.Fails(SpecCodes.Http(200)) }, 0, Resume(0)));

        trace.Transitions[^1].To.Should().Be(State.Error);
    }

    [Fact]
    [Trait("Rule", "OQ-40")]
    public void EmptyFile_Finishes_ClearsTheNoProgressTimer()
    {
        // Fails at 0; at 60 the empty file is whole and the next one fails; timeout 100 from then on.
        ScriptJob job = AlwaysFails with { TimeoutSeconds = 100, FileBytes = [0, 5], Fetches = [FailsAtOnce, ScriptFetch.Completes()] };
        Trace trace = ReferenceModel.Run(Script.Of(job, 500 * Second, Resume(0)));

        trace.Transitions[^1].Should().Be(new TraceTransition(160 * Second, 1, State.TransientError, State.Error, Unavailable));
    }

    [Fact]
    [Trait("Rule", "MAXT-4")]
    public void Resume_WhileTransferring_BeginsTheDownloadTimeAnew()
    {
        Trace trace = ReferenceModel.Run(Script.Of(Stalls with { MaxDownloadSeconds = 10 }, 30 * Second, Resume(0), Resume(6)));

        trace.Transitions[^1].Should().Be(new TraceTransition(16 * Second, 1, State.Transferring, State.Error, SpecCodes.MaxDownloadTimeout));
    }

    [Theory]
    [InlineData(nameof(ScriptAction.GameMode), true)]
    [InlineData(nameof(ScriptAction.BatterySaver), false)]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "OQ-39")]
    public void Block_ForegroundJob_HoldsAsTheSetSays(string condition, bool blocksByDefault)
    {
        Script script = Script.Of(
            Stalls with { Priority = BackgroundCopyJobPriority.Foreground },
            20 * Second,
            Resume(0),
            new ScriptInput(10 * Second, Enum.Parse<ScriptAction>(condition), Value: 1));

        StateAtEnd(new ScriptReadings()).Should().Be(blocksByDefault ? State.TransientError : State.Transferring);
        StateAtEnd(new ScriptReadings(BlocksForeground: BlockConditions.None)).Should().Be(State.Transferring);
        StateAtEnd(new ScriptReadings(BlocksForeground: BlockConditions.All)).Should().Be(State.TransientError);

        State StateAtEnd(ScriptReadings readings) => ReferenceModel.Run(script with { Readings = readings }).Reads[^1].State;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "OQ-9")]
    public void Error_Suspended_IsReadUnlessHidden(bool hidden)
    {
        Script script = Script.Of(AlwaysFails, 30 * Second, Resume(0), new(10 * Second, ScriptAction.Suspend, 1), Resume(20));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(SuspendHidesError: hidden) });

        trace.Reads.Select(read => (read.State, read.Error)).Should().Equal(
            (State.Queued, null), (State.Suspended, hidden ? null : Unavailable), (State.Queued, Unavailable), (State.TransientError, Unavailable));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "D-22")]
    public void JobModification_OwedWhenTheJobIsTransferred_IsDelivered()
    {
        ScriptJob job = new() { Flags = Flags.JobModification | Flags.JobTransferred, LaterFetches = ScriptFetch.Completes(200) };
        Trace trace = ReferenceModel.Run(Script.Of(job, 2 * Second, Resume(0)));

        trace.Notifications.Select(line => (line.AtMs, line.Kind, line.State)).Should().Equal(
            (0, Flags.JobModification, State.Transferring), (200, Flags.JobTransferred, State.Transferred), (500, Flags.JobModification, State.Transferred));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_OnlyTheChangeToError_OwesNone()
    {
        ScriptJob job = new() { Flags = Flags.JobModification, LaterFetches = ScriptFetch.Fails(SpecCodes.Http(404), afterMs: 700) };
        Trace trace = ReferenceModel.Run(Script.Of(job, 2 * Second, Resume(0)));

        trace.Notifications.Select(line => line.AtMs).Should().Equal(0);
    }

    [Theory]
    [InlineData(false, State.TransientError)]
    [InlineData(true, State.Error)]
    [Trait("Rule", "OQ-10")]
    public void Resume_AfterTheTimeout_BeginsANewSeriesUnlessTheTimerIsKept(bool kept, State end)
    {
        Script script = Script.Of(AlwaysFails with { TimeoutSeconds = 100 }, 210 * Second, Resume(0), Resume(200));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(ResumeKeepsNoProgressTimer: kept) });

        trace.Transitions[^1].Should().Be(new TraceTransition(200 * Second, 1, State.Connecting, end, Unavailable));
    }

    [Fact]
    [Trait("Rule", "OQ-17")]
    public void ErrorCount_FirstConnectFailureNotCounted_CountsRetries()
    {
        Script script = Script.Of(AlwaysFails, 130 * Second, Resume(0), new(1, ScriptAction.Pump), new(61 * Second, ScriptAction.Pump), Resume(100));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(CountsFirstConnectFailure: false) });

        // 0: first; 60: a retry; 100: first again, after a Resume.
        trace.Reads.Select(read => read.ErrorCount).Should().Equal(0, 0, 1, 1, 1);
    }

    [Theory]
    [InlineData(false, SpecCodes.PartialComplete, State.Acknowledged)]
    [InlineData(true, SpecCodes.InvalidState, State.TransientError)]
    [Trait("Rule", "OQ-22")]
    public void Complete_NoFileArrived_AnswersAsTheReadingSays(bool needsOne, int result, State end)
    {
        Script script = Script.Of(AlwaysFails, 20 * Second, Resume(0), new ScriptInput(10 * Second, ScriptAction.Complete, 1));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(CompleteNeedsAnArrivedFile: needsOne) });

        trace.Calls[^1].Result.Should().Be(result);
        trace.Reads[^1].State.Should().Be(end);
    }

    private static ScriptInput Resume(long atSeconds) => new(atSeconds * Second, ScriptAction.Resume, 1);
}
