namespace Bits.RetrySim.Tool;

/// <summary>All that is known to have happened to one job, in order.</summary>
internal sealed class JobStory
{
    /// <summary>How much later than it was due the first sign of an attempt may come: it takes time to find out that a server does not answer.</summary>
    internal static readonly TimeSpan LongestConnect = TimeSpan.FromMinutes(2);

    /// <summary>What comes sooner after a failure waited for no retry delay: there is none shorter (RETRY-3), and clocks are a little off.</summary>
    internal static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(4.9);

    private readonly Dictionary<string, long> _sizes;
    private readonly DateTimeOffset[] _signs;

    internal JobStory(IReadOnlyList<StoryStep> steps)
    {
        Steps = steps;
        Attempts = MakeAttempts(steps);
        _sizes = steps.GroupBy(step => step.Url).ToDictionary(file => file.Key, SizeOf);
        _signs = [.. Attempts.Select(attempt => attempt.Sign).Order()];
    }

    /// <summary>At least one.</summary>
    internal IReadOnlyList<StoryStep> Steps { get; }

    internal IReadOnlyList<StoryAttempt> Attempts { get; }

    internal DateTimeOffset Start => Steps[0].At;

    internal DateTimeOffset End => Steps[^1].At;

    internal bool KnowsCreation => Steps[0].Kind == StoryStepKind.Created;

    /// <summary>The files in the order in which they turn up.</summary>
    internal IEnumerable<string> Urls => Steps.Where(step => step.Url.Length > 0).Select(step => step.Url).Distinct();

    /// <summary>
    /// How many immediate retries the job had, and whether it would have had more: a failure that earned one and was followed by none says that they
    /// were used up (RETRY-28).
    /// </summary>
    internal (int Seen, bool AreUsedUp) ImmediateRetries()
    {
        int seen = 0;
        for (int i = 0; i + 1 < Attempts.Count; i++)
        {
            if (Attempts[i].EarnsImmediateRetry)
            {
                if (!IsImmediate(i + 1))
                {
                    return (seen, true);
                }

                seen++;
            }
        }

        return (seen, false);
    }

    /// <summary>The size that is told of a file that turns up, or one that its bytes fit into.</summary>
    internal long SizeOf(string url) => _sizes[url];

    /// <summary>Whether there is the first sign of an attempt from one instant to another.</summary>
    internal bool HasSign(DateTimeOffset from, DateTimeOffset to)
    {
        (int low, int high) = (0, _signs.Length);
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = _signs[middle] < from ? (middle + 1, high) : (low, middle);
        }

        return low < _signs.Length && _signs[low] <= to;
    }

    private static long SizeOf(IEnumerable<StoryStep> ofFile)
    {
        (long size, long bytes) = (-1, 0);
        foreach (StoryStep step in ofFile)
        {
            (size, bytes) = (Math.Max(size, step.Size ?? -1), Math.Max(bytes, step.Bytes ?? 0));
        }

        return size >= bytes ? size : 1 + bytes;
    }

    /// <summary>Whether an attempt is the immediate retry of the one before.</summary>
    internal bool IsImmediate(int index) =>
        index > 0 && index < Attempts.Count && Attempts[index - 1] is { EarnsImmediateRetry: true, Ended: { } end } && Attempts[index].Sign - end < ShortestDelay;

    /// <summary>The story that the events of a job tell.</summary>
    /// <param name="events">Its events, in order; at least one.</param>
    /// <param name="serviceStarts">When the service started.</param>
    /// <returns>Null if none of them is about what happened to it.</returns>
    internal static JobStory? OfLog(IEnumerable<LoggedEvent> events, IEnumerable<DateTimeOffset> serviceStarts)
    {
        List<StoryStep> steps = [.. events.Select(StepOf).OfType<StoryStep>()];
        if (steps.Count == 0)
        {
            return null;
        }

        return new JobStory(WithStarts(steps, [.. serviceStarts.Where(at => at > steps[0].At && at <= steps[^1].At).Order()]));
    }

    private static List<StoryStep> WithStarts(List<StoryStep> steps, DateTimeOffset[] starts)
    {
        List<StoryStep> all = new(steps.Count + starts.Length);
        int next = 0;
        foreach (DateTimeOffset start in starts)
        {
            while (steps[next].At < start)
            {
                all.Add(steps[next++]);
            }

            // Of one instant: first what the service stopped, then its start, then what it lets begin.
            for (int i = next; i < steps.Count && steps[i].At == start; i++)
            {
                if (steps[i].Kind == StoryStepKind.Stopped)
                {
                    all.AddRange(steps[next..(i + 1)]);
                    next = i + 1;
                }
            }

            all.Add(new StoryStep(start, StoryStepKind.ServiceStarted));
        }

        all.AddRange(steps[next..]);
        return all;
    }

    private static StoryStep? StepOf(LoggedEvent entry)
    {
        StoryStepKind? kind = entry.Number switch
        {
            LoggedEvent.JobCreated => StoryStepKind.Created,
            LoggedEvent.JobResumed => StoryStepKind.Resumed,
            LoggedEvent.JobSuspended => StoryStepKind.Suspended,
            LoggedEvent.JobCompleted => StoryStepKind.Completed,
            LoggedEvent.JobCancelled => StoryStepKind.Cancelled,
            LoggedEvent.JobScavenged => StoryStepKind.Scavenged,
            LoggedEvent.TransferStarted => StoryStepKind.Began,
            LoggedEvent.TransferStopped when entry.Code is null or 0 => StoryStepKind.Ended,
            LoggedEvent.TransferStopped when entry.Code == LoggedEvent.FileChanged => StoryStepKind.FileChanged,
            LoggedEvent.TransferStopped => StoryStepKind.Stopped,
            LoggedEvent.TransferFailed => entry.Code < 0 ? StoryStepKind.Ended : StoryStepKind.Stopped,
            LoggedEvent.JobBlocked when entry.Code is { } code && HeldBack.ByCode(code) is not null => StoryStepKind.Blocked,
            _ => null,
        };
        return kind is null ? null : new StoryStep(entry.At, kind.Value)
        {
            Code = kind is StoryStepKind.Ended or StoryStepKind.Blocked ? entry.Code ?? 0 : 0,
            Url = entry.Url ?? "",
            Bytes = entry.Bytes,
            Size = entry.Size,
        };
    }

    private static List<StoryAttempt> MakeAttempts(IReadOnlyList<StoryStep> steps)
    {
        List<StoryAttempt> attempts = [];
        Dictionary<string, long> here = [];
        bool runs = false;
        bool hasChanged = false;
        bool knowsAll = steps[0].Kind == StoryStepKind.Created;
        foreach (StoryStep step in steps)
        {
            long before = here.GetValueOrDefault(step.Url);
            switch (step.Kind)
            {
                case StoryStepKind.Began when runs && hasChanged:
                    hasChanged = false;
                    break;
                case StoryStepKind.Began:
                    attempts.Add(new StoryAttempt
                    {
                        Url = step.Url,
                        Began = step.At,
                        BytesBefore = step.Bytes ?? before,
                        BytesAfter = step.Bytes ?? before,
                        Size = step.Size,
                    });
                    runs = true;
                    break;
                case StoryStepKind.FileChanged when runs:
                    attempts[^1] = attempts[^1] with { BytesBefore = 0, BytesAfter = 0 };
                    hasChanged = true;
                    break;
                case StoryStepKind.Ended or StoryStepKind.Stopped when runs:
                    attempts[^1] = EndOf(attempts[^1], step);
                    runs = false;
                    break;
                case StoryStepKind.Ended:
                    long after = step.Bytes ?? before;
                    // Bytes that nobody saw coming, or no error: its beginning is what is missing.
                    bool isLost = after > before || step.Code == 0 || (attempts.Count == 0 && !knowsAll && after > 0);
                    // What failed before an answer tells 0 bytes, whatever there are.
                    attempts.Add(EndOf(new StoryAttempt { Url = step.Url, BytesBefore = before, HasLostBeginning = isLost }, isLost ? step : step with { Bytes = before }));
                    break;
                case StoryStepKind.ServiceStarted or StoryStepKind.Cancelled or StoryStepKind.Completed or StoryStepKind.Suspended or StoryStepKind.Blocked:
                    runs = false;
                    break;
            }

            if (attempts.Count > 0 && step.Url.Length > 0)
            {
                here[step.Url] = attempts[^1].BytesAfter;
            }
        }

        return attempts;
    }

    private static StoryAttempt EndOf(StoryAttempt attempt, StoryStep step)
    {
        long after = step is { Kind: StoryStepKind.Ended, Code: 0 } ? step.Size ?? step.Bytes ?? attempt.BytesAfter : step.Bytes ?? attempt.BytesAfter;
        return attempt with
        {
            Ended = step.At,
            Code = step.Code,
            IsStopped = step.Kind == StoryStepKind.Stopped,
            BytesAfter = Math.Max(after, attempt.BytesBefore),
            Size = step.Size ?? attempt.Size,
        };
    }
}
