using Microsoft.Extensions.Logging;

namespace Bits.RetrySim;

/// <summary>
/// All log messages: 1xx job states, 2xx retries, 3xx callbacks, 4xx transfers. Ids are never used again for something else. Jobs go by
/// their creation numbers; credentials are in none.
/// </summary>
internal static partial class Log
{
    internal static void AttemptStarted(ILogger logger, AttemptStart start) =>
        AttemptStarted(logger, start.Job, start.Attempt, start.Offset, start.File);

    /// <summary>A change of state, and in plain words what it means for the job.</summary>
    internal static void StateChanged(ILogger logger, StateChange change)
    {
        JobStateChanged(logger, change.Job, change.From, change.To, change.HResult);
        switch (change.To)
        {
            case BackgroundCopyJobState.TransientError:
                Waits(logger, change);
                break;
            case BackgroundCopyJobState.Error:
                GaveUp(logger, change.Job, change.Attempts, change.HResult, change.Context);
                break;
            case BackgroundCopyJobState.Transferred:
                JobTransferred(logger, change.Job, change.Attempts);
                break;
            case BackgroundCopyJobState.Acknowledged:
            case BackgroundCopyJobState.Cancelled:
                JobEnded(logger, change.Job, change.To, change.Attempts);
                break;
            default:
                break;
        }
    }

    /// <summary>What has come of telling a server that an upload was cancelled.</summary>
    internal static void SessionEnded(ILogger logger, int job, SessionEndStep step, int hresult)
    {
        switch (step)
        {
            case SessionEndStep.Sent:
                SessionEndSent(logger, job);
                break;
            case SessionEndStep.Taken:
                SessionEndTaken(logger, job);
                break;
            case SessionEndStep.Failed:
                SessionEndFailed(logger, job, hresult);
                break;
            default:
                SessionEndGivenUp(logger, job, hresult);
                break;
        }
    }

    private static void Waits(ILogger logger, StateChange change)
    {
        if (change.RetryIn is { } retry)
        {
            RetryScheduled(logger, change.Job, change.Attempts, change.HResult, change.Context, retry);
        }
        else if (change.Class == ErrorClass.WaitsForCondition)
        {
            WaitsForCondition(logger, change.Job, change.HResult);
        }
        else
        {
            RetryRuledOut(logger, change.Job, change.Attempts, change.HResult, change.Context, change.GivesUpIn);
        }
    }

    [LoggerMessage(100, LogLevel.Debug, "Job {Job} went from {From} to {To} (error 0x{HResult:X8})", EventName = "JobStateChanged")]
    private static partial void JobStateChanged(
        ILogger logger, int job, BackgroundCopyJobState from, BackgroundCopyJobState to, int hresult);

    [LoggerMessage(101, LogLevel.Information, "Job {Job} has transferred all its files, after {Attempts} attempts", EventName = "JobTransferred")]
    private static partial void JobTransferred(ILogger logger, int job, int attempts);

    [LoggerMessage(102, LogLevel.Information, "Job {Job} has ended as {State}, after {Attempts} attempts", EventName = "JobEnded")]
    private static partial void JobEnded(ILogger logger, int job, BackgroundCopyJobState state, int attempts);

    [LoggerMessage(200, LogLevel.Warning, "Job {Job} has doubtful settings: {Warning}", EventName = "DoubtfulSettings")]
    internal static partial void DoubtfulSettings(ILogger logger, int job, string warning);

    [LoggerMessage(201, LogLevel.Critical, "{Explanation}", EventName = "Livelock")]
    internal static partial void Livelock(ILogger logger, string explanation);

    [LoggerMessage(202, LogLevel.Critical, "The service could not carry out a step and goes on without it", EventName = "StepFailed")]
    internal static partial void StepFailed(ILogger logger, Exception exception);

    [LoggerMessage(203, LogLevel.Information, "Job {Job} failed in attempt {Attempt} (error 0x{HResult:X8}, {Context}) and is tried again in {Delay}", EventName = "RetryScheduled")]
    private static partial void RetryScheduled(
        ILogger logger, int job, int attempt, int hresult, BackgroundCopyErrorContext context, TimeSpan delay);

    [LoggerMessage(204, LogLevel.Information, "Job {Job} waits until a condition ends (error 0x{HResult:X8})", EventName = "WaitsForCondition")]
    private static partial void WaitsForCondition(ILogger logger, int job, int hresult);

    [LoggerMessage(205, LogLevel.Warning, "Job {Job} failed in attempt {Attempt} (error 0x{HResult:X8}, {Context}) and gives up in {Remaining}, before a retry would be due", EventName = "RetryRuledOut")]
    private static partial void RetryRuledOut(
        ILogger logger, int job, int attempt, int hresult, BackgroundCopyErrorContext context, TimeSpan? remaining);

    [LoggerMessage(206, LogLevel.Warning, "Job {Job} gave up after {Attempts} attempts (error 0x{HResult:X8}, {Context})", EventName = "GaveUp")]
    private static partial void GaveUp(ILogger logger, int job, int attempts, int hresult, BackgroundCopyErrorContext context);

    [LoggerMessage(300, LogLevel.Warning, "The {Callback} callback of job {Job} failed; it is repeated unless it was JobModification", EventName = "CallbackFailed")]
    internal static partial void CallbackFailed(ILogger logger, int job, NotificationKind callback, Exception exception);

    [LoggerMessage(400, LogLevel.Warning, "{Hint}", EventName = "ScriptHint")]
    internal static partial void ScriptHint(ILogger logger, string hint);

    [LoggerMessage(401, LogLevel.Debug, "Job {Job} starts attempt {Attempt}, at byte {Offset} of file {File}", EventName = "AttemptStarted")]
    private static partial void AttemptStarted(ILogger logger, int job, int attempt, long offset, int file);

    [LoggerMessage(402, LogLevel.Debug, "The server of job {Job} is told that no more of its upload comes", EventName = "SessionEndSent")]
    private static partial void SessionEndSent(ILogger logger, int job);

    [LoggerMessage(403, LogLevel.Debug, "The server of job {Job} has ended the session of its upload", EventName = "SessionEndTaken")]
    private static partial void SessionEndTaken(ILogger logger, int job);

    [LoggerMessage(404, LogLevel.Debug, "The server of job {Job} could not be told that no more of its upload comes (error 0x{HResult:X8}), and is told again", EventName = "SessionEndFailed")]
    private static partial void SessionEndFailed(ILogger logger, int job, int hresult);

    [LoggerMessage(405, LogLevel.Information, "The server of job {Job} has not ended the session of its upload (error 0x{HResult:X8}), and is not told again", EventName = "SessionEndGivenUp")]
    private static partial void SessionEndGivenUp(ILogger logger, int job, int hresult);
}
