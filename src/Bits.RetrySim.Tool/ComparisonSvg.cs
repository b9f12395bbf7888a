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
    private readonly double _labelWidth;
    private readonly double _cellWidth;
    private readonly TimeSpan? _mostLost;

    private ComparisonSvg(Comparison comparison)
    {
        _comparison = comparison;
        Outcome[] all = [.. comparison.Outcomes.SelectMany(row => row)];
        _labelWidth = (comparison.Delays.Select(ComparisonPrinter.Label).Append(DelayTitle).Max(label => label.Length) * LetterWidth) + Pad;
        int letters = all.Max(outcome => Math.Max(ComparisonPrinter.Headline(outcome).Length + 4, ComparisonPrinter.Details(outcome).Length));
        _cellWidth = (letters * LetterWidth) + (2 * Pad);
        _mostLost = all.Max(outcome => outcome.Lost);
    }

    internal static string Draw(Comparison comparison) => new ComparisonSvg(comparison).Document().ToString().ReplaceLineEndings("\n") + "\n";

    private XElement Document()
    {
        string subtitle = _comparison.About;
        double grid = _labelWidth + (_comparison.Timeouts.Count * (_cellWidth + Gap)) - Gap;
        double[] widths = [NarrowestWidth, grid, _comparison.Title.Length * TitleLetterWidth, subtitle.Length * LetterWidth];
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
            new XElement(Svg + "title", new XAttribute("id", "title"), $"{_comparison.Title}: which settings get through"),
            new XElement(Svg + "desc", new XAttribute("id", "summary"), string.Join(" ", Sentences())),
            new XElement(Svg + "style", GridStyle.Sheet),
            new XElement(Svg + "rect", new XAttribute("class", "bg"), new XAttribute("width", "100%"), new XAttribute("height", "100%")),
            Text(Margin, 40, "title", _comparison.Title),
            Text(Margin, 62, "soft", subtitle),
            Text(Margin, Top - 14, "soft", DelayTitle),
            Text(Left(0), Top - 36, "soft", "no-progress timeout"),
            _comparison.Timeouts.Select((timeout, column) => Text(Left(column), Top - 14, "strong", Durations.Text(timeout))),
            _comparison.Delays.Select((delay, row) => Text(Margin, Up(row) + 26, "strong", ComparisonPrinter.Label(delay))),
            _comparison.Outcomes.SelectMany((outcomes, row) => outcomes.Select((outcome, column) => Cell(row, column, outcome))),
            Legend(Up(_comparison.Delays.Count) + 22));
    }

    private double Left(int column) => Margin + _labelWidth + (column * (_cellWidth + Gap));

    private static double Up(int row) => Top + (row * (CellHeight + Gap));

    private XElement Cell(int row, int column, Outcome outcome)
    {
        (double x, double y) = (Left(column), Up(row));
        return new XElement(
            Svg + "g",
            new XAttribute("class", Class(outcome) + (_comparison.IsBest(outcome) ? " best" : "")),
            new XElement(Svg + "title", Sentence(row, column)),
            Rect(x, y, _cellWidth, CellHeight, 6, "cell"),
            Mark(x + Pad + 8, y + 20, outcome),
            Text(x + Pad + 23, y + 25, "strong", ComparisonPrinter.Headline(outcome)),
            Text(x + Pad, y + 44, "", ComparisonPrinter.Details(outcome)),
            Bar(x + Pad, y + 51, outcome));
    }

    private XElement? Bar(double x, double y, Outcome outcome) => outcome.Lost is { } lost && lost > TimeSpan.Zero
        ? Rect(x, y, (_cellWidth - (2 * Pad)) * (lost / _mostLost!.Value), 4, 2, "bar")
        : null;

    private static XElement[] Mark(double x, double y, Outcome outcome) =>
    [
        new XElement(Svg + "circle", new XAttribute("class", "mark"), new XAttribute("cx", Number(x)), new XAttribute("cy", Number(y)), new XAttribute("r", "8")),
        new XElement(Svg + "path", new XAttribute("class", "sign"), new XAttribute("d", $"M{Number(x)} {Number(y)}{Sign(outcome)}")),
    ];

    /// <summary>A tick, a cross or a dash, drawn from the middle of the mark.</summary>
    private static string Sign(Outcome outcome) => outcome.State switch
    {
        BackgroundCopyJobState.Acknowledged => "m-3.5 0.5l2.5 2.5l4.5 -5.5",
        BackgroundCopyJobState.Error => "m-3 -3l6 6m0 -6l-6 6",
        _ => "m-3.5 0h7",
    };

    private static string Class(Outcome outcome) => outcome.State switch
    {
        BackgroundCopyJobState.Acknowledged => "done",
        BackgroundCopyJobState.Error => "error",
        _ => "gone",
    };

    /// <summary>The endings that occur, and what bar and frame mean.</summary>
    private IEnumerable<XElement> Legend(double y)
    {
        double x = Margin;
        foreach (Outcome outcome in _comparison.Outcomes.SelectMany(row => row).DistinctBy(Class).OrderBy(Class))
        {
            string text = outcome.State switch
            {
                BackgroundCopyJobState.Acknowledged => "done: all bytes came",
                BackgroundCopyJobState.Error => "ERROR: BITS gave up",
                _ => "cancelled by the inactivity policy",
            };
            yield return new XElement(Svg + "g", new XAttribute("class", Class(outcome)), Mark(x + 8, y - 4, outcome), Text(x + 23, y, "", text));
            x += 23 + (text.Length * LetterWidth) + 16;
        }

        if (_mostLost is not null)
        {
            yield return Text(Margin, y + 24, "soft", "Lost, and the bar: of the time until done, that in which the server could be");
            yield return Text(Margin, y + 42, "soft", "reached and no byte moved. Framed: the least lost.");
        }
    }

    private IEnumerable<string> Sentences() =>
        _comparison.Outcomes.SelectMany((outcomes, row) => outcomes.Select((_, column) => Sentence(row, column)));

    private string Sentence(int row, int column)
    {
        Outcome outcome = _comparison.Outcomes[row][column];
        return $"Retry delay {ComparisonPrinter.Label(_comparison.Delays[row])}, timeout {Durations.Text(_comparison.Timeouts[column])}: "
            + $"{ComparisonPrinter.Headline(outcome)}; {ComparisonPrinter.Details(outcome)}.";
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
