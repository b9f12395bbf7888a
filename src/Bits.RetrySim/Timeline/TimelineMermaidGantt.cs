using System.Globalization;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim;

/// <summary>Writes a timeline as a Mermaid Gantt chart: a section for each job, a bar for each state, one bar for equal cycles.</summary>
internal static class TimelineMermaidGantt
{
    /// <summary>Mermaid draws no more than some 50,000 characters.</summary>
    private const int MaximumBars = 400;

    private const string Surroundings = "Outages and blocks";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff";

    internal static void Write(IReadOnlyList<ManagerTimeline> shown, TextWriter writer, string? title)
    {
        TimelineMermaid.WriteTitle(writer, TimelineTitle.Of(shown, title));
        TimelineMermaid.WriteLine(writer, "gantt");
        TimelineMermaid.WriteLine(writer, "    dateFormat YYYY-MM-DDTHH:mm:ss.SSS");
        TimelineMermaid.WriteLine(writer, "    axisFormat " + AxisFormat(shown.Max(manager => manager.Timeline.End)));
        HashSet<string> shared = SharedNames(shown);
        (JobTimeline Timeline, GanttBar Bar)[] bars = [.. shown.SelectMany(manager => Bars(manager, shared).Select(bar => (manager.Timeline, bar)))];
        string section = "";
        foreach ((JobTimeline timeline, GanttBar bar) in bars.Take(MaximumBars))
        {
            if (bar.Section != section)
            {
                section = bar.Section;
                TimelineMermaid.WriteLine(writer, "    section " + TimelineMermaid.Plain(section));
            }

            TimeSpan end = bar.End < timeline.End ? bar.End : timeline.End;
            TimelineMermaid.WriteLine(
                writer, $"    {TimelineMermaid.Plain(bar.Name)} :{bar.Tags}, {Time(timeline, bar.Start)}, {Time(timeline, end)}");
        }

        if (bars.Length > MaximumBars)
        {
            TimelineMermaid.WriteLine(writer, $"    %% not shown: {TimeText.Count(bars.Length - MaximumBars, "more bar")}");
        }
    }

    private static IEnumerable<GanttBar> Bars(ManagerTimeline manager, HashSet<string> shared) =>
    [
        .. manager.Timeline.Bands.Select(band => new GanttBar(Section(manager, Surroundings), BandText.Of(band), "active", band.Start, band.End)),
        .. manager.Timeline.Lanes.SelectMany(lane => Bars(lane, Section(manager, lane, shared))),
    ];

    /// <summary>Sections of one name would be one section, so jobs that share a name go by their numbers too.</summary>
    private static string Section(ManagerTimeline manager, JobLane lane, HashSet<string> shared)
    {
        string name = Section(manager, LaneText.Name(lane));
        return shared.Contains(name) ? TimeText.Invariant($"{name} (job {lane.Number})") : name;
    }

    private static string Section(ManagerTimeline manager, string name) => manager.Name.Length == 0 ? name : $"{manager.Name}, {name}";

    private static HashSet<string> SharedNames(IReadOnlyList<ManagerTimeline> shown) =>
    [
        .. shown.SelectMany(manager => manager.Timeline.Lanes.Select(LaneText.Name).Append(Surroundings).Select(name => Section(manager, name)))
            .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key),
    ];

    private static IEnumerable<GanttBar> Bars(JobLane lane, string section)
    {
        foreach (StateSpan span in lane.Spans)
        {
            CycleRun? run = lane.RunOf(span.EventIndex);
            if (run is { } cycles)
            {
                if (span.EventIndex == cycles.FirstEvent)
                {
                    yield return new GanttBar(section, $"{TimeText.Times(cycles.Count)} every {TimeText.Span(cycles.Period)}", "crit", cycles.Start, cycles.End);
                }
            }
            else if (span.State is Acknowledged or Cancelled or Error or Transferred)
            {
                yield return new GanttBar(section, LaneText.StateName(span.State), "milestone", span.Start, span.Start);
            }
            else if (span.Length > TimeSpan.Zero)
            {
                yield return new GanttBar(section, LaneText.StateName(span.State), Tags(span.State), span.Start, span.End);
            }
        }
    }

    private static string Tags(BackgroundCopyJobState state) => state switch
    {
        TransientError => "crit",
        Connecting or Transferring => "active",
        _ => "done",
    };

    private static string Time(JobTimeline timeline, TimeSpan at) => timeline.UtcAt(at).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string AxisFormat(TimeSpan end) => end switch
    {
        { TotalSeconds: < 2 } => "%S.%L s",
        { TotalMinutes: < 10 } => "%H:%M:%S",
        { TotalDays: < 2 } => "%H:%M",
        { TotalDays: < 300 } => "%d %b",
        _ => "%b %Y",
    };
}
