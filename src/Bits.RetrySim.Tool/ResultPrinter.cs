using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints what a job went through, and how it ended.</summary>
internal static class ResultPrinter
{
    internal static void PrintIncident(IAnsiConsole console, Incident incident)
    {
        console.MarkupLineInterpolated($"[bold]{incident.Title}[/]");
        foreach (IncidentPhase phase in incident.Phases)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.From.UtcDateTime:yyyy-MM-dd HH:mm} to {phase.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {Codes.Describe(phase.Symptom)}"));
        }

        console.WriteLine($"Times from: {incident.Source}. The download: 500 MB at 8 Mbit/s.");
        console.WriteLine();
    }

    internal static void Print(IAnsiConsole console, SimulationResult result)
    {
        console.MarkupLineInterpolated($"[bold]Job \"{result.Name}\"[/], {result.Settings}");
        foreach (SettingsWarning warning in result.Warnings)
        {
            console.MarkupLineInterpolated($"[yellow]Warning:[/] {warning.Message}");
        }

        console.Write(TableOf(result));
        console.MarkupLineInterpolated($"[bold]{Ending(result)}[/]");
        console.WriteLine();
    }

    private static Table TableOf(SimulationResult result)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("UTC", "since start", "what happens", "state");
        foreach (EventRow row in EventRows.Of(result))
        {
            table.AddRow(
                new Text(string.Create(CultureInfo.InvariantCulture, $"{(result.Start + row.At).UtcDateTime:yyyy-MM-dd HH:mm:ss}")),
                new Text(string.Create(CultureInfo.InvariantCulture, $"+{Seconds(row.At):c}")),
                new Text(row.What),
                new Text(row.State));
        }

        return table;
    }

    private static string Ending(SimulationResult result)
    {
        string when = string.Create(CultureInfo.InvariantCulture, $"+{Seconds(result.Status.Since):c} after {Count(result.Status.Attempts, "attempt")} and {Count(result.ErrorCount, "failure")}");
        return result.State switch
        {
            BackgroundCopyJobState.Acknowledged => string.Create(CultureInfo.InvariantCulture, $"Ended well at {when}: {result.Progress.BytesTransferred:N0} bytes are here."),
            BackgroundCopyJobState.Error => $"Ended in ERROR at {when}: {Codes.Describe(result.Error!.Code)}",
            BackgroundCopyJobState.Cancelled => $"Cancelled by the inactivity policy at {when}; its files are deleted.",
            _ => $"Not ended: {result.Status}",
        };
    }

    private static TimeSpan Seconds(TimeSpan instant) => TimeSpan.FromSeconds(Math.Floor(instant.TotalSeconds));

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
