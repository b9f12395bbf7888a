using System.Globalization;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Draws a <see cref="Comparison"/>: a coloured cell for each pair of settings, with a mark for how it ended and a bar for what was lost.
/// </summary>
internal sealed class ComparisonSvg
{
    private const int Margin = 24;
    private const int Gap = 6;
    private const int CellHeight = 62;
    private const int Pad = 12;
    private const int Top = 128;
    private const int LegendHeight = 48;
    private const int NoteHeight = 42;

    /// <summary>Wide enough for the legend.</summary>
    private const int NarrowestWidth = 560;
    private const double TitleLetterWidth = 10.5;

    /// <summary>The mean width of a letter of the common sans-serif fonts at 13 px, rounded up.</summary>
    private const double LetterWidth = 7.1;

    private const string DelayTitle = "retry delay";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly Comparison _comparison;
    private readonly string _title;
    private readonly TimelineTheme _theme;
    private readonly double _labelWidth;
    private readonly double _cellWidth;
    private readonly TimeSpan? _mostLost;

    private ComparisonSvg(Comparison comparison, string title, TimelineTheme theme)
    {
        (_comparison, _title, _theme) = (comparison, SafeText.OneLine(title), theme);
        ComparedCell[] all = [.. comparison.Rows.SelectMany(row => row)];
        _labelWidth = (comparison.Delays.Select(ComparisonPrinter.Label).Append(DelayTitle).Max(label => label.Length) * LetterWidth) + Pad;
        int letters = Math.Max(
            comparison.Columns.Max(timeouts => ComparisonPrinter.Label(timeouts).Length),
            all.Max(cell => Math.Max(ComparisonPrinter.Headline(cell.Outcome).Length + 4, ComparisonPrinter.Details(cell).Length)));
        _cellWidth = (letters * LetterWidth) + (2 * Pad);
        _mostLost = all.Max(cell => cell.Outcome.Lost);
    }

    internal static string Draw(Comparison comparison, string title, TimelineTheme theme) => new ComparisonSvg(comparison, title, theme).Document().ToString().ReplaceLineEndings("\n") + "\n";

    private XElement Document()
    {
        string subtitle = _comparison.About;
        double grid = _labelWidth + (_comparison.Columns.Count * (_cellWidth + Gap)) - Gap;
        double[] widths = [NarrowestWidth, grid, _title.Length * TitleLetterWidth, subtitle.Length * LetterWidth];
        double width = (2 * Margin) + widths.Max();
        double height = Top + (_comparison.Delays.Count * (CellHeight + Gap)) + LegendHeight + (_mostLost is null ? 0 : NoteHeight);
        return new XElement(
            Svg + "svg",
            new XAttribute("class", GridStyle.RootClass),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", "title summary"),
            new XElement(Svg + "title", new XAttribute("id", "title"), $"{_title}: which settings get through"),
            new XElement(Svg + "desc", new XAttribute("id", "summary"), string.Join(" ", Sentences())),
            new XElement(Svg + "style", GridStyle.Sheet(_theme)),
            new XElement(Svg + "rect", new XAttribute("class", "bg"), new XAttribute("width", "100%"), new XAttribute("height", "100%")),
            Text(Margin, 40, "title", _title),
            Text(Margin, 62, "soft", subtitle),
            Text(Margin, Top - 14, "soft", DelayTitle),
            Text(Left(0), Top - 36, "soft", "no-progress timeout"),
            _comparison.Columns.Select((timeouts, column) => Text(Left(column), Top - 14, "strong", ComparisonPrinter.Label(timeouts))),
            _comparison.Delays.Select((delay, row) => Text(Margin, Up(row) + 26, "strong", ComparisonPrinter.Label(delay))),
            _comparison.Rows.SelectMany((cells, row) => cells.Select((cell, column) => Cell(row, column, cell))),
            Legend(Up(_comparison.Delays.Count) + 22));
    }

    private double Left(int column) => Margin + _labelWidth + (column * (_cellWidth + Gap));

    private static double Up(int row) => Top + (row * (CellHeight + Gap));

    private XElement Cell(int row, int column, ComparedCell cell)
    {
        (double x, double y) = (Left(column), Up(row));
        return new XElement(
            Svg + "g",
            new XAttribute("class", Class(cell) + (_comparison.IsBest(cell) ? " best" : "")),
            new XElement(Svg + "title", Sentence(row, column)),
            Rect(x, y, _cellWidth, CellHeight, 6, "cell"),
            Mark(x + Pad + 8, y + 20, cell),
            Text(x + Pad + 23, y + 25, "strong", ComparisonPrinter.Headline(cell.Outcome)),
            Text(x + Pad, y + 44, "", ComparisonPrinter.Details(cell)),
            Bar(x + Pad, y + 51, cell.Outcome));
    }

    private XElement? Bar(double x, double y, Outcome outcome) => outcome.Lost is { } lost && lost > TimeSpan.Zero
        ? Rect(x, y, (_cellWidth - (2 * Pad)) * (lost / _mostLost!.Value), 4, 2, "bar")
        : null;

    private static XElement[] Mark(double x, double y, ComparedCell cell) =>
    [
        new XElement(Svg + "circle", new XAttribute("class", "mark"), new XAttribute("cx", Number(x)), new XAttribute("cy", Number(y)), new XAttribute("r", "8")),
        new XElement(Svg + "path", new XAttribute("class", "sign"), new XAttribute("d", $"M{Number(x)} {Number(y)}{Sign(cell)}")),
    ];

    /// <summary>A tick, a cross, an exclamation mark or a dash, drawn from the middle of the mark.</summary>
    private static string Sign(ComparedCell cell) => cell.Outcome.State switch
    {
        BackgroundCopyJobState.Acknowledged => "m-3.5 0.5l2.5 2.5l4.5 -5.5",
        BackgroundCopyJobState.Error when cell.NeverRetries => "m0 -4v5m0 3v1",
        BackgroundCopyJobState.Error => "m-3 -3l6 6m0 -6l-6 6",
        _ => "m-3.5 0h7",
    };

    private static string Class(ComparedCell cell) => cell.Outcome.State switch
    {
        BackgroundCopyJobState.Acknowledged => "done",
        BackgroundCopyJobState.Error when cell.NeverRetries => "doomed",
        BackgroundCopyJobState.Error => "error",
        _ => "gone",
    };

    /// <summary>The endings that occur, and what bar and frame mean.</summary>
    private IEnumerable<XElement> Legend(double y)
    {
        double x = Margin;
        foreach (ComparedCell cell in _comparison.Rows.SelectMany(row => row).DistinctBy(Class).OrderBy(Class))
        {
            string text = cell.Outcome.State switch
            {
                BackgroundCopyJobState.Acknowledged => "done: all bytes came",
                BackgroundCopyJobState.Error when cell.NeverRetries => "never retried: the settings allow no retry",
                BackgroundCopyJobState.Error => "Error: BITS gave up",
                _ => "cancelled by the inactivity policy",
            };
            yield return new XElement(Svg + "g", new XAttribute("class", Class(cell)), Mark(x + 8, y - 4, cell), Text(x + 23, y, "", text));
            x += 23 + (text.Length * LetterWidth) + 16;
        }

        if (_mostLost is not null)
        {
            yield return Text(Margin, y + 24, "soft", "Lost, and the bar: of the time until done, that in which the server could be");
            yield return Text(Margin, y + 42, "soft", "reached and no byte moved. Framed: the least lost, with the fewest tries.");
        }
    }

    private IEnumerable<string> Sentences() =>
        _comparison.Rows.SelectMany((cells, row) => cells.Select((_, column) => Sentence(row, column)));

    private string Sentence(int row, int column)
    {
        ComparedCell cell = _comparison.Rows[row][column];
        return $"Retry delay {ComparisonPrinter.Label(_comparison.Delays[row])}, timeout {ComparisonPrinter.Label(_comparison.Columns[column])}: "
            + $"{ComparisonPrinter.Headline(cell.Outcome)}; {ComparisonPrinter.Details(cell)}.";
    }

    private static XElement Rect(double x, double y, double width, double height, double radius, string kind) => new(
        Svg + "rect",
        new XAttribute("class", kind),
        new XAttribute("x", Number(x)),
        new XAttribute("y", Number(y)),
        new XAttribute("width", Number(width)),
        new XAttribute("height", Number(height)),
        new XAttribute("rx", Number(radius)));

    private static XElement Text(double x, double y, string kind, string text) => new(
        Svg + "text", kind.Length > 0 ? new XAttribute("class", kind) : null, new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
