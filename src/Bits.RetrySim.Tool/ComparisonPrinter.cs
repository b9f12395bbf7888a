using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints a <see cref="Comparison"/> as a grid.</summary>
internal static class ComparisonPrinter
{
    internal static void Print(IAnsiConsole console, Comparison comparison)
    {
        console.WriteLine(comparison.Title, Styles.Strong);
        console.WriteHanging(comparison.About, 0);
        for (int from = 0; from < comparison.Columns.Count;)
        {
            console.WriteLine();
            int count = Fitting(console, comparison, from);
            Grid(comparison, from, count).WriteTo(console);
            from += count;
        }

        console.WriteLine();
        console.WriteLine("Rows: retry delay; columns: no-progress timeout. lost: of the time until done,", Styles.Faint);
        console.WriteLine("that in which the server could be reached and no byte moved; * the least,", Styles.Faint);
        console.WriteLine("with the fewest tries. never retried: the settings allow no retry at all.", Styles.Faint);
    }

    /// <summary>How many columns fit side by side; the others follow below.</summary>
    private static int Fitting(IAnsiConsole console, Comparison comparison, int from)
    {
        int count = comparison.Columns.Count - from;
        while (count > 1 && Grid(comparison, from, count).Width > console.Profile.Width)
        {
            count--;
        }

        return count;
    }

    private static TextGrid Grid(Comparison comparison, int from, int count)
    {
        TextGrid grid = new([new("delay \\ timeout"), .. comparison.Columns.Skip(from).Take(count).Select(timeouts => new TextGrid.Column(Label(timeouts)))]);
        for (int row = 0; row < comparison.Delays.Count; row++)
        {
            ComparedCell[] cells = [.. comparison.Rows[row].Skip(from).Take(count)];
            grid.Add(
            [
                new TextGrid.Cell(Label(comparison.Delays[row]), Styles.Strong),
                .. cells.Select(cell => new TextGrid.Cell(Headline(cell.Outcome) + (comparison.IsBest(cell) ? " *" : ""), cell.Style)),
            ]);
            grid.Add(["", .. cells.Select(cell => new TextGrid.Cell(Details(cell)))]);
        }

        return grid;
    }

    internal static string Label((TimeSpan Asked, TimeSpan InForce) delay) => delay.Asked == delay.InForce
        ? Durations.Text(delay.Asked)
        : $"{Durations.Text(delay.Asked)} (is {Durations.Text(delay.InForce)})";

    internal static string Label(IReadOnlyList<TimeSpan> timeouts) => string.Join(", ", timeouts.Select(Durations.Text));

    internal static string Headline(Outcome outcome) => outcome.Lost is null ? outcome.Ending : $"{outcome.Ending}, lost {outcome.LostText}";

    internal static string Details(ComparedCell cell) => cell.NeverRetries
        ? $"{Durations.Text(cell.Outcome.At)}, never retried"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Durations.Text(cell.Outcome.At)}, {cell.Outcome.Attempts:N0} {(cell.Outcome.Attempts == 1 ? "try" : "tries")}");
}
