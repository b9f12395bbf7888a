using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Explains what occurs in a picture, and nothing else.</summary>
internal sealed class SvgLegend
{
    private const double FontSize = 12;
    private const double RowHeight = 24;
    private const double SymbolWidth = 22;
    private const double Gap = 24;

    private readonly List<(double X, int Row, string Text, Action<SvgCanvas, double, double> Draw)> _items = [];
    private double _next = SvgLane.TextLeft;
    private int _row;

    internal SvgLegend(SvgMarks seen)
    {
        foreach (BackgroundCopyJobState state in seen.States)
        {
            string? pattern = SvgPatterns.Of(state);
            Add(LaneText.StateName(state), (canvas, x, y) => canvas.Rect(x, y - 6, 18, 12, pattern is null ? state.ToString() : null, pattern));
        }

        foreach (SvgMark mark in seen.Marks)
        {
            Add(NameOf(mark), (canvas, x, y) => Draw(canvas, mark, x, y));
        }
    }

    internal double Height => _items.Count == 0 ? 0 : (_row + 1) * RowHeight;

    internal void Write(SvgCanvas canvas, double top)
    {
        canvas.Open("g", ("class", "legend"));
        foreach ((double x, int row, string text, Action<SvgCanvas, double, double> draw) in _items)
        {
            double y = top + (row * RowHeight) + 10;
            draw(canvas, x, y);
            canvas.Text(x + SymbolWidth + 4, y + 4, "soft", text);
        }

        canvas.Close();
    }

    private void Add(string text, Action<SvgCanvas, double, double> draw)
    {
        double width = SymbolWidth + 4 + SvgText.Width(text, FontSize);
        if (_next > SvgLane.TextLeft && _next + width > SvgScale.Right)
        {
            _next = SvgLane.TextLeft;
            _row++;
        }

        _items.Add((_next, _row, text, draw));
        _next += width + Gap;
    }

    private static string NameOf(SvgMark mark) => mark switch
    {
        SvgMark.Failure => "failed attempt",
        SvgMark.DenseFailures => "failed attempts, close together",
        SvgMark.Interruption => "attempt interrupted",
        SvgMark.Progress => "bytes here",
        SvgMark.Run => "more of the same",
        SvgMark.RetryDue => "retry due",
        SvgMark.Deadline => "deadline",
        SvgMark.BeginsAgain => "file begins again",
        SvgMark.Now => "now",
        SvgMark.Complete => "complete",
        SvgMark.Failed => "ended in error",
        SvgMark.Cancelled => "cancelled",
        SvgMark.Outage => "outage",
        _ => "blocked by the surroundings",
    };

    private static void Draw(SvgCanvas canvas, SvgMark mark, double x, double y)
    {
        (string left, string middle) = (Number(x), Number(y));
        switch (mark)
        {
            case SvgMark.Failure:
                canvas.Path("fail", $"M{Number(x + 6)} {Number(y - 3)}l6 6m0-6l-6 6");
                break;
            case SvgMark.DenseFailures:
                canvas.Path("dense", $"M{Number(x + 4)} {Number(y - 4)}v8m3-8v8m3-8v8m3-8v8");
                break;
            case SvgMark.Interruption:
                canvas.Path("stop", $"M{Number(x + 6)} {middle}a3 3 0 1 0 6 0a3 3 0 1 0-6 0");
                break;
            case SvgMark.Progress:
                canvas.Path("area", $"M{left} {Number(y + 6)}l18-11v11z");
                canvas.Path("line", $"M{left} {Number(y + 6)}l18-11");
                break;
            case SvgMark.Run:
                canvas.Path("run", $"M{left} {Number(y + 3)}v-5h18v5");
                break;
            case SvgMark.RetryDue or SvgMark.Deadline or SvgMark.BeginsAgain:
                canvas.Path("pole", $"M{Number(x + 6)} {Number(y - 7)}v14");
                canvas.Path("flag", $"M{Number(x + 6)} {Number(y - 7)}l7 3.5l-7 3.5z");
                break;
            case SvgMark.Now:
                canvas.Path("now", $"M{Number(x + 9)} {Number(y - 8)}v16");
                break;
            case SvgMark.Outage or SvgMark.Block:
                canvas.Rect(x, y - 6, 18, 12, null, SvgPatterns.Of(mark));
                break;
            default:
                SvgEnding.Write(canvas, EndingOf(mark), x + 9, y, 8);
                break;
        }
    }

    private static BackgroundCopyJobState EndingOf(SvgMark mark) => mark switch
    {
        SvgMark.Complete => BackgroundCopyJobState.Acknowledged,
        SvgMark.Cancelled => BackgroundCopyJobState.Cancelled,
        _ => BackgroundCopyJobState.Error,
    };
}
