using Microsoft.Extensions.Logging;

namespace Bits.RetrySim;

/// <summary>All log messages: 1xx job states, 2xx retries, 3xx callbacks, 4xx transfers. Ids are never used again for something else.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "Job {Job} went from {From} to {To} (error 0x{HResult:X8})", EventName = "JobStateChanged")]
    internal static partial void JobStateChanged(
        ILogger logger, int job, BackgroundCopyJobState from, BackgroundCopyJobState to, int hresult);

    [LoggerMessage(200, LogLevel.Warning, "Job {Job} has doubtful settings: {Warning}", EventName = "DoubtfulSettings")]
    internal static partial void DoubtfulSettings(ILogger logger, int job, string warning);

    [LoggerMessage(201, LogLevel.Critical, "{Explanation}", EventName = "Livelock")]
    internal static partial void Livelock(ILogger logger, string explanation);

    [LoggerMessage(202, LogLevel.Critical, "The service could not carry out a step and goes on without it", EventName = "StepFailed")]
    internal static partial void StepFailed(ILogger logger, Exception exception);

    [LoggerMessage(300, LogLevel.Warning, "The {Callback} callback of job {Job} failed; it is repeated unless it was JobModification", EventName = "CallbackFailed")]
    internal static partial void CallbackFailed(ILogger logger, int job, NotificationKind callback, Exception exception);

    [LoggerMessage(400, LogLevel.Warning, "{Hint}", EventName = "ScriptHint")]
    internal static partial void ScriptHint(ILogger logger, string hint);
}
