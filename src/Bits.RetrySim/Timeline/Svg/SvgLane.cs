using System.Globalization;
using System.Text;
using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Draws a lane: words on the left; progress, states, attempts and what is due on the right.</summary>
internal sealed class SvgLane(JobLane lane, SvgScale scale, SvgLaneLayout layout, double top, SvgMarks seen)
{
    internal const double TextLeft = 24;
    private const double TextWidth = SvgScale.Left - TextLeft - 16;
    private const double SmallFont = 11;
    private const double LabelFont = 10;
    private const double Sliver = 5;

    internal void Write(SvgCanvas canvas)
    {
        canvas.Group("lane", LaneText.Sentence(lane));
        WriteWords(canvas);
        WriteProgress(canvas);
        WriteStates(canvas);
        new SvgAttempts(lane, scale, top + layout.Mark, seen).Write(canvas);
        new SvgFlags(lane, scale, layout, top, seen).Write(canvas);
        WriteRuns(canvas);
        WriteEnding(canvas);
        canvas.Close();
    }

    private void WriteWords(SvgCanvas canvas)
    {
        string[] said = layout.HasWords
            ? [LaneText.Ending(lane), LaneText.Attempts(lane), LaneText.Bytes(lane)]
            : [ShortWords()];
        canvas.Text(TextLeft, top + layout.Lines[0], "name", SvgText.Fit(LaneText.Name(lane), 14, TextWidth));
        for (int i = 0; i < said.Length; i++)
        {
            canvas.Text(TextLeft, top + layout.Lines[i + 1], "small", SvgText.Fit(said[i], SmallFont, TextWidth));
        }
    }

    /// <summary>As much as the one line has room for.</summary>
    private string ShortWords()
    {
        string all = $"{LaneText.Ending(lane)}, {LaneText.Attempts(lane)}";
        return SvgText.Width(all, SmallFont) <= TextWidth ? all : LaneText.Ending(lane);
    }

    /// <summary>At most two points for each pixel: where it enters it and where it leaves it.</summary>
    private void WriteProgress(SvgCanvas canvas)
    {
        long full = Math.Max(lane.BytesTotal ?? 0, lane.Progress.Max(point => point.Bytes));
        if (full == 0 || (lane.Bytes == 0 && lane.Progress.All(static point => point.Bytes == 0)))
        {
            return;
        }

        StringBuilder line = new();
        (double X, double Y)? drawn = null;
        (double X, double Y)? skipped = null;
        foreach (ProgressPoint point in lane.Progress)
        {
            double share = Math.Round((double)point.Bytes / full, 4);
            (double X, double Y) here = (scale.X(point.At), top + layout.ProgressBottom - (share * (layout.ProgressBottom - layout.ProgressTop)));
            if (drawn is { } last && (here.X - last.X < 1 || here.Y == last.Y))
            {
                skipped = here;
                continue;
            }

            Append(line, skipped);
            Append(line, here);
            (drawn, skipped) = (here, null);
        }

        Append(line, skipped);
        double end = (skipped ?? drawn)!.Value.X;
        string bottom = Number(top + layout.ProgressBottom);
        canvas.Path("area", $"M{Number(scale.X(lane.Progress[0].At))} {bottom}L{line}L{Number(end)} {bottom}z");
        canvas.Path("line", "M" + line);
        seen.Add(SvgMark.Progress);
    }

    private static void Append(StringBuilder line, (double X, double Y)? point)
    {
        if (point is { } here)
        {
            line.Append(line.Length == 0 ? "" : " ").Append(Number(here.X)).Append(' ').Append(Number(here.Y));
        }
    }

    private void WriteStates(SvgCanvas canvas)
    {
        IReadOnlyList<(BackgroundCopyJobState State, double Left, double Right)> stretches = StateRaster.Of(lane, scale, layout.Cell);
        if (stretches.Count == 0)
        {
            double x = scale.X(lane.Last.Start);
            stretches = [(lane.Spans[0].State, x, x + Sliver)];
        }

        double height = layout.BarBottom - layout.BarTop;
        foreach (IGrouping<BackgroundCopyJobState, (BackgroundCopyJobState State, double Left, double Right)> group in stretches.GroupBy(entry => entry.State).OrderBy(group => group.Key))
        {
            StringBuilder data = new();
            foreach ((BackgroundCopyJobState _, double left, double right) in group)
            {
                data.Append(CultureInfo.InvariantCulture, $"M{Number(left)} {Number(top + layout.BarTop)}h{Number(right - left)}v{Number(height)}h{Number(left - right)}z");
            }

            string? pattern = SvgPatterns.Of(group.Key);
            canvas.Path(pattern is null ? group.Key.ToString() : null, data.ToString(), pattern);
            seen.Add(group.Key);
        }

        if (layout.HasWords)
        {
            foreach ((BackgroundCopyJobState state, double left, double right) in stretches)
            {
                WriteStateName(canvas, state, left, HasEnding && right > scale.X(lane.Last.Start) - 2 ? right - EndingRadius : right);
            }
        }
    }

    private void WriteStateName(SvgCanvas canvas, BackgroundCopyJobState state, double left, double right)
    {
        string name = LaneText.StateName(state);
        if (SvgText.Width(name, LabelFont) + 12 <= right - left)
        {
            canvas.Text((left + right) / 2, top + layout.BarBottom - 4.5, InkOn(state), name, "middle");
        }
    }

    private static string InkOn(BackgroundCopyJobState state) => state switch
    {
        BackgroundCopyJobState.Queued or BackgroundCopyJobState.Suspended => "state",
        BackgroundCopyJobState.Connecting or BackgroundCopyJobState.TransientError => "state onbright",
        _ => "state ondeep",
    };

    private void WriteRuns(SvgCanvas canvas)
    {
        LabelRow row = new();
        foreach (CycleRun run in lane.Runs)
        {
            double left = scale.X(run.Start);
            double right = scale.X(run.End);
            string times = TimeText.Invariant($"{run.Count:N0} more");
            if (!TryLabel(canvas, row, (left + right) / 2, $"{times}, every {TimeText.Span(run.Period)}") && !TryLabel(canvas, row, (left + right) / 2, times))
            {
                continue;
            }

            string y = Number(top + layout.RunLine + 4);
            canvas.Path("run", $"M{Number(left)} {y}m0 4v-4H{Number(right)}v4");
            seen.Add(SvgMark.Run);
        }
    }

    private bool TryLabel(SvgCanvas canvas, LabelRow row, double middle, string text)
    {
        double width = SvgText.Width(text, SmallFont);
        if (row.Place(middle - (width / 2), width) is not { } x)
        {
            return false;
        }

        canvas.Text(x, top + layout.RunLine, "small note", text);
        return true;
    }

    private void WriteEnding(SvgCanvas canvas)
    {
        if (HasEnding)
        {
            SvgEnding.Write(canvas, lane.Last.State, scale.X(lane.Last.Start), top + ((layout.BarTop + layout.BarBottom) / 2), EndingRadius);
            seen.AddEnding(lane.Last.State);
        }
    }

    private double EndingRadius => layout.HasWords ? 9 : 6.5;

    private bool HasEnding => lane.Last.State
        is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled or BackgroundCopyJobState.Error;
}
