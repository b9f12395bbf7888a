namespace Bits.RetrySim;

/// <summary>
/// One thing that happened, as the <see cref="EventLog"/> records it: a kind and the values that go with it. The sentence about it,
/// <see cref="Detail"/>, is made when somebody reads it. Holds no system time, so that a run can be repeated.
/// </summary>
/// <param name="Instant">When: engine time since the manager began.</param>
/// <param name="Job">The job's creation number, from 1; 0 if it concerns the whole machine.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="From">The state the job left; null if this is no transition.</param>
/// <param name="To">The state the job entered; null if this is no transition.</param>
/// <param name="HResult">The error that goes with it; 0 if there is none.</param>
/// <param name="Attempt">The attempt of the job it belongs to, from 1; 0 if it belongs to none.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record JobEvent(
    TimeSpan Instant,
    int Job,
    JobEventKind Kind,
    BackgroundCopyJobState? From = null,
    BackgroundCopyJobState? To = null,
    int HResult = 0,
    int Attempt = 0)
{
    /// <summary>Which of the managers that write to the same <see cref="EventLog"/> it belongs to: 1 for the first that joined.</summary>
    public int Manager { get; init; } = 1;

    /// <summary>How far the job had come; no part of the line of text.</summary>
    /// <value>Null if this is neither a transition nor an attempt.</value>
    public BackgroundCopyJobProgress? Progress { get; init; }

    /// <summary>Whether a transition to ERROR was made by the no-progress timeout, rather than by an error that is fatal (RETRY-12).</summary>
    public bool HasTimedOut { get; init; }

    /// <summary>
    /// Whether the error of a transition is that of a condition that holds, such as a lost network, rather than of a failed attempt (RETRY-14 to
    /// RETRY-16).
    /// </summary>
    public bool IsBlock { get; init; }

    /// <summary>The file that an attempt fetches first, or that a notification is about, from 1.</summary>
    /// <value>0 if it is about no file.</value>
    public int File { get; init; }

    /// <summary>The byte of the file at which an attempt goes on.</summary>
    public long Offset { get; init; }

    /// <summary>Why the job is tried at once.</summary>
    /// <value>Null if this is no such event.</value>
    public RetryCause? RetryCause { get; init; }

    /// <summary>The how-manieth immediate retry of the job this is since it was last resumed (RETRY-28).</summary>
    /// <value>From 1; 0 if this is none.</value>
    public int ImmediateRetry { get; init; }

    /// <summary>How many immediate retries the job has in all.</summary>
    public int MostImmediateRetries { get; init; }

    /// <summary>The bytes that are thrown away because a file begins again.</summary>
    public long DiscardedBytes { get; init; }

    /// <summary>Which call succeeded.</summary>
    /// <value>Null if this is no call.</value>
    public JobCall? Call { get; init; }

    /// <summary>The argument of a call, or the program of a notification command, without what is secret in it.</summary>
    /// <value>Empty if there is none to tell.</value>
    public string Argument { get; init; } = "";

    /// <summary>Which callback was called, or failed.</summary>
    /// <value>Null if this is no notification.</value>
    public NotificationKind? Notification { get; init; }

    /// <summary>How far a server has been told of the end of an upload.</summary>
    /// <value>Null if this is no such event.</value>
    public SessionEndStep? SessionEnd { get; init; }

    /// <summary>What changed around the jobs.</summary>
    /// <value>Null if this is no change of the surroundings.</value>
    public EnvironmentChange? Environment { get; init; }

    /// <summary>What a hint says.</summary>
    /// <value>Empty if this is no hint.</value>
    public string Hint { get; init; } = "";

    /// <summary>What there is to say besides states, attempt and error, in words; empty if nothing. Not for programs: they read the other properties.</summary>
    public string Detail => EventText.Detail(this);

    /// <summary>
    /// The event as a line of text, without a line end. The columns are fixed: instant, job (or machine), kind, transition, attempt, error,
    /// detail; a column that does not apply is blank, and blanks at the end of the line are left out.
    /// </summary>
    /// <returns>The line, the same in every culture.</returns>
    public override string ToString() => EventText.Line(this, showsManager: false);

    /// <summary>Whether another event tells of the same, whenever it was and with whatever error.</summary>
    internal bool SaysTheSameAs(JobEvent other) =>
        HasTimedOut == other.HasTimedOut
        && File == other.File
        && Offset == other.Offset
        && Call == other.Call
        && Argument == other.Argument
        && Notification == other.Notification
        && Environment == other.Environment
        && RetryCause == other.RetryCause
        && ImmediateRetry == other.ImmediateRetry
        && DiscardedBytes == other.DiscardedBytes
        && SessionEnd == other.SessionEnd
        && Hint == other.Hint;
}
