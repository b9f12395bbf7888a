using Flags = Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Which of two jobs goes first at one instant: worked out by hand, and the same in the reference model and in the library.</summary>
public sealed class ReferenceOrderTests
{
    private const long Second = 1000;

    /// <summary>
    /// At 10 s a FileTransferred of each job fails, that of job 2 first, and is repeated at 20 s. In between, still at 10 s, job 2 is told of a
    /// modification: that moves neither repetition, so at 20 s job 2's is first again, and so is the event behind it.
    /// </summary>
    [Fact]
    [Trait("Rule", "D-1")]
    [Trait("Rule", "D-23")]
    public void Callbacks_RepetitionsDueAtOneInstant_KeepTheirOrderThoughAModificationComesInBetween()
    {
        ScriptJob good = new()
        {
            DelaySeconds = 10,
            Flags = Flags.FileTransferred | Flags.JobTransferred | Flags.JobError,
            FailingCallbacks = 1,
            OnTransferred = ScriptAction.Resume,
        };
        ScriptJob bad = new()
        {
            Priority = BackgroundCopyJobPriority.High,
            DelaySeconds = 10,
            TimeoutSeconds = 1,
            FileBytes = [100, 1],
            Fetches = [ScriptFetch.Completes(10 * Second)],
            LaterFetches = ScriptFetch.Fails(SpecCodes.NameNotResolved),
            Flags = Flags.FileTransferred | Flags.JobTransferred | Flags.JobError | Flags.JobModification,
            FailingCallbacks = 3,
            OnError = ScriptAction.Cancel,
        };
        Script script = new(
            [good, bad], new ScriptPolicy(), new ScriptReadings(), [new(0, ScriptAction.Resume, 1), new(0, ScriptAction.Resume, 2)], 30 * Second);

        Trace trace = EngineRunner.Run(script);

        trace.Notifications.Where(line => line.AtMs > 0).Select(line => (line.AtMs, line.Job, line.Kind)).Should().Equal(
            (10 * Second, 2, Flags.FileTransferred),
            (10 * Second, 1, Flags.FileTransferred),
            (10 * Second, 2, Flags.JobModification),
            (20 * Second, 2, Flags.FileTransferred),
            (20 * Second, 1, Flags.FileTransferred),
            (20 * Second, 2, Flags.JobError),
            (20 * Second, 1, Flags.JobTransferred));
        trace.Calls.Where(line => line.FromCallback).Should().Equal(
            new TraceCall(20 * Second, 2, ScriptAction.Cancel, SpecCodes.Ok, FromCallback: true),
            new TraceCall(20 * Second, 1, ScriptAction.Resume, SpecCodes.Ok, FromCallback: true));
        ReferenceModel.Run(script).DifferenceTo(trace).Should().BeNull();
    }
}
