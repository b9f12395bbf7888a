namespace Bits.RetrySim;

/// <summary>A job's change of state as loggers and listeners are told of it: written down under the lock, told after it.</summary>
/// <param name="Job">The job's creation number.</param>
/// <param name="From">The state it left.</param>
/// <param name="To">The state it entered; the same as <paramref name="From"/> when the manager ended and the job with it.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Attempts">The attempts made so far.</param>
/// <param name="HResult">Its error; 0 when it has none.</param>
/// <param name="Class">What becomes of a job with that error; null when it has none.</param>
/// <param name="Context">Where the error arose.</param>
/// <param name="RetryIn">How long until it is tried again; null when it is not.</param>
/// <param name="GivesUpIn">How long until it gives up unless something moves; null when nothing makes it.</param>
/// <param name="Ran">How long the attempt took that the change ended; meaningless when it ended none.</param>
internal sealed record StateChange(
    int Job,
    BackgroundCopyJobState From,
    BackgroundCopyJobState To,
    BackgroundCopyJobPriority Priority,
    int Attempts,
    int HResult,
    ErrorClass? Class,
    BackgroundCopyErrorContext Context,
    TimeSpan? RetryIn,
    TimeSpan? GivesUpIn,
    TimeSpan Ran)
{
    /// <summary>What a job is told to have come to, as of an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="job">Its creation number.</param>
    /// <param name="from">The state it left.</param>
    /// <param name="data">What the engine knows of it since.</param>
    /// <param name="attempts">The attempts made so far.</param>
    /// <param name="class">What becomes of a job with its error; null when it has none.</param>
    internal static StateChange Of(
        long instant, int job, BackgroundCopyJobState from, in JobData data, int attempts, ErrorClass? @class)
    {
        long retry = data.IsBlocked || !RetryTimers.IsRetryInTime(data) ? RetryTimers.Never : RetryTimers.RetryDue(data);
        return new StateChange(
            job,
            from,
            data.State,
            data.Priority,
            attempts,
            data.ErrorCode,
            @class,
            data.ErrorContext,
            Until(retry, instant),
            Until(RetryTimers.NoProgressDue(data), instant),
            TimeSpan.FromTicks(instant - data.ActiveSince));
    }

    /// <summary>Whether the job entered a state in which it waits because of an error.</summary>
    internal bool IsFailure => To != From && To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error;

    /// <summary>Whether an attempt is over.</summary>
    internal bool EndsAttempt => JobData.IsActiveState(From) && (To == From || !JobData.IsActiveState(To));

    private static TimeSpan? Until(long due, long instant) =>
        due == RetryTimers.Never ? null : TimeSpan.FromTicks(Math.Max(0, due - instant));
}
