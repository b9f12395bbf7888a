using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Due instants as flags: what came of one, and what lies ahead; what lies beyond the axis is told at its end.</summary>
internal sealed class SvgFlags(JobLane lane, SvgScale scale, SvgLaneLayout layout, double top, SvgMarks seen)
{
    private const double FontSize = 11;
    private const double FlagWidth = 8;

    /// <summary>A retry that failed at once has its cross, and needs no flag.</summary>
    private const double Distance = 8;

    internal void Write(SvgCanvas canvas)
    {
        LabelRow row = new();
        WriteEndings(canvas, row);
        double ahead = SvgScale.Right + FlagWidth;
        foreach (LaneDue due in lane.Dues.Where(due => due.At <= scale.End && due.IsPending))
        {
            WriteFlag(canvas, due, layout.FlagLine - 9);
            ahead = Math.Min(ahead, scale.X(due.At));
        }

        string outlook = LaneText.Outlook(lane);
        if (outlook.Length > 0)
        {
            WriteName(canvas, row, ahead, outlook + (lane.Dues.Any(due => due.At > scale.End) ? " \u2192" : ""));
        }

        WriteRetries(canvas);
    }

    /// <summary>A client that resumes whenever its job is given up makes more of them than there is room for.</summary>
    private void WriteEndings(SvgCanvas canvas, LabelRow row)
    {
        double last = double.MinValue;
        foreach (LaneDue due in lane.Dues.Where(due => due.IsEnd || due.Kind == LaneDueKind.BeginsAgain))
        {
            double x = scale.X(due.At);
            if (x - last >= Distance)
            {
                WriteFlag(canvas, due, layout.FlagLine - 9);
                WriteName(canvas, row, x, LaneText.Due(due));
                last = x;
            }
        }
    }

    private void WriteRetries(SvgCanvas canvas)
    {
        double[] failures = [.. lane.Attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Succeeded).Select(attempt => scale.X(attempt.End))];
        double last = double.MinValue;
        foreach (LaneDue due in lane.Dues.Where(due => !due.IsPending && due.Kind is LaneDueKind.Retry or LaneDueKind.AtOnce))
        {
            double x = scale.X(due.At);
            int near = Array.BinarySearch(failures, x - Distance);
            int next = near < 0 ? ~near : near;
            bool isCrowded = next < failures.Length && failures[next] <= x + Distance;
            if (!isCrowded && x - last >= Distance)
            {
                WriteFlag(canvas, due, layout.Mark - 6);
                last = x;
            }
        }
    }

    private void WriteFlag(SvgCanvas canvas, LaneDue due, double from)
    {
        string x = Number(scale.X(due.At));
        string y = Number(top + from);
        canvas.Group("due", $"{LaneText.Due(due)} (+{TimeText.Span(due.At)})");
        canvas.Path("pole", $"M{x} {y}V{Number(top + layout.BarBottom)}");
        canvas.Path("flag", $"M{x} {y}l7 3.5l-7 3.5z");
        canvas.Close();
        seen.Add(MarkOf(due.Kind));
    }

    private static SvgMark MarkOf(LaneDueKind kind) => kind switch
    {
        LaneDueKind.Retry or LaneDueKind.AtOnce => SvgMark.RetryDue,
        LaneDueKind.BeginsAgain => SvgMark.BeginsAgain,
        _ => SvgMark.Deadline,
    };

    /// <summary>To the left of a flag or, if there is no room, to its right.</summary>
    private void WriteName(SvgCanvas canvas, LabelRow row, double x, string text)
    {
        double width = SvgText.Width(text, FontSize);
        bool isLeft = x - FlagWidth - width >= SvgScale.Left;
        if (layout.HasWords && row.Place(isLeft ? x - FlagWidth - width : x + FlagWidth + 3, width) is { } left)
        {
            canvas.Text(isLeft ? left + width : left, top + layout.FlagLine, "small note", text, isLeft ? "end" : null);
        }
    }
}
