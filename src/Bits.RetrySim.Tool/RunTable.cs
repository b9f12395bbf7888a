using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>
/// What happened in a run, a line each, as wide as the terminal: where it is narrow the calendar is left out first, then the last column is broken between
/// words. In a pipe nothing is.
/// </summary>
internal sealed class RunTable
{
    private const string Gap = "  ";

    /// <summary>With less room than this for what happened, it is better to do without the calendar.</summary>
    private const int RoomForWhat = 40;

    private readonly JobTimeline _timeline;
    private readonly List<TimelineRow> _rows;
    private readonly string _format;

    /// <param name="timeline">The run.</param>
    /// <param name="names">How codes are named.</param>
    /// <param name="isVerbose">Whether each call and each code is told in full.</param>
    internal RunTable(JobTimeline timeline, CodeNames names, bool isVerbose)
    {
        _timeline = timeline;
        _rows = [.. TimelineRows.Of(timeline, isVerbose ? CodeText.Long : names.NameOf)];
        if (!isVerbose)
        {
            FoldCalls(_rows);
        }

        _format = FormatOf(timeline.End);
    }

    internal void WriteTo(IAnsiConsole console)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        int width = console.Profile.Width;
        Line[] lines = Lay(withCalendar: true);
        if (WidthBefore(lines) + RoomForWhat > width && lines.Max(line => line.What.Length) + WidthBefore(lines) > width)
        {
            lines = Lay(withCalendar: false);
        }

        Write(console, lines, width);
    }

    private Line[] Lay(bool withCalendar)
    {
        bool hasJobs = _timeline.Lanes.Count > 1;
        bool hasRuns = _rows.Exists(row => row.Run is not null);
        Line header = new(
            [new("since start"), .. Where(withCalendar, "UTC"), .. Where(hasJobs, "job"), new("state"), .. Where(hasRuns, "times")], "what happens", Styles.Faint);
        return
        [
            header,
            .. _rows.Select(row => new Line(
                [
                    new("+" + row.At.ToString(_format, CultureInfo.InvariantCulture), IsRight: true),
                    .. Where(withCalendar, TimeText.Utc(_timeline.UtcAt(row.At))),
                    .. Where(hasJobs, row.Job == 0 ? "" : row.Job.ToString(CultureInfo.InvariantCulture)),
                    new(row.State is { } state ? LaneText.StateName(state) : "", Styles.Of(row.State)),
                    .. Where(hasRuns, row.Run is { } run ? TimeText.Times(run.Count) : "", isRight: true),
                ],
                SafeText.OneLine(row.What) + (row.Run is { } cycles ? $"; one every {TimeText.Span(cycles.Period)}" : ""),
                Style.Plain)),
        ];
    }

    private static IEnumerable<Cell> Where(bool isShown, string text, bool isRight = false) => isShown ? [new Cell(text, IsRight: isRight)] : [];

    private static int WidthBefore(Line[] lines) => Widths(lines).Sum(width => width + Gap.Length);

    private static int[] Widths(Line[] lines) => [.. lines[0].Cells.Select((_, column) => lines.Max(line => line.Cells[column].Text.Length))];

    private static void Write(IAnsiConsole console, Line[] lines, int width)
    {
        int[] widths = Widths(lines);
        int before = WidthBefore(lines);
        foreach (Line line in lines)
        {
            Paragraph text = new();
            for (int i = 0; i < widths.Length; i++)
            {
                Cell cell = line.Cells[i];
                string padded = cell.IsRight ? cell.Text.PadLeft(widths[i]) : cell.Text.PadRight(widths[i]);
                text.Append(padded + Gap, cell.Style ?? line.Style);
            }

            string[] said = [.. Wrapping.Lines(line.What, Math.Max(1, width - before))];
            console.Write(text.Append(said[0], line.Style));
            console.WriteLine();
            foreach (string further in said.Skip(1))
            {
                console.Write(new Text(new string(' ', before) + further, line.Style));
                console.WriteLine();
            }
        }
    }

    /// <summary>What a client sets before it resumes its job is one thing to whoever reads.</summary>
    private static void FoldCalls(List<TimelineRow> rows)
    {
        for (int i = rows.Count - 1; i > 0; i--)
        {
            (TimelineRow one, TimelineRow next) = (rows[i - 1], rows[i]);
            if (one.Call is not null && next.Call is not null && one.Job == next.Job && one.At == next.At)
            {
                string calls = $"{one.Call}, {next.Call}";
                rows[i - 1] = one with { Call = calls, What = "the client calls " + calls };
                rows.RemoveAt(i);
            }
        }
    }

    /// <summary>Fractions of a second are shown where a whole run takes no more than a few.</summary>
    private static string FormatOf(TimeSpan end) =>
        end >= TimeSpan.FromDays(1) ? @"d\.hh\:mm\:ss" : end >= TimeSpan.FromMinutes(1) || end == TimeSpan.Zero ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff";

    private readonly record struct Cell(string Text, Style? Style = null, bool IsRight = false);

    private sealed record Line(Cell[] Cells, string What, Style Style);
}
