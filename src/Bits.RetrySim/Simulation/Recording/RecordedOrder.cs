namespace Bits.RetrySim;

/// <summary>
/// What was done when, where the emulation plays what was recorded. On a real clock a client may call while the manager still carries out what came of a report, and so at
/// its instant. In virtual time calls come first (D-1): what was done after a report of any job is done a tick later.
/// </summary>
internal static class RecordedOrder
{
    /// <param name="events">All that happened, in its order.</param>
    /// <param name="attempts">What was seen of all jobs.</param>
    internal static IReadOnlyList<JobEvent> Of(IReadOnlyList<JobEvent> events, IEnumerable<RecordedAttempt> attempts)
    {
        HashSet<long> heard = [.. attempts.SelectMany(static attempt => attempt.Moments.Select(static moment => moment.Instant).Where(instant => instant > attempt.Began))];
        List<JobEvent> ordered = [];
        foreach (JobEvent entry in events)
        {
            if (IsOfReport(entry))
            {
                heard.Add(entry.Instant.Ticks);
            }

            bool isDone = entry.Kind is JobEventKind.Call or JobEventKind.Environment;
            ordered.Add(isDone && heard.Contains(entry.Instant.Ticks) ? entry with { Instant = entry.Instant + TimeSpan.FromTicks(1) } : entry);
        }

        return ordered;
    }

    /// <summary>What no call leads to.</summary>
    private static bool IsOfReport(JobEvent entry) =>
        entry is { Kind: JobEventKind.Transition, From: BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring }
        && entry.To is BackgroundCopyJobState.Transferring or BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred;
}
