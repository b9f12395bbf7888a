using System.Globalization;
using System.Text;
using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>The time axis: a grid behind the lanes, elapsed time below them, and the calendar where there is one.</summary>
internal sealed class SvgAxis
{
    private const double FontSize = 12;
    private const double Gap = 20;
    private const double RowHeight = 19;
    private const double NameRight = SvgScale.Left - 32;
    private const double LabelsLeft = NameRight + 10;
    private const double LabelsRight = SvgPicture.Width - 6;

    private readonly SvgScale _scale;
    private readonly IReadOnlyList<AxisTick> _elapsed;
    private readonly IReadOnlyList<AxisTick> _calendar;

    internal SvgAxis(JobTimeline timeline, SvgScale scale)
    {
        _scale = scale;
        _elapsed = TimeAxis.Elapsed(scale.End, Fit);
        _calendar = timeline.HasDate ? TimeAxis.Calendar(timeline.Start, scale.End, Fit) : [];
    }

    internal double Height => _calendar.Count > 0 ? 2 * RowHeight : RowHeight;

    internal void WriteGrid(SvgCanvas canvas, double top, double bottom)
    {
        StringBuilder data = new();
        foreach (AxisTick tick in _elapsed)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{Number(_scale.X(tick.At))} {Number(top)}V{Number(bottom)}");
        }

        canvas.Path("grid", data.ToString());
    }

    internal void Write(SvgCanvas canvas, double y)
    {
        canvas.Path("axis", $"M{Number(SvgScale.Left)} {Number(y)}H{Number(SvgScale.Right)}");
        WriteRow(canvas, "elapsed", "elapsed", _elapsed, y, 0);
        if (_calendar.Count > 0)
        {
            WriteRow(canvas, "calendar", "UTC", _calendar, y, RowHeight);
        }
    }

    private void WriteRow(SvgCanvas canvas, string style, string name, IReadOnlyList<AxisTick> ticks, double y, double offset)
    {
        canvas.Open("g", ("class", "ticks " + style));
        canvas.Text(NameRight, y + offset + 18, "soft", name, "end");
        foreach (AxisTick tick in ticks)
        {
            canvas.Text(Middle(tick), y + offset + 18, "soft", tick.Label, "middle");
        }

        StringBuilder data = new();
        foreach (AxisTick tick in ticks)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{Number(_scale.X(tick.At))} {Number(y + offset)}v4");
        }

        canvas.Path("axis", data.ToString());
        canvas.Close();
    }

    /// <summary>Below its tick, but not beyond the edge of the picture nor in the name of the row.</summary>
    private double Middle(AxisTick tick)
    {
        double half = SvgText.Width(tick.Label, FontSize) / 2;
        return Math.Clamp(_scale.X(tick.At), LabelsLeft + half, LabelsRight - half);
    }

    private bool Fit(IReadOnlyList<AxisTick> ticks)
    {
        for (int i = 1; i < ticks.Count; i++)
        {
            double room = Middle(ticks[i]) - Middle(ticks[i - 1]);
            if ((SvgText.Width(ticks[i].Label, FontSize) + SvgText.Width(ticks[i - 1].Label, FontSize)) / 2 > room - Gap)
            {
                return false;
            }
        }

        return true;
    }
}
