namespace Bits.RetrySim;

/// <summary>Readings and policy values as the engine uses them; replaced as a whole when the policy changes.</summary>
internal sealed record EngineSettings
{
    /// <summary>Floor of the minimum retry delay, in seconds (RETRY-3, OQ-1).</summary>
    internal required uint MinimumRetryDelayFloor { get; init; }

    internal required DelayAboveTimeout DelayAboveTimeout { get; init; }

    internal required BlockedTimeout BlockedTimeout { get; init; }

    /// <summary>How many requests of a job are made again at once (RETRY-28).</summary>
    internal required int ImmediateRetries { get; init; }

    internal required bool RestartKeepsTransientError { get; init; }

    internal required bool RestartKeepsHighPerformance { get; init; }

    internal required bool ResumeKeepsNoProgressTimer { get; init; }

    internal required bool CountsFirstConnectFailure { get; init; }

    internal required bool CompleteNeedsAnArrivedFile { get; init; }

    internal required bool SuspendKeepsErrorAndTransferred { get; init; }

    internal required bool ResumeTransferredIsEmpty { get; init; }

    internal required bool ZeroTimeoutFailsBlocks { get; init; }

    /// <summary>Ticks without activity after which a job is cancelled (POLICY-1).</summary>
    internal required long InactivityTimeout { get; init; }

    /// <summary>Maximum download time, in seconds, of jobs without one of their own (POLICY-2, OQ-38).</summary>
    internal required uint MaximumDownloadTime { get; init; }

    internal static EngineSettings From(BitsReadings readings, GroupPolicy policy) => new()
    {
        MinimumRetryDelayFloor = (uint)(readings.MinimumRetryDelayFloor.Ticks / TimeSpan.TicksPerSecond),
        DelayAboveTimeout = readings.DelayAboveTimeout,
        BlockedTimeout = readings.BlockedTimeout,
        ImmediateRetries = readings.ImmediateRetries,
        RestartKeepsTransientError = readings.RestartKeepsTransientError,
        RestartKeepsHighPerformance = readings.RestartKeepsHighPerformance,
        ResumeKeepsNoProgressTimer = readings.ResumeKeepsNoProgressTimer,
        CountsFirstConnectFailure = readings.CountsFirstConnectFailure,
        CompleteNeedsAnArrivedFile = readings.CompleteNeedsAnArrivedFile,
        SuspendKeepsErrorAndTransferred = readings.SuspendKeepsErrorAndTransferred,
        ResumeTransferredIsEmpty = readings.ResumeTransferredIsEmpty,
        ZeroTimeoutFailsBlocks = readings.ZeroTimeoutFailsBlocks,
        InactivityTimeout = policy.JobInactivityTimeout.Ticks,
        MaximumDownloadTime = (uint)(policy.MaxDownloadTime.Ticks / TimeSpan.TicksPerSecond),
    };
}
