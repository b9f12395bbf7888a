namespace Bits.RetrySim.Tests;

/// <summary>What the reference model knows about a job. Plain variables, named as in the pseudo code of section 3.5.</summary>
internal sealed class ModelJob(int number, ScriptJob script)
{
    internal int Number { get; } = number;

    internal ScriptJob Script { get; } = script;

    // Settings.
    internal long DelayMs { get; set; } = 600_000;

    internal long TimeoutMs { get; set; } = 1_209_600_000;

    /// <summary>Null: never set, the policy's value holds (OQ-38).</summary>
    internal long? MaxDownloadMs { get; set; }

    internal BackgroundCopyJobPriority Priority { get; set; } = BackgroundCopyJobPriority.Normal;

    internal BackgroundCopyNotifications Flags { get; set; } = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError;

    internal BackgroundCopyCostStates? CostFlags { get; set; }

    internal bool HasInterface { get; set; }

    /// <summary>Whether certificates have to be approved: somebody was set who judges them (PROP-25).</summary>
    internal bool NeedsApproval { get; set; }

    /// <summary>Whether he is there; a restart loses him (CLOCK-7).</summary>
    internal bool HasJudge { get; set; }

    internal HashSet<int> Approved { get; } = [];

    // What the job is.
    internal BackgroundCopyJobState State { get; set; } = BackgroundCopyJobState.Suspended;

    internal List<ModelFile> Files { get; } = [];

    /// <summary>The code of the last failure; 0 once the job has reached TRANSFERRING or TRANSFERRED (ERR-3).</summary>
    internal int Error { get; set; }

    internal int ErrorCount { get; set; }

    /// <summary>In TRANSIENT_ERROR: whether a condition has to end, instead of the retry delay (RETRY-14 to RETRY-16).</summary>
    internal bool WaitsForCondition { get; set; }

    /// <summary>Whether the job came to QUEUED out of TRANSIENT_ERROR and not by a Resume, so that its next attempt is a retry (OQ-17).</summary>
    internal bool IsRetry { get; set; }

    /// <summary>Immediate retries since the last Resume that left its state (RETRY-28).</summary>
    internal int ImmediateRetriesUsed { get; set; }

    /// <summary>What blocked the job before its priority or mask was changed, until the next turn.</summary>
    internal List<int>? BlocksBefore { get; set; }

    /// <summary>Orders the jobs of a level: the lowest goes first.</summary>
    internal long Place { get; set; }

    /// <summary>Orders the running background jobs by when they took the slot.</summary>
    internal long SlotSince { get; set; }

    // Timers.
    internal Stamp? FirstTransientAt { get; set; }

    internal Stamp? FrozenSince { get; set; }

    internal Stamp? LastFailureAt { get; set; }

    internal Stamp? RetryAt { get; set; }

    internal Stamp LastActivity { get; set; }

    /// <summary>Time spent in CONNECTING and TRANSFERRING since the last Resume, up to <see cref="ActiveSince"/> (MAXT-1).</summary>
    internal long ActiveMs { get; set; }

    internal long ActiveSince { get; set; }

    /// <summary>Whether the server has a session of what is sent (UP-2).</summary>
    internal bool HasSession { get; set; }

    /// <summary>How often the server was told of the end of the session (LIFE-20).</summary>
    internal int CancelsMade { get; set; }

    // The attempt that runs.
    internal int FetchesMade { get; set; }

    /// <summary>Bytes that flow one each millisecond, if they do just now.</summary>
    internal ModelStream? Stream { get; set; }

    // Notifications.

    /// <summary>JobTransferred or JobError while that event is not acknowledged; None otherwise.</summary>
    internal BackgroundCopyNotifications Event { get; set; }

    /// <summary>How often there was such an event (D-21).</summary>
    internal int Cycle { get; set; }

    /// <summary>Not before this instant is the event told (again), whatever holds it back meanwhile (CB-4).</summary>
    internal long EventRetryAt { get; set; }

    /// <summary>The files whose FileTransferred is not acknowledged, in order.</summary>
    internal List<int> FinishedFiles { get; } = [];

    /// <summary>When JobModification was last delivered; null: never.</summary>
    internal long? LastModification { get; set; }

    /// <summary>When FileRangesTransferred was last delivered; null: never.</summary>
    internal long? LastRanges { get; set; }

    /// <summary>Not before this instant is a failed one repeated.</summary>
    internal long RangesRetryAt { get; set; }

    internal int QuestionsMade { get; set; }

    internal int CallbacksMade { get; set; }

    internal int ReactionsMade { get; set; }

    /// <summary>The files that its client added: a reply is none of them.</summary>
    internal IEnumerable<ModelFile> ClientFiles => Files.Where(file => file != Reply);

    /// <summary>What an upload with reply fetches when its file has been sent; null: nothing, or there is no file yet.</summary>
    internal ModelFile? Reply { get; set; }

    internal bool IsForeground => Priority == BackgroundCopyJobPriority.Foreground;

    internal bool IsActive => State is BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring;

    internal bool IsFinal => State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    /// <summary>The file that is, or was, fetched last.</summary>
    internal ModelFile? Fetched { get; set; }

    /// <summary>The file of which something was asked for, and that is fetched before others.</summary>
    internal ModelFile? Chosen { get; set; }

    /// <summary>Whose helper token it has.</summary>
    internal long? Token { get; set; }

    internal bool IsTokenLost { get; set; }

    internal ModelFile? NextFile => Files.Find(file => !file.IsDone);

    /// <summary>What GetError answers: table 2.3 and its notes 4 and 5; whether it answers in SUSPENDED is OQ-9.</summary>
    internal int? VisibleError(bool suspendHides) => State switch
    {
        BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error => Error,
        BackgroundCopyJobState.Queued or BackgroundCopyJobState.Connecting when Error != 0 => Error,
        BackgroundCopyJobState.Suspended when Error != 0 && !suspendHides => Error,
        _ => null,
    };

    internal bool Wants(BackgroundCopyNotifications kind) =>
        HasInterface && (Flags & BackgroundCopyNotifications.Disable) == 0 && (Flags & kind) != 0;
}

/// <summary>Bytes of a file that arrive one each millisecond.</summary>
internal sealed record ModelStream(ModelFile File, long SinceMs, long FromBytes, long Bytes);

/// <summary>
/// An instant of the engine that survives a restart: it is kept with what the system clock was ahead of the engine's when it was set, and
/// a restart moves it by what the system clock has been stepped since then (CLOCK-4).
/// </summary>
internal readonly record struct Stamp(long Ms, long WallOffsetMs)
{
    internal Stamp RebasedTo(long wallOffsetMs) => new(Ms + WallOffsetMs - wallOffsetMs, wallOffsetMs);
}

/// <summary>The phases of one instant (D-1).</summary>
internal enum Phase
{
    Input = 0,
    Bytes = 1,
    MaximumDownloadTime = 2,
    Failure = 3,
    Retry = 4,
    Turn = 5,
    NoProgress = 6,
    Inactivity = 7,
    Notification = 8,
}

/// <summary>What can be due. A job has each kind at most once.</summary>
internal enum DueKind
{
    BandwidthInterval,
    Settling,
    Report,
    MaximumDownloadTime,
    Retry,
    TimeSlice,
    Turn,
    NoProgress,
    Inactivity,
    SessionEnd,
    SessionAnswer,

    // The order of these is the order of D-23; parts of a file come before the file.
    FileRangesTransferred,
    FileTransferred,
    JobEvent,
    JobModification,

    /// <summary>Whatever else the client is told at the instant, comes first.</summary>
    Question,
}

/// <summary>A due thing.</summary>
internal sealed record Due(long AtMs, Phase Phase, long Sequence, DueKind Kind, ModelJob? Job, Action Run);
