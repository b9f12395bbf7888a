using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The table of states and methods, section 2.3, run through the reference model for the methods that scripts can call.</summary>
public sealed class ReferenceModelMethodTests
{
    private const long Then = 10_000;

    private static readonly State[] Columns =
    [
        State.Suspended, State.Queued, State.Connecting, State.Transferring, State.TransientError, State.Error, State.Transferred,
        State.Acknowledged, State.Cancelled,
    ];

    private static readonly Dictionary<string, int> Results = new()
    {
        ["ok"] = SpecCodes.Ok,
        ["part"] = SpecCodes.PartialComplete,
        ["INV"] = SpecCodes.InvalidState,
        ["EMPTY"] = SpecCodes.Empty,
    };

    private static readonly Dictionary<string, State> States = new()
    {
        ["SUSP"] = State.Suspended,
        ["QUE"] = State.Queued,
        ["ERR"] = State.Error,
        ["XFRD"] = State.Transferred,
        ["ACK"] = State.Acknowledged,
        ["CAN"] = State.Cancelled,
    };

    /// <summary>Method, value, and a cell for each column: the result and, after a colon, the state if it is another.</summary>
    public static TheoryData<string, long, string> Table => new()
    {
        { nameof(ScriptAction.Resume), 0, "ok:QUE ok ok ok ok:QUE ok:QUE ok INV INV" },
        { nameof(ScriptAction.Suspend), 0, "ok ok:SUSP ok:SUSP ok:SUSP ok:SUSP ok:SUSP ok:SUSP INV INV" },
        { nameof(ScriptAction.Cancel), 0, "ok:CAN ok:CAN ok:CAN ok:CAN ok:CAN ok:CAN ok:CAN INV INV" },
        { nameof(ScriptAction.Complete), 0, "part:ACK part:ACK part:ACK part:ACK part:ACK part:ACK ok:ACK INV INV" },
        { nameof(ScriptAction.AddFile), 5, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetPriority), 1, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetNotifyFlags), 8, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetNotifyInterface), 0, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetCostFlags), 1, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetMinimumRetryDelay), 60, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetMinimumRetryDelay), uint.MaxValue, "ok ok ok ok ok:ERR ok ok INV INV" },
        { nameof(ScriptAction.SetNoProgressTimeout), uint.MaxValue, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetNoProgressTimeout), 0, "ok ok ok ok ok:ERR ok ok INV INV" },
        { nameof(ScriptAction.SetMaximumDownloadTime), 11, "ok ok ok ok ok ok ok INV INV" },
        { nameof(ScriptAction.SetMaximumDownloadTime), 10, "ok ok ok:ERR ok:ERR ok ok ok INV INV" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    [Trait("Rule", "STATE-40")]
    [Trait("Rule", "STATE-41")]
    [Trait("Rule", "LIFE-6")]
    [Trait("Rule", "LIFE-7")]
    [Trait("Rule", "LIFE-9")]
    [Trait("Rule", "LIFE-11")]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "OQ-8")]
    [Trait("Rule", "OQ-19")]
    public void Call_AnyState_AnswersAsTheTableSays(string method, long value, string row)
    {
        ScriptAction action = Enum.Parse<ScriptAction>(method);
        string[] cells = row.Split(' ');
        for (int i = 0; i < Columns.Length; i++)
        {
            string[] cell = cells[i].Split(':');
            (int result, TraceRead after) = CallIn(Columns[i], new ScriptInput(Then, action, 1, value));

            result.Should().Be(Results[cell[0]], "{0} in {1}", method, Columns[i]);
            after.State.Should().Be(cell.Length > 1 ? States[cell[1]] : Columns[i], "{0} in {1}", method, Columns[i]);
        }
    }

    [Fact]
    [Trait("Rule", "LIFE-8")]
    public void Resume_NoFiles_IsEmpty()
    {
        Trace trace = ReferenceModel.Run(Script.Of(new ScriptJob { FileBytes = [] }, 0, new ScriptInput(0, ScriptAction.Resume, 1)));

        trace.Calls.Should().ContainSingle().Which.Result.Should().Be(SpecCodes.Empty);
        trace.Transitions.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-21")]
    public void Complete_NoFiles_IsOk()
    {
        Trace trace = ReferenceModel.Run(Script.Of(new ScriptJob { FileBytes = [] }, 0, new ScriptInput(0, ScriptAction.Complete, 1)));

        trace.Calls.Should().ContainSingle().Which.Result.Should().Be(SpecCodes.Ok);
        trace.Reads[^1].State.Should().Be(State.Acknowledged);
    }

    [Fact]
    [Trait("Rule", "LIFE-17")]
    public void Resume_TransferredWithNewFile_Queues()
    {
        Trace trace = ReferenceModel.Run(Script.Of(
            new ScriptJob(), 0, new(0, ScriptAction.Resume, 1), new(0, ScriptAction.Pump), new(0, ScriptAction.AddFile, 1, 7), new(0, ScriptAction.Resume, 1)));

        trace.Reads[^2].State.Should().Be(State.Queued);
        trace.Reads[^1].Should().Match<TraceRead>(read => read.State == State.Transferred && read.FilesTransferred == 2);
        trace.Notifications.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(State.Suspended, null)]
    [InlineData(State.Queued, null)]
    [InlineData(State.Connecting, null)]
    [InlineData(State.Transferring, null)]
    [InlineData(State.TransientError, 503)]
    [InlineData(State.Error, 404)]
    [InlineData(State.Transferred, null)]
    [InlineData(State.Acknowledged, null)]
    [InlineData(State.Cancelled, null)]
    [Trait("Rule", "ERR-1")]
    public void Error_AnyState_IsThereAfterFailures(State state, int? status)
    {
        (int _, TraceRead before) = CallIn(state, new ScriptInput(Then, ScriptAction.Pump));

        before.Error.Should().Be(status is int http ? SpecCodes.Http(http) : null);
    }

    [Fact]
    [Trait("Rule", "ERR-3")]
    [Trait("Rule", "OQ-9")]
    public void Error_QueuedAndConnectingAfterFailure_IsThereUntilTransferring()
    {
        ScriptJob job = new() { Fetches = [ScriptFetch.Fails(SpecCodes.Http(503)), new ScriptFetch(1000, 0, EndAfterMs: null)] };
        ScriptInput resume = new(0, ScriptAction.Resume, 1);
        Trace trace = ReferenceModel.Run(Script.Of(
            job, 2000, resume, new(0, ScriptAction.Pump), resume, new(0, ScriptAction.Pump), new(1000, ScriptAction.Pump)));

        trace.Reads.Skip(1).Select(read => (read.State, read.Error)).Should().Equal(
            (State.TransientError, SpecCodes.Http(503)),
            (State.Queued, SpecCodes.Http(503)),
            (State.Connecting, SpecCodes.Http(503)),
            (State.Transferring, null),
            (State.Transferring, null));
    }

    /// <summary>Brings a job into a state within the first instant, waits ten seconds and puts in the input.</summary>
    private static (int Result, TraceRead After) CallIn(State state, ScriptInput input)
    {
        ScriptFetch fetch = state switch
        {
            State.Connecting => new ScriptFetch(null, 0),
            State.Transferring => ScriptFetch.Stalls(),
            State.TransientError => ScriptFetch.Fails(SpecCodes.Http(503)),
            State.Error => ScriptFetch.Fails(SpecCodes.Http(404)),
            _ => ScriptFetch.Completes(),
        };
        ScriptInput resume = new(0, ScriptAction.Resume, 1);
        ScriptInput pump = new(0, ScriptAction.Pump);
        ScriptInput[] way = state switch
        {
            State.Suspended => [],
            State.Queued => [new ScriptInput(0, ScriptAction.LogOff), resume],
            State.Acknowledged => [resume, pump, new ScriptInput(0, ScriptAction.Complete, 1)],
            State.Cancelled => [new ScriptInput(0, ScriptAction.Cancel, 1)],
            _ => [resume],
        };

        // Whose owner is logged on again is still QUEUED until its turn; a file can be added only then (LIFE-3).
        ScriptInput[] before = [new(Then, ScriptAction.Pump), new(Then, ScriptAction.LogOn)];
        Trace trace = ReferenceModel.Run(Script.Of(new ScriptJob { LaterFetches = fetch }, Then, [.. way, .. before, input]));

        trace.Reads[^3].State.Should().Be(state, "the job must be there first");
        return (trace.Calls.Count > 0 ? trace.Calls[^1].Result : 0, trace.Reads[^2]);
    }
}
