namespace Bits.RetrySim;

/// <summary>
/// When attempts begin where the emulation plays what was recorded. A timer of a real clock is late, that of a simulation is not: an attempt whose job had its
/// turn, and began late, begins in time, and is answered when it was.
/// </summary>
internal sealed class RecordedStarts(IReadOnlyList<JobEvent> events, IReadOnlyDictionary<int, IReadOnlyList<RecordedAttempt>> attempts)
{
    private readonly ILookup<int, long> _queued = events
        .Where(static entry => entry is { Kind: JobEventKind.Transition, To: BackgroundCopyJobState.Queued })
        .ToLookup(static entry => entry.Job, static entry => entry.Instant.Ticks);

    internal long Of(RecordedAttempt attempt)
    {
        long before = attempts[attempt.Job].Where(other => other.Began < attempt.Began).Select(static other => other.Began).DefaultIfEmpty(-1).Max();

        // A tick later than it began where it came of a call that is a tick later (RecordedOrder).
        long queued = _queued[attempt.Job].Where(instant => instant > before && instant <= attempt.Began + 1).DefaultIfEmpty(attempt.Began).Max();
        return IsTakenBetween(queued, attempt) ? Math.Max(attempt.Began, queued) : queued;
    }

    /// <summary>Whether it may have waited for another job.</summary>
    private bool IsTakenBetween(long queued, RecordedAttempt attempt) =>
        attempts.Any(job => job.Key != attempt.Job && job.Value.Any(other => other.Began <= attempt.Began && EndOf(other) > queued));

    private static long EndOf(RecordedAttempt attempt) =>
        attempt.StoppedAt ?? (attempt.Moments is [.., { IsEnd: true } end] ? end.Instant : long.MaxValue);
}
