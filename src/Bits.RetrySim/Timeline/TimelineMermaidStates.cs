namespace Bits.RetrySim;

/// <summary>Writes the transitions that were seen as a Mermaid state diagram.</summary>
internal static class TimelineMermaidStates
{
    internal static void Write(IReadOnlyList<ManagerTimeline> shown, TextWriter writer, string? title)
    {
        JobLane[] lanes = [.. shown.SelectMany(manager => manager.Timeline.Lanes)];
        TimelineMermaid.WriteTitle(writer, TimelineTitle.Of(shown, title));
        TimelineMermaid.WriteLine(writer, "stateDiagram-v2");
        if (lanes.Length > 0)
        {
            WriteArrow(writer, "[*]", nameof(BackgroundCopyJobState.Suspended), lanes.Length);
        }

        // From is null only where a job is created, which is no transition of the log.
        IEnumerable<IGrouping<(BackgroundCopyJobState From, BackgroundCopyJobState To), JobEvent>> transitions = shown
            .SelectMany(manager => manager.Timeline.Events)
            .Where(entry => entry.Kind == JobEventKind.Transition)
            .GroupBy(entry => (entry.From!.Value, entry.To!.Value))
            .OrderBy(group => group.Key);
        foreach (IGrouping<(BackgroundCopyJobState From, BackgroundCopyJobState To), JobEvent> group in transitions)
        {
            WriteArrow(writer, group.Key.From.ToString(), group.Key.To.ToString(), group.Count());
        }

        foreach (IGrouping<BackgroundCopyJobState, JobLane> group in lanes.Where(lane => lane.IsFinal).GroupBy(lane => lane.Last.State).OrderBy(group => group.Key))
        {
            WriteArrow(writer, group.Key.ToString(), "[*]", group.Count());
        }
    }

    private static void WriteArrow(TextWriter writer, string from, string to, int count) =>
        TimelineMermaid.WriteLine(writer, $"    {from} --> {to} : {TimeText.Times(count)}");
}
