namespace Bits.RetrySim;

/// <summary>
/// Finds runs of equal cycles. A cycle goes from one start of an attempt, or one request that tells a server of the end of an upload, to the next; two
/// are equal if they hold the same events at the same distances and with the same gain of bytes.
/// </summary>
internal static class CycleFolding
{
    /// <summary>So few cycles are read more easily one by one.</summary>
    private const int MinimumCount = 3;

    internal static IReadOnlyList<CycleRun> Fold(IReadOnlyList<JobEvent> events)
    {
        List<int> starts = [];
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i].To == BackgroundCopyJobState.Connecting || BeginsSessionEnd(events, i))
            {
                starts.Add(i);
            }
        }

        List<CycleRun> runs = [];
        for (int first = 0; first + 1 < starts.Count;)
        {
            int next = first + 1;
            while (next + 1 < starts.Count && AreEqual(events, starts, first, next))
            {
                next++;
            }

            if (next - first >= MinimumCount)
            {
                int begin = starts[first];
                TimeSpan period = events[starts[first + 1]].Instant - events[begin].Instant;
                runs.Add(new CycleRun(
                    begin, starts[first + 1] - begin, next - first, events[begin].Instant, period, events[begin].Attempt + 1));
            }

            first = next;
        }

        return runs;
    }

    /// <summary>Without a network no request goes out, and only that is told.</summary>
    private static bool BeginsSessionEnd(IReadOnlyList<JobEvent> events, int index) =>
        events[index].SessionEnd is not null && (index == 0 || events[index - 1].SessionEnd != SessionEndStep.Sent);

    private static bool AreEqual(IReadOnlyList<JobEvent> events, List<int> starts, int left, int right)
    {
        // The start of the cycle that follows is compared too: it says how long this one took.
        int length = starts[left + 1] - starts[left];
        if (starts[right + 1] - starts[right] != length)
        {
            return false;
        }

        JobEvent leftStart = events[starts[left]];
        JobEvent rightStart = events[starts[right]];
        for (int i = 0; i <= length; i++)
        {
            if (!AreEqual(events[starts[left] + i], leftStart, events[starts[right] + i], rightStart))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(JobEvent left, JobEvent leftStart, JobEvent right, JobEvent rightStart) =>
        left.Kind == right.Kind
        && left.From == right.From
        && left.To == right.To
        && ErrorOf(left) == ErrorOf(right)
        && left.Instant - leftStart.Instant == right.Instant - rightStart.Instant
        && AttemptsSince(left, leftStart) == AttemptsSince(right, rightStart)
        && Gain(left, leftStart) == Gain(right, rightStart)
        && (left.Kind == JobEventKind.Attempt || left.SaysTheSameAs(right));

    /// <summary>The error with which an attempt begins is that of the one before.</summary>
    private static int ErrorOf(JobEvent entry) => entry.To == BackgroundCopyJobState.Connecting ? 0 : entry.HResult;

    /// <summary>Calls and notifications belong to no attempt, and are no reason to tell cycles apart.</summary>
    private static int AttemptsSince(JobEvent entry, JobEvent start) =>
        entry.Kind is JobEventKind.Transition or JobEventKind.Attempt ? entry.Attempt - start.Attempt : 0;

    private static (long Bytes, int Files)? Gain(JobEvent entry, JobEvent start) =>
        entry.Progress is { } here && start.Progress is { } before
            ? (here.BytesTransferred - before.BytesTransferred, here.FilesTransferred - before.FilesTransferred)
            : null;
}
