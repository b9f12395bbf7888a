using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Text in columns, as wide as its content and no wider, without blanks at line ends: it looks the same in a terminal and, less the colours,
/// in a pipe.
/// </summary>
internal sealed class TextGrid(params TextGrid.Column[] columns)
{
    private const string Gap = "  ";
    private readonly List<Cell[]> _rows = [];

    internal readonly record struct Column(string Title, bool IsNumber = false);

    internal readonly record struct Cell(string Text, Style? Style = null)
    {
        public static implicit operator Cell(string text) => new(text);
    }

    internal int Width => Widths().Sum(width => width + Gap.Length) - 1;

    /// <summary>A line with a cell for each column, or fewer: the last one given then runs over the rest.</summary>
    internal void Add(params Cell[] cells) => _rows.Add(cells);

    internal void WriteTo(IAnsiConsole console)
    {
        int[] widths = Widths();
        if (columns.Any(column => column.Title.Length > 0))
        {
            Write(console, [.. columns.Select(column => new Cell(column.Title, Styles.Faint))], widths);
            console.WriteLine(" " + new string(console.Profile.Capabilities.Unicode ? '\u2500' : '-', Width - 1));
        }

        foreach (Cell[] row in _rows)
        {
            Write(console, row, widths);
        }
    }

    private int[] Widths() => [.. columns.Select((column, i) => _rows
        .Where(row => row.Length > i + 1 || row.Length == columns.Length)
        .Select(row => row[i].Text.Length)
        .Append(column.Title.Length)
        .Max())];

    private void Write(IAnsiConsole console, Cell[] cells, int[] widths)
    {
        Paragraph line = new();
        string pending = " ";
        for (int i = 0; i < cells.Length; i++)
        {
            (string text, Style? style) = cells[i];
            int free = cells.Length < columns.Length && i == cells.Length - 1 ? 0 : widths[i] - text.Length;
            string before = columns[i].IsNumber ? new string(' ', free) : "";
            if (text.Length > 0)
            {
                line.Append(pending + before).Append(text, style);
                pending = "";
            }

            pending += (columns[i].IsNumber && text.Length > 0 ? "" : new string(' ', free)) + Gap;
        }

        console.Write(line);
        console.WriteLine();
    }
}
