namespace Bits.RetrySim.Tests;

/// <summary>The policy and the readings of a script, in the words of the library.</summary>
internal static class ScriptSettings
{
    internal static GroupPolicy PolicyOf(ScriptPolicy policy) => new()
    {
        JobInactivityTimeout = TimeSpan.FromDays(policy.InactivityDays),
        MaxDownloadTime = TimeSpan.FromSeconds(policy.MaxDownloadSeconds),
        MaxFilesPerJob = policy.MaxFilesPerJob,
        MaxJobsPerUser = policy.MaxJobsPerUser,
        MaxJobsPerMachine = policy.MaxJobsPerMachine,
        MaxInternetBandwidth = Limit(policy.Bandwidth),
    };

    internal static BandwidthLimit? Limit(ScriptBandwidth bandwidth) => bandwidth switch
    {
        ScriptBandwidth.Zero => new BandwidthLimit(0, 0, 0),
        ScriptBandwidth.ZeroInFirstHour => new BandwidthLimit(0, 1, 0),
        ScriptBandwidth.ZeroByDay => new BandwidthLimit(22, 2, 1000, 0),
        ScriptBandwidth.Limited => new BandwidthLimit(0, 0, 1000),
        _ => null,
    };

    internal static BitsReadings ReadingsOf(ScriptReadings readings) => new()
    {
        MinimumRetryDelayFloor = TimeSpan.FromSeconds(readings.FloorSeconds),
        DelayAboveTimeout = readings.DelayAboveTimeout,
        BlockedTimeout = readings.BlockedTimeout,
        SuspendKeepsErrorAndTransferred = readings.SuspendKeepsErrorAndTransferred,
        ResumeTransferredIsEmpty = readings.ResumeTransferredIsEmpty,
        DefaultCostFlags = readings.DefaultCostFlags,
        RedeliveryInterval = readings.RedeliveryMs is long ms ? TimeSpan.FromMilliseconds(ms) : null,
        TimeSlice = TimeSpan.FromMilliseconds(readings.TimeSliceMs),
        ZeroTimeoutFailsBlocks = readings.ZeroTimeoutFailsBlocks,
        ImmediateRetries = readings.ImmediateRetries,
        RestartKeepsTransientError = readings.RestartKeepsTransientError,
        RestartKeepsHighPerformance = readings.RestartKeepsHighPerformance,
        SettlingTries = readings.SettlingTries,
        ResumeKeepsNoProgressTimer = readings.ResumeKeepsNoProgressTimer,
        CountsFirstConnectFailure = readings.CountsFirstConnectFailure,
        CompleteNeedsAnArrivedFile = readings.CompleteNeedsAnArrivedFile,
        SuspendHidesError = readings.SuspendHidesError,
        BlocksForeground = readings.BlocksForeground,
    };
}
