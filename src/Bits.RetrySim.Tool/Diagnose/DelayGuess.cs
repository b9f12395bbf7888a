namespace Bits.RetrySim.Tool;

/// <summary>The retry delay of a job, read from the gaps between its attempts.</summary>
/// <param name="Delay">The delay.</param>
/// <param name="Gaps">How many gaps agree with it.</param>
/// <param name="AllGaps">How many there are.</param>
internal sealed record DelayGuess(TimeSpan Delay, int Gaps, int AllGaps)
{
    /// <summary>Delays are whole numbers of seconds, and people choose round ones; an attempt takes a moment until it is seen.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(5);

    /// <summary>What is shorter is no retry delay: it is the lowest there is, less what clocks are off.</summary>
    private static readonly TimeSpan Shortest = Grain - TimeSpan.FromSeconds(0.1);

    /// <summary>Null if no gap tells.</summary>
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
            .Where(gap => gap >= Shortest)
            .GroupBy(RoundDown)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => KnownClients.All.Any(client => client.Settings.Delay == group.Key))
            .ThenBy(group => group.Key)
            .FirstOrDefault();
        return best is null ? null : new DelayGuess(best.Key, best.Count(), gaps.Count);
    }

    /// <summary>Whether a start of the service, a call or a block lies between.</summary>
    private static bool IsHurried(JobStory story, DateTimeOffset from, DateTimeOffset to) => story.Steps.Any(step =>
        step.At > from && step.At <= to
        && step.Kind is StoryStepKind.ServiceStarted or StoryStepKind.Resumed or StoryStepKind.Blocked or StoryStepKind.Suspended);

    private static TimeSpan RoundDown(TimeSpan gap) => Grain * Math.Max(1, Math.Floor((gap + TimeSpan.FromSeconds(0.1)) / Grain));
}
