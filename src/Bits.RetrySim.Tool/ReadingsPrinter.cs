using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints a <see cref="ReadingsComparison"/>.</summary>
internal static class ReadingsPrinter
{
    internal static void Print(IAnsiConsole console, ReadingsComparison comparison)
    {
        console.WriteLine(comparison.Title, Styles.Strong);
        console.WriteLine();
        Grid(comparison).WriteTo(console);
        console.WriteLine();
        if (!comparison.IsDecided)
        {
            console.WriteLine("The outcome does not depend on a reading.");
            return;
        }

        console.WriteLine("The outcome depends on the readings. One alone changes it:", Styles.Alarming);
        foreach (string reading in comparison.Decisive.DefaultIfEmpty("none; several do together"))
        {
            console.WriteLine("  " + reading);
        }
    }

    private static TextGrid Grid(ReadingsComparison comparison)
    {
        TextGrid grid = new(
            new("readings"), new("ended"), new("after", IsNumber: true), new("tries", IsNumber: true), new("bytes", IsNumber: true));
        for (int job = 0; job < comparison.Jobs.Count; job++)
        {
            grid.Add(new TextGrid.Cell(comparison.Jobs[job], Styles.Strong));
            foreach ((string name, IReadOnlyList<Outcome> outcomes) in comparison.Rows.Where(row => job < row.Outcomes.Count))
            {
                Outcome outcome = outcomes[job];
                grid.Add(
                    "  " + name,
                    new(outcome.Ending, outcome.Style),
                    Durations.Text(outcome.At),
                    string.Create(CultureInfo.InvariantCulture, $"{outcome.Attempts:N0}"),
                    string.Create(CultureInfo.InvariantCulture, $"{outcome.Bytes:N0}"));
            }
        }

        return grid;
    }
}
