namespace Bits.RetrySim;

/// <summary>What stands above a timeline.</summary>
internal static class TimelineTitle
{
    /// <summary>The title that was given, or one that says whose timeline it is.</summary>
    internal static string Of(JobTimeline timeline, string? title) => SafeText.OneLine(title ?? timeline.Lanes.Count switch
    {
        0 => "No jobs",
        1 => timeline.Lanes[0].Name.Length == 0 ? "Job 1" : timeline.Lanes[0].Name,
        _ => TimeText.Count(timeline.Lanes.Count, "job"),
    });

    /// <summary>What was given to stand below the title, and how much there is to see.</summary>
    internal static string Below(JobTimeline timeline, string subtitle) =>
        subtitle.Length == 0 ? Summary(timeline) : $"{SafeText.OneLine(subtitle)}. {Summary(timeline)}";

    /// <summary>How much there is to see, in a line.</summary>
    internal static string Summary(JobTimeline timeline) => string.Join(", ", [
        TimeText.Count(timeline.Lanes.Count, "job"),
        TimeText.Count(timeline.Lanes.Sum(lane => lane.Attempts.Count), "attempt"),
        TimeText.Count(timeline.Lanes.Sum(lane => lane.Failures), "failure"),
        TimeText.Span(timeline.End),
        .. timeline.HasDate ? ["from " + TimeText.Utc(timeline.Start) + " UTC"] : Array.Empty<string>(),
    ]);
}
