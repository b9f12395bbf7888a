namespace Bits.RetrySim;

/// <summary>What the state machine knows of a job, spelled out as it is stored. What belongs to one engine's time only is not among it: <see cref="JobData.ActiveSince"/>.</summary>
internal sealed record DataSnapshot
{
    public required BackgroundCopyJobState State { get; init; }

    public required BackgroundCopyJobPriority Priority { get; init; }

    public required JobTraits Traits { get; init; }

    public required int ErrorCode { get; init; }

    public required bool IsBlockError { get; init; }

    public required BackgroundCopyErrorContext ErrorContext { get; init; }

    public required int ErrorFile { get; init; }

    public required int ErrorCount { get; init; }

    public required byte ImmediateRetries { get; init; }

    public required int Files { get; init; }

    public required int FilesTransferred { get; init; }

    public required int CurrentFile { get; init; }

    public required bool IsAnswered { get; init; }

    public required bool HasByte { get; init; }

    public required bool AwaitsTurn { get; init; }

    public required bool IsRetry { get; init; }

    public required uint MinimumRetryDelay { get; init; }

    public required uint NoProgressTimeout { get; init; }

    public required long MaximumDownloadTime { get; init; }

    public required Moment FirstTransient { get; init; }

    public required Moment LastFailure { get; init; }

    public required Moment RetryAt { get; init; }

    public required Moment FrozenSince { get; init; }

    public required Moment LastActivity { get; init; }

    public required Moment StateSince { get; init; }

    public required long ModificationTime { get; init; }

    public required long TransferCompletionTime { get; init; }

    public required long ActiveTime { get; init; }

    public required BlockConditions Blocks { get; init; }

    public required BlockConditions EndedBlocks { get; init; }

    internal static DataSnapshot Of(in JobData data) => new()
    {
        State = data.State,
        Priority = data.Priority,
        Traits = data.Traits,
        ErrorCode = data.ErrorCode,
        IsBlockError = data.IsBlockError,
        ErrorContext = data.ErrorContext,
        ErrorFile = data.ErrorFile,
        ErrorCount = data.ErrorCount,
        ImmediateRetries = data.ImmediateRetries,
        Files = data.Files,
        FilesTransferred = data.FilesTransferred,
        CurrentFile = data.CurrentFile,
        IsAnswered = data.IsAnswered,
        HasByte = data.HasByte,
        AwaitsTurn = data.AwaitsTurn,
        IsRetry = data.IsRetry,
        MinimumRetryDelay = data.MinimumRetryDelay,
        NoProgressTimeout = data.NoProgressTimeout,
        MaximumDownloadTime = data.MaximumDownloadTime,
        FirstTransient = data.FirstTransient,
        LastFailure = data.LastFailure,
        RetryAt = data.RetryAt,
        FrozenSince = data.FrozenSince,
        LastActivity = data.LastActivity,
        StateSince = data.StateSince,
        ModificationTime = data.ModificationTime,
        TransferCompletionTime = data.TransferCompletionTime,
        ActiveTime = data.ActiveTime,
        Blocks = data.Blocks,
        EndedBlocks = data.EndedBlocks,
    };

    internal JobData ToData() => new()
    {
        State = State,
        Priority = Priority,
        Traits = Traits,
        ErrorCode = ErrorCode,
        IsBlockError = IsBlockError,
        ErrorContext = ErrorContext,
        ErrorFile = ErrorFile,
        ErrorCount = ErrorCount,
        ImmediateRetries = ImmediateRetries,
        Files = Files,
        FilesTransferred = FilesTransferred,
        CurrentFile = CurrentFile,
        IsAnswered = IsAnswered,
        HasByte = HasByte,
        AwaitsTurn = AwaitsTurn,
        IsRetry = IsRetry,
        MinimumRetryDelay = MinimumRetryDelay,
        NoProgressTimeout = NoProgressTimeout,
        MaximumDownloadTime = MaximumDownloadTime,
        FirstTransient = FirstTransient,
        LastFailure = LastFailure,
        RetryAt = RetryAt,
        FrozenSince = FrozenSince,
        LastActivity = LastActivity,
        StateSince = StateSince,
        ModificationTime = ModificationTime,
        TransferCompletionTime = TransferCompletionTime,
        ActiveTime = ActiveTime,
        Blocks = Blocks,
        EndedBlocks = EndedBlocks,
    };
}
