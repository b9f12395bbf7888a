namespace Bits.RetrySim.Tests;

/// <summary>Jobs and settings for tests of the state machine alone. Times are seconds since the service began.</summary>
internal static class JobMachineSamples
{
    internal const int Busy = unchecked((int)0x801901F7);
    internal const int NotFound = unchecked((int)0x80190194);

    /// <summary>The present of a sample: 100 seconds after its attempt began, 200 after its first failure.</summary>
    internal static readonly Moment Now = At(1000);

    internal static readonly EngineSettings Settings = EngineSettings.From(new BitsReadings(), new GroupPolicy());

    private static readonly long WallStart = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    internal static Moment At(double seconds)
    {
        long ticks = (long)(seconds * TimeSpan.TicksPerSecond);
        return new Moment(ticks, WallStart + ticks);
    }

    /// <summary>A job of two files as it may well be found in a state.</summary>
    internal static JobData InState(BackgroundCopyJobState state)
    {
        JobData job = JobData.New(At(0), Settings) with
        {
            State = state,
            Files = 2,
            StateSince = At(900),
            LastActivity = At(700),
        };
        switch (state)
        {
            case BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring:
                job.ActiveSince = At(900).Engine;
                job.ActiveTime = TimeSpan.TicksPerMinute;
                break;
            case BackgroundCopyJobState.TransientError:
                (job.ErrorCode, job.ErrorContext, job.ErrorFile, job.ErrorCount) = (Busy, BackgroundCopyErrorContext.RemoteFile, 0, 1);
                (job.FirstTransient, job.LastFailure, job.RetryAt) = (At(800), At(900), At(900 + Defaults.MinimumRetryDelaySeconds));
                break;
            case BackgroundCopyJobState.Error:
                (job.ErrorCode, job.ErrorContext, job.ErrorFile, job.ErrorCount) = (NotFound, BackgroundCopyErrorContext.RemoteFile, 0, 1);
                break;
            case BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Acknowledged:
                job.FilesTransferred = 2;
                job.TransferCompletionTime = At(900).Wall;
                break;
            default:
                break;
        }

        return job;
    }
}
