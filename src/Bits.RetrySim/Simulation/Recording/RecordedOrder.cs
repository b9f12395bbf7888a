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
        HashSet<long> heard = [.. attempts.SelectMany(static attempt => attempt.Moments.Where(moment => LeavesNoEvent(moment) && moment.Instant > attempt.Began)).Select(static moment => moment.Instant)];
        HashSet<(int Job, long Instant)> moved = [];
        List<JobEvent> ordered = [];
        foreach (JobEvent entry in events)
        {
            long instant = entry.Instant.Ticks;
            if (IsOfReport(entry))
            {
                heard.Add(instant);
            }
            else if (heard.Contains(instant) && entry.Kind is JobEventKind.Call or JobEventKind.Environment)
            {
                moved.Add((entry.Job, instant));
            }

            // What a call leads to comes with it, and with a change around the jobs, which is nobody's, what any of them does then.
            bool isMoved = moved.Contains((entry.Job, instant)) || moved.Contains((0, instant));
            ordered.Add(isMoved ? entry with { Instant = entry.Instant + TimeSpan.FromTicks(1) } : entry);
        }

        return ordered;
    }

    /// <summary>Of failures, and of what is accepted, events tell the order.</summary>
    private static bool LeavesNoEvent(in RecordedMoment moment) => moment.Kind is not (TransferReportKind.Accepted or TransferReportKind.Failed);

    /// <summary>What no call leads to.</summary>
    private static bool IsOfReport(JobEvent entry) => entry.Kind switch
    {
        JobEventKind.FileRestarted => true,
        JobEventKind.Retry => entry.RetryCause == RetryCause.ImmediateRetry,
        JobEventKind.Transition => entry.From is BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring
            && entry.To is BackgroundCopyJobState.Transferring or BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred,
        _ => false,
    };
}
