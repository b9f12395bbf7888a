using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>Writes a timeline as a table in plain text.</summary>
internal static class TimelineText
{
    private const string Gap = "  ";

    internal static void Write(JobTimeline timeline, TextWriter writer, string title)
    {
        TimelineRow[] rows = [.. TimelineRows.Of(timeline, CodeText.Long)];
        string format = FormatOf(rows);
        List<string[]> cells = [Header(timeline), .. rows.Select(row => Cells(timeline, row, format))];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(line => line[column].Length))];
        WriteLine(writer, title);
        WriteLine(writer, TimelineTitle.Summary(ManagerTimeline.Alone(timeline)));
        if (rows.Length > 0)
        {
            WriteLine(writer, "");
            cells.ForEach(line => WriteLine(writer, Join(line, widths)));
        }

        if (timeline.Lanes.Count > 0)
        {
            WriteLine(writer, "");
        }

        foreach (JobLane lane in timeline.Lanes)
        {
            WriteLine(writer, LaneText.Sentence(lane));
        }
    }

    private static string[] Header(JobTimeline timeline) =>
        timeline.Lanes.Count > 1 ? ["since start", "UTC", "job", "state", "times", "what happens"] : ["since start", "UTC", "state", "times", "what happens"];

    private static string[] Cells(JobTimeline timeline, TimelineRow row, string format)
    {
        string since = "+" + row.At.ToString(format, CultureInfo.InvariantCulture);
        string utc = TimeText.Utc(timeline.UtcAt(row.At));
        string state = row.State?.ToString() ?? "";
        string times = row.Run is { } run ? TimeText.Times(run.Count) : "";
        string what = SafeText.OneLine(row.What) + (row.Run is { } cycles ? $"; one every {TimeText.Span(cycles.Period)}" : "");
        string job = row.Job == 0 ? "" : row.Job.ToString(CultureInfo.InvariantCulture);
        return timeline.Lanes.Count > 1 ? [since, utc, job, state, times, what] : [since, utc, state, times, what];
    }

    /// <summary>As many digits as the rows need, and all rows the same.</summary>
    private static string FormatOf(TimelineRow[] rows)
    {
        string days = rows.Any(row => row.At >= TimeSpan.FromDays(1)) ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss";
        string fraction = rows.All(row => row.At.Ticks % TimeSpan.TicksPerSecond == 0) ? ""
            : rows.All(row => row.At.Ticks % TimeSpan.TicksPerMillisecond == 0) ? @"\.fff"
            : @"\.fffffff";
        return days + fraction;
    }

    private static string Join(string[] cells, int[] widths)
    {
        StringBuilder line = new();
        for (int i = 0; i < cells.Length; i++)
        {
            bool isNumber = i == 0 || cells.Length - i == 2;
            line.Append(isNumber ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(Gap);
        }

        return line.ToString();
    }

    private static void WriteLine(TextWriter writer, string line)
    {
        writer.Write(line.TrimEnd(' '));
        writer.Write('\n');
    }
}
