using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim;

/// <summary>Says in plain words what happened. An attempt that fails is one line, and equal cycles are told once.</summary>
internal static class TimelineRows
{
    /// <summary>The lines of a timeline, in order.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="nameOf">Says what stands for a code; asked in the order of events, one job after the other.</param>
    internal static IEnumerable<TimelineRow> Of(JobTimeline timeline, Func<int, string> nameOf) => timeline.Lanes.SelectMany(lane => Of(lane, nameOf))
        .Concat(timeline.Events.Where(entry => entry.Job == 0).Select(entry => Machine(entry.Instant, entry.Detail)))
        .Concat(timeline.Bands.Where(band => band.IsOutage).SelectMany(band => Outage(band, timeline.End)))
        .OrderBy(row => row.At)
        .ThenBy(row => row.Job);

    private static TimelineRow Machine(TimeSpan at, string what) => new(at, 0, null, null, what);

    private static IEnumerable<TimelineRow> Outage(TimelineBand band, TimeSpan end)
    {
        string what = BandText.Of(band);
        yield return Machine(band.Start, "outage begins: " + what);
        if (band.End <= end)
        {
            yield return Machine(band.End, "outage ends: " + what);
        }
    }

    private static IEnumerable<TimelineRow> Of(JobLane lane, Func<int, string> nameOf)
    {
        string attempt = "";
        for (int i = 0; i < lane.Events.Count; i++)
        {
            JobEvent entry = lane.Events[i];
            CycleRun? run = lane.RunOf(i);
            if (run?.IsRepetition(i) == true)
            {
                continue;
            }

            if (entry.Kind == JobEventKind.Attempt)
            {
                attempt = run is { } cycles
                    ? TimeText.Invariant($"attempts {cycles.FirstAttempt:N0} to {cycles.LastAttempt:N0}")
                    : TimeText.Invariant($"attempt {entry.Attempt:N0}");
            }

            if (Describe(entry, attempt, nameOf) is { } what)
            {
                yield return new TimelineRow(entry.Instant, lane.Number, entry.To, run, what, entry.Kind == JobEventKind.Call ? entry.Detail : null);
            }
        }
    }

    private static string? Describe(JobEvent entry, string attempt, Func<int, string> nameOf) => entry.Kind switch
    {
        JobEventKind.Attempt => null,
        JobEventKind.SessionEnd when entry.SessionEnd == SessionEndStep.Sent => null,
        JobEventKind.SessionEnd or JobEventKind.FileRestarted when entry.HResult != 0 => $"{entry.Detail}: {nameOf(entry.HResult)}",
        JobEventKind.Transition => Transition(entry, attempt, nameOf),
        JobEventKind.Call => "the client calls " + entry.Detail,
        JobEventKind.Notification when entry.HResult != 0 => $"{entry.Detail} failed: {nameOf(entry.HResult)}",
        JobEventKind.Notification => "the service calls " + entry.Detail,
        JobEventKind.Retry when entry.HResult != 0 => $"{entry.Detail}, after {nameOf(entry.HResult)}",
        _ => entry.Detail,
    };

    /// <summary>That a retry is due, and that it begins, says nothing that the end of the attempt does not say.</summary>
    private static string? Transition(JobEvent entry, string attempt, Func<int, string> nameOf) => (entry.From, entry.To) switch
    {
        (_, Connecting) or (TransientError, Queued) => null,
        (_, Transferring) => attempt + " connected, bytes flow",
        (_, TransientError) when entry.IsBlock => "blocked: " + nameOf(entry.HResult),
        (_, TransientError) => $"{attempt} failed: {nameOf(entry.HResult)}",
        (TransientError, Error) => $"given up, {entry.Detail}: {nameOf(entry.HResult)}",
        (_, Error) when entry.HasTimedOut => $"{attempt} failed: {nameOf(entry.HResult)}; given up, {entry.Detail}",
        (Queued, Error) => "blocked, and no retry is allowed: " + nameOf(entry.HResult),
        (_, Error) => $"{attempt} failed, and no other is made: {nameOf(entry.HResult)}",
        (_, Queued) => "waits for its turn",
        (_, Transferred) => "everything has arrived",
        (_, Acknowledged) => "complete",
        (_, Cancelled) => "cancelled, its files are deleted",
        _ => "",
    };
}
