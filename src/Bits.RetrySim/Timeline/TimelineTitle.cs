namespace Bits.RetrySim;

/// <summary>What stands above a timeline.</summary>
internal static class TimelineTitle
{
    /// <summary>The title that was given, or one that says whose timeline it is.</summary>
    internal static string Of(IReadOnlyList<ManagerTimeline> shown, string? title) => SafeText.OneLine(title ?? Lanes(shown) switch
    {
        [] => "No jobs",
        [var only] => only.Name.Length == 0 ? "Job 1" : only.Name,
        var lanes => TimeText.Count(lanes.Count, "job"),
    });

    /// <summary>What was given to stand below the title, and how much there is to see.</summary>
    internal static string Below(IReadOnlyList<ManagerTimeline> shown, string subtitle) =>
        subtitle.Length == 0 ? Summary(shown) : $"{SafeText.OneLine(subtitle)}. {Summary(shown)}";

    /// <summary>How much there is to see, in a line.</summary>
    internal static string Summary(IReadOnlyList<ManagerTimeline> shown)
    {
        IReadOnlyList<JobLane> lanes = Lanes(shown);
        JobTimeline first = shown[0].Timeline;
        return string.Join(", ", [
            .. shown.Count > 1 ? [TimeText.Count(shown.Count, "manager")] : Array.Empty<string>(),
            TimeText.Count(lanes.Count, "job"),
            TimeText.Count(lanes.Sum(lane => lane.Attempts.Count), "attempt"),
            TimeText.Count(lanes.Sum(lane => lane.Failures), "failure"),
            TimeText.Span(shown.Max(manager => manager.Timeline.End)),
            .. first.HasDate ? ["from " + TimeText.Utc(first.Start) + " UTC"] : Array.Empty<string>(),
        ]);
    }

    private static IReadOnlyList<JobLane> Lanes(IReadOnlyList<ManagerTimeline> shown) => [.. shown.SelectMany(manager => manager.Timeline.Lanes)];
}
