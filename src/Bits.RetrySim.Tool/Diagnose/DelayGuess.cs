namespace Bits.RetrySim.Tool;

/// <summary>The retry delay of a job, read from the gaps between its attempts.</summary>
/// <param name="Delay">The delay.</param>
/// <param name="Gaps">How many gaps agree with it.</param>
/// <param name="AllGaps">How many there are.</param>
internal sealed record DelayGuess(TimeSpan Delay, int Gaps, int AllGaps)
{
    /// <summary>Delays are whole numbers of seconds, and people choose round ones; an attempt takes a moment until it is seen.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(5);

    private static readonly HashSet<TimeSpan> UsualDelays = [.. KnownClients.All.Select(client => client.Settings.Delay).OfType<TimeSpan>()];

    /// <summary>
    /// Null if no gap tells. A single one does only if it is a delay that programs are known to set: as well the computer may have slept, or its network may
    /// have changed.
    /// </summary>
    internal static DelayGuess? Of(JobStory story)
    {
        List<TimeSpan> gaps = [];
        for (int i = 1; i < story.Attempts.Count; i++)
        {
            if (story.Attempts[i - 1] is { IsFailure: true, Ended: { } end } && !story.IsImmediate(i) && !IsHurried(story, end, story.Attempts[i].Sign))
            {
                gaps.Add(story.Attempts[i].Sign - end);
            }
        }

        IGrouping<TimeSpan, TimeSpan>? best = gaps
            .Where(gap => gap >= JobStory.ShortestDelay)
            .GroupBy(RoundDown)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => IsUsual(group.Key))
            .ThenBy(group => group.Key)
            .FirstOrDefault();
        return best is null || (best.Count() == 1 && !IsUsual(best.Key)) ? null : new DelayGuess(best.Key, best.Count(), gaps.Count);
    }

    private static bool IsUsual(TimeSpan delay) => UsualDelays.Contains(delay);

    /// <summary>Whether a start of the service, a call or a block lies between.</summary>
    private static bool IsHurried(JobStory story, DateTimeOffset from, DateTimeOffset to) => story.Steps.Any(step =>
        step.At > from && step.At <= to
        && step.Kind is StoryStepKind.ServiceStarted or StoryStepKind.Resumed or StoryStepKind.Blocked or StoryStepKind.Suspended);

    private static TimeSpan RoundDown(TimeSpan gap) => Grain * Math.Max(1, Math.Floor((gap + TimeSpan.FromSeconds(0.1)) / Grain));
}
