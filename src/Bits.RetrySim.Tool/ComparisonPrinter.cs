using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints a <see cref="Comparison"/> as a grid.</summary>
internal static class ComparisonPrinter
{
    internal static void Print(IAnsiConsole console, Comparison comparison)
    {
        console.WriteLine(comparison.Title, Styles.Strong);
        console.WriteLine(comparison.About);
        for (int from = 0; from < comparison.Timeouts.Count;)
        {
            console.WriteLine();
            int count = Fitting(console, comparison, from);
            Grid(comparison, from, count).WriteTo(console);
            from += count;
        }

        console.WriteLine();
        console.WriteLine("Rows: retry delay; columns: no-progress timeout. lost: of the time until done,", Styles.Faint);
        console.WriteLine("that in which the server could be reached and no byte moved; * the least.", Styles.Faint);
    }

    /// <summary>How many columns fit side by side; the others follow below.</summary>
    private static int Fitting(IAnsiConsole console, Comparison comparison, int from)
    {
        int count = comparison.Timeouts.Count - from;
        while (count > 1 && Grid(comparison, from, count).Width > console.Profile.Width)
        {
            count--;
        }

        return count;
    }

    private static TextGrid Grid(Comparison comparison, int from, int count)
    {
        IEnumerable<TimeSpan> timeouts = comparison.Timeouts.Skip(from).Take(count);
        TextGrid grid = new([new("delay \\ timeout"), .. timeouts.Select(timeout => new TextGrid.Column(Durations.Text(timeout)))]);
        for (int row = 0; row < comparison.Delays.Count; row++)
        {
            Outcome[] outcomes = [.. comparison.Outcomes[row].Skip(from).Take(count)];
            grid.Add(
            [
                new TextGrid.Cell(Label(comparison.Delays[row]), Styles.Strong),
                .. outcomes.Select(outcome => new TextGrid.Cell(Headline(outcome) + (comparison.IsBest(outcome) ? " *" : ""), outcome.Style)),
            ]);
            grid.Add(["", .. outcomes.Select(outcome => new TextGrid.Cell(Details(outcome)))]);
        }

        return grid;
    }

    internal static string Label((TimeSpan Asked, TimeSpan InForce) delay) => delay.Asked == delay.InForce
        ? Durations.Text(delay.Asked)
        : $"{Durations.Text(delay.Asked)} (is {Durations.Text(delay.InForce)})";

    internal static string Headline(Outcome outcome) => outcome.Lost is null ? outcome.Ending : $"{outcome.Ending}, lost {outcome.LostText}";

    internal static string Details(Outcome outcome) => string.Create(
        CultureInfo.InvariantCulture, $"{Durations.Text(outcome.At)}, {outcome.Attempts:N0} {(outcome.Attempts == 1 ? "try" : "tries")}");
}
