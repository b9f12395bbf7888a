using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Outages and blocks: bands behind the lanes, named in rows above them.</summary>
internal sealed class SvgBands
{
    private const int MaximumBands = 250;
    private const int MaximumRows = 3;
    private const double RowHeight = 17;
    private const double FontSize = 11;
    private const double NamedWidth = 320;
    private const double Narrowest = 1.5;

    /// <summary>What is left free between two bands of which one begins where the other ends.</summary>
    private const double Seam = 1.5;

    /// <summary>A name is not cut to less than this to keep it within its band.</summary>
    private const double ReadableWidth = 90;

    private readonly SvgScale _scale;
    private readonly List<(TimelineBand Band, double Left, double Width)> _bands = [];
    private readonly List<(TimelineBand Band, double Left, int Row, string Text)> _labels = [];

    internal SvgBands(JobTimeline timeline, SvgScale scale)
    {
        _scale = scale;
        List<LabelRow> rows = [];
        TimelineBand[] bands = [.. timeline.Bands.Take(MaximumBands)];
        for (int i = 0; i < bands.Length; i++)
        {
            double left = scale.X(bands[i].Start);
            double right = scale.X(bands[i].End);
            double next = i + 1 < bands.Length ? scale.X(bands[i + 1].Start) : double.MaxValue;
            bool adjoins = Math.Abs(next - right) < Seam;
            double width = Math.Max(Narrowest, right - left - (adjoins ? Seam : 0));
            _bands.Add((bands[i], left, width));
            Label(bands[i], left, adjoins && width >= ReadableWidth ? width : Math.Max(NamedWidth, width), rows);
        }

        Rows = rows.Count;
        int missing = timeline.Bands.Count - _bands.Count;
        Note = missing == 0 ? "" : $"And {TimeText.Count(missing, "more band")} not drawn";
    }

    internal int Rows { get; }

    internal double Height => Rows * RowHeight;

    /// <summary>What is not drawn; empty if everything is.</summary>
    internal string Note { get; }

    internal bool HasOutages => _bands.Any(entry => entry.Band.IsOutage);

    internal bool HasBlocks => _bands.Any(entry => !entry.Band.IsOutage);

    internal void Write(SvgCanvas canvas, JobTimeline timeline, double top, double bottom)
    {
        foreach ((TimelineBand band, double left, double width) in _bands)
        {
            TimeSpan end = band.IsOutage || band.End < timeline.End ? band.End : timeline.End;
            canvas.Group("band", $"{BandText.Of(band)}{(band.IsOutage ? $" ({ErrorText.Hex(band.HResult)})" : "")}: +{TimeText.Span(band.Start)} to +{TimeText.Span(end)}");
            canvas.Rect(left, top + Height, width, bottom - top - Height, null, SvgPatterns.Of(band));
            canvas.Close();
        }

        foreach ((TimelineBand band, double _, int row, string _) in _labels.Where(label => label.Row < Rows - 1))
        {
            // From the name down to the band, past the rows in between.
            string x = Number(_scale.X(band.Start));
            canvas.Path(band.IsOutage ? "outageline" : "blockline", $"M{x} {Number(top + ((row + 1) * RowHeight) - 2)}V{Number(top + Height)}");
        }

        foreach ((TimelineBand band, double left, int row, string text) in _labels)
        {
            canvas.Text(left, top + (row * RowHeight) + 11, band.IsOutage ? "outagename" : "blockname", text);
        }
    }

    private void Label(TimelineBand band, double left, double width, List<LabelRow> rows)
    {
        string text = SvgText.Fit(BandText.Of(band), FontSize, width);
        double wide = SvgText.Width(text, FontSize);
        for (int row = 0; row < MaximumRows; row++)
        {
            if (row == rows.Count)
            {
                rows.Add(new LabelRow());
            }

            if (rows[row].Place(left, wide) is { } x)
            {
                _labels.Add((band, x, row, text));
                return;
            }
        }
    }
}
