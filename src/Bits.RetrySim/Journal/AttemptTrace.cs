using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>
/// The activity of one attempt, from the instant it starts to the instant it ends. It belongs to nobody's trace: a job outlives the
/// request that made it, and whoever happens to move time on has not asked for the attempt.
/// </summary>
internal sealed class AttemptTrace
{
    /// <summary>The name of the activity.</summary>
    internal const string Name = "bits.attempt";

    internal const string JobTag = "bits.job.number";
    internal const string AttemptTag = "bits.attempt.number";
    internal const string FileTag = "bits.file.number";
    internal const string OffsetTag = "bits.file.offset";

    /// <summary>The tag that telemetry conventions have for the kind of an error; here the HRESULT, as 0x and eight digits.</summary>
    internal const string ErrorTag = "error.type";

    internal static readonly ActivitySource Source = new(Telemetry.Name, Telemetry.Version);

    private static readonly Lazy<ExecutionContext> Nobody = new(CaptureNothing);

    private readonly AttemptStart _start;

    /// <summary>Null before it starts, and if no listener wants it.</summary>
    private Activity? _activity;

    internal AttemptTrace(AttemptStart start) => _start = start;

    /// <summary>Starts the activity, at the instant at which the attempt started.</summary>
    internal void Start()
    {
        AsNobody(() => _activity = Source.CreateActivity(
            Name,
            ActivityKind.Client,
            default(ActivityContext),
            [
                new(JobTag, _start.Job),
                new(AttemptTag, _start.Attempt),
                new(FileTag, _start.File),
                new(OffsetTag, _start.Offset),
                new(Telemetry.PriorityTag, _start.Priority.ToString()),
            ],
            idFormat: TraceIds.Format));
        if (_activity is { } activity)
        {
            activity.SetStartTime(_start.Time.UtcDateTime);
            AsNobody(() => activity.Start());
        }
    }

    /// <summary>
    /// Ends the activity if it is that of the attempt that has ended; one that nobody listened to at its end stays open. A job that had no
    /// time for an attempt (OQ-38) leaves CONNECTING under the number of the attempt before, whose activity has been handed over already.
    /// </summary>
    internal void End(StateChange change)
    {
        if (change.Attempts != _start.Attempt || _activity is not { IsStopped: false } activity)
        {
            return;
        }

        activity.SetTag(Telemetry.StateTag, change.To.ToString());
        if (change.IsFailure)
        {
            activity.SetStatus(ActivityStatusCode.Error, ErrorText.Describe(change.HResult));
            activity.SetTag(ErrorTag, ErrorText.Hex(change.HResult));
            activity.SetTag(Telemetry.ErrorClassTag, change.Class.ToString());
            activity.SetTag(Telemetry.ErrorContextTag, change.Context.ToString());
        }

        activity.SetEndTime(activity.StartTimeUtc + change.Ran);
        AsNobody(activity.Stop);
    }

    /// <summary>
    /// Runs something that looks at the ambient activity and changes it. In a context of its own, so that the caller's is neither seen nor
    /// changed; to put the old one back afterwards would not do, since one that has been stopped meanwhile cannot be put back.
    /// </summary>
    private static void AsNobody(Action action) => ExecutionContext.Run(Nobody.Value.CreateCopy(), static state => ((Action)state!)(), action);

    /// <summary>The context of a thread that nobody has handed anything to.</summary>
    private static ExecutionContext CaptureNothing()
    {
        ExecutionContext? context = null;
        Thread thread = new(() => context = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }
}
