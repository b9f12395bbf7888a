using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>Turns the events of a job into lines that a person reads: an attempt is one line, and cycles that repeat are folded.</summary>
internal static class EventRows
{
    /// <summary>As many equal cycles are shown one by one; of more, the first and the last.</summary>
    private const int ShownCycles = 3;

    internal static IReadOnlyList<EventRow> Of(SimulationResult result) => Fold([.. Describe(result.Events)]);

    private static IEnumerable<EventRow> Describe(IReadOnlyList<JobEvent> events)
    {
        int attempt = 0;
        foreach (JobEvent happening in events)
        {
            switch (happening.Kind)
            {
                case JobEventKind.Attempt:
                    attempt = happening.Attempt;
                    break;
                case JobEventKind.Transition when happening.To != BackgroundCopyJobState.Connecting && !IsRequeue(happening):
                    yield return Transition(happening, attempt);
                    break;
                case JobEventKind.Environment or JobEventKind.Hint:
                    yield return new EventRow(happening.Instant, happening.Detail, "");
                    break;
                case JobEventKind.Notification:
                    yield return new EventRow(happening.Instant, Notification(happening), "");
                    break;
            }
        }
    }

    /// <summary>A retry that becomes due says nothing that the attempt that follows does not say.</summary>
    private static bool IsRequeue(JobEvent happening) =>
        happening is { From: BackgroundCopyJobState.TransientError, To: BackgroundCopyJobState.Queued };

    private static EventRow Transition(JobEvent happening, int attempt)
    {
        string state = happening.To!.Value.ToString();
        string code = Codes.Describe(happening.HResult);
        return (happening.From, happening.To) switch
        {
            (_, BackgroundCopyJobState.Transferring) => new(happening.Instant, $"attempt {attempt}: connected, bytes flow", state),
            (BackgroundCopyJobState.Connecting, BackgroundCopyJobState.TransientError) =>
                new(happening.Instant, $"attempt {attempt} failed: {code}", state, code),
            (_, BackgroundCopyJobState.TransientError) => new(happening.Instant, $"interrupted: {code}", state),
            (BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring, BackgroundCopyJobState.Error) =>
                new(happening.Instant, $"attempt {attempt} failed for good: {code}", state),
            (BackgroundCopyJobState.Queued, BackgroundCopyJobState.Error) => new(happening.Instant, $"blocked, and no retry is allowed: {code}", state),
            (_, BackgroundCopyJobState.Error) => new(happening.Instant, $"given up without progress: {code}", state),
            (BackgroundCopyJobState.Suspended, BackgroundCopyJobState.Queued) => new(happening.Instant, "the client resumes it", state),
            (_, BackgroundCopyJobState.Queued) => new(happening.Instant, "waits for its turn", state),
            (_, BackgroundCopyJobState.Transferred) => new(happening.Instant, "everything has arrived", state),
            (_, BackgroundCopyJobState.Acknowledged) => new(happening.Instant, "the client completes it", state),
            (_, BackgroundCopyJobState.Suspended) => new(happening.Instant, "the client suspends it", state),
            _ => new(happening.Instant, "cancelled", state),
        };
    }

    private static string Notification(JobEvent happening) => happening.HResult == 0
        ? $"the service calls {happening.Detail}"
        : $"{happening.Detail} failed: {Codes.Describe(happening.HResult)}";

    private static List<EventRow> Fold(EventRow[] rows)
    {
        List<EventRow> folded = [];
        for (int i = 0; i < rows.Length;)
        {
            int end = i + 1;
            while (rows[i].Cycle.Length > 0 && end < rows.Length && rows[end].Cycle == rows[i].Cycle)
            {
                end++;
            }

            if (end - i <= ShownCycles)
            {
                folded.AddRange(rows[i..end]);
            }
            else
            {
                folded.Add(rows[i]);
                folded.Add(Between(rows.AsSpan(i, end - i)));
                folded.Add(rows[end - 1]);
            }

            i = end;
        }

        return folded;
    }

    private static EventRow Between(ReadOnlySpan<EventRow> cycles)
    {
        TimeSpan every = (cycles[^1].At - cycles[0].At) / (cycles.Length - 1);
        string text = string.Create(CultureInfo.InvariantCulture, $"... {cycles.Length - 2:N0} more attempts, one every {every:c}, fail the same way");
        return new EventRow(cycles[1].At, text, "");
    }
}
