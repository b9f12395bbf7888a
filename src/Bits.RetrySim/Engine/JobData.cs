using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>All that <see cref="JobMachine"/> knows of one job. A value: copy it, step it, compare it.</summary>
/// <remarks>A suspended job is little more than this, so the small numbers lie together, a byte each.</remarks>
[StructLayout(LayoutKind.Auto)]
internal record struct JobData
{
    /// <summary>The value of <see cref="MaximumDownloadTime"/> when the job never set one: the policy's counts (OQ-38).</summary>
    internal const long PolicyDownloadTime = -1;

    private byte _state;
    private byte _priority;
    private byte _errorContext;
    private Mark _marks;
    private ushort _blocks;
    private ushort _endedBlocks;
    private uint _maximumDownloadTime;

    /// <summary>What is so or not: together they take a byte.</summary>
    [Flags]
    private enum Mark : byte
    {
        BlockError = 1 << 0,
        Answered = 1 << 1,
        Byte = 1 << 2,
        AwaitsTurn = 1 << 3,
        Retry = 1 << 4,

        /// <summary>A maximum download time was set.</summary>
        OwnDownloadTime = 1 << 5,
    }

    internal JobTraits Traits;

    /// <summary>The last error of an attempt or block; 0 when there is none (ERR-1).</summary>
    internal int ErrorCode;

    /// <summary>
    /// The error is that of a condition that held: its end is waited for, not the retry delay. A failure with such a code while the condition does
    /// not hold is none (section 3.5).
    /// </summary>
    internal bool IsBlockError
    {
        readonly get => Has(Mark.BlockError);
        set => Set(Mark.BlockError, value);
    }

    /// <summary>Index of the file the error belongs to; -1 when it belongs to none (ERR-5).</summary>
    internal int ErrorFile;

    internal int ErrorCount;

    /// <summary>Requests made again at once since a Resume last began anew (RETRY-28).</summary>
    internal byte ImmediateRetries;

    internal int Files;

    /// <summary>The server has answered about the file that is fetched (OQ-40).</summary>
    internal bool IsAnswered
    {
        readonly get => Has(Mark.Answered);
        set => Set(Mark.Answered, value);
    }

    /// <summary>A byte of the present request has come.</summary>
    internal bool HasByte
    {
        readonly get => Has(Mark.Byte);
        set => Set(Mark.Byte, value);
    }

    /// <summary>The request failed and would be made again at once, but for a block that is looked at in this instant's turn (D-45).</summary>
    internal bool AwaitsTurn
    {
        readonly get => Has(Mark.AwaitsTurn);
        set => Set(Mark.AwaitsTurn, value);
    }

    /// <summary>The job was queued because a wait in TRANSIENT_ERROR was over, so that its attempt is no first one (OQ-17).</summary>
    internal bool IsRetry
    {
        readonly get => Has(Mark.Retry);
        set => Set(Mark.Retry, value);
    }

    /// <summary>How many files have arrived.</summary>
    internal int FilesTransferred;

    /// <summary>
    /// Index of the file that is fetched now or next: the first that has not arrived (FILE-1), unless parts of another one have been asked for (FILE-24); the
    /// number of files when all have.
    /// </summary>
    internal int CurrentFile;

    /// <summary>Seconds.</summary>
    internal uint MinimumRetryDelay;

    /// <summary>Seconds.</summary>
    internal uint NoProgressTimeout;

    /// <summary>Seconds, or <see cref="PolicyDownloadTime"/>.</summary>
    internal long MaximumDownloadTime
    {
        readonly get => Has(Mark.OwnDownloadTime) ? _maximumDownloadTime : PolicyDownloadTime;
        set
        {
            Set(Mark.OwnDownloadTime, value != PolicyDownloadTime);
            _maximumDownloadTime = value != PolicyDownloadTime ? (uint)value : 0;
        }
    }

    /// <summary>The first transient error since the last progress (RETRY-10).</summary>
    internal Moment FirstTransient;

    internal Moment LastFailure;

    /// <summary>When the next attempt is due; not set while none is planned (RETRY-1, RETRY-14).</summary>
    internal Moment RetryAt;

    /// <summary>Since when the no-progress timer stands still (OQ-4).</summary>
    internal Moment FrozenSince;

    /// <summary>The last activity in the sense of the inactivity policy (OQ-36).</summary>
    internal Moment LastActivity;

    /// <summary>Since when the job is in its present state.</summary>
    internal Moment StateSince;

    /// <summary>UTC ticks (TIME-1).</summary>
    internal long ModificationTime;

    /// <summary>UTC ticks; 0 before (TIME-1).</summary>
    internal long TransferCompletionTime;

    /// <summary>Ticks spent in CONNECTING and TRANSFERRING since the last Resume, without the running spell (MAXT-1).</summary>
    internal long ActiveTime;

    /// <summary>Engine ticks at which the running spell began; meaningless outside CONNECTING and TRANSFERRING.</summary>
    internal long ActiveSince;

    /// <summary>The conditions that block this job now, whatever its state.</summary>
    internal BlockConditions Blocks
    {
        readonly get => (BlockConditions)_blocks;
        set => _blocks = (ushort)value;
    }

    /// <summary>Conditions that a call ended for this job; the next look at the blocks acts on it.</summary>
    internal BlockConditions EndedBlocks
    {
        readonly get => (BlockConditions)_endedBlocks;
        set => _endedBlocks = (ushort)value;
    }

    internal BackgroundCopyJobState State
    {
        readonly get => (BackgroundCopyJobState)_state;
        set => _state = (byte)value;
    }

    internal BackgroundCopyJobPriority Priority
    {
        readonly get => (BackgroundCopyJobPriority)_priority;
        set => _priority = (byte)value;
    }

    internal BackgroundCopyErrorContext ErrorContext
    {
        readonly get => (BackgroundCopyErrorContext)_errorContext;
        set => _errorContext = (byte)value;
    }

    internal readonly bool IsFinal => State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    /// <summary>Whether an attempt runs.</summary>
    internal readonly bool IsActive => IsActiveState(State);

    internal readonly bool IsBlocked => Blocks != BlockConditions.None;

    internal readonly bool AllTransferred => FilesTransferred == Files;

    internal static bool IsActiveState(BackgroundCopyJobState state) =>
        state is BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring;

    /// <summary>A job just created (LIFE-1, section 18).</summary>
    internal static JobData New(Moment now, EngineSettings settings) => new()
    {
        State = BackgroundCopyJobState.Suspended,
        Priority = BackgroundCopyJobPriority.Normal,
        ErrorFile = -1,
        MinimumRetryDelay = Math.Max(Defaults.MinimumRetryDelaySeconds, settings.MinimumRetryDelayFloor),
        NoProgressTimeout = Defaults.NoProgressTimeoutSeconds,
        MaximumDownloadTime = PolicyDownloadTime,
        FirstTransient = Moment.None,
        LastFailure = Moment.None,
        RetryAt = Moment.None,
        FrozenSince = Moment.None,
        LastActivity = now,
        StateSince = now,
        ModificationTime = now.Wall,
    };

    /// <summary>The same at an instant up to which the active time is counted.</summary>
    internal readonly JobData SettledAt(long engine) => IsActive ? this with { ActiveTime = ActiveTime + engine - ActiveSince, ActiveSince = engine } : this;

    /// <summary>A job that was kept, in the time of another engine: since when it is in its state is seen from there, and a running spell begins anew (CLOCK-4).</summary>
    internal readonly JobData SeenFrom(Moment now) => this with { ActiveSince = now.Engine, StateSince = StateSince.RebasedAt(now) };

    private readonly bool Has(Mark mark) => (_marks & mark) != 0;

    private void Set(Mark mark, bool value) => _marks = value ? _marks | mark : _marks & ~mark;
}
