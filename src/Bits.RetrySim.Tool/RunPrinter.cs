using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints one run for people: what it is, what to be warned of, and what happened.</summary>
internal static class RunPrinter
{
    internal static void Print(Terminal terminal, Incident incident, BackgroundCopyJob job, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        WriteTitle(console, incident.Title);
        foreach (IncidentPhase phase in incident.Phases)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.From.UtcDateTime:yyyy-MM-dd HH:mm} to {phase.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {Codes.Describe(phase.Symptom)}"));
        }

        console.WriteLine($"Times: {incident.Source}. The download: {SimulatedDownload.Description}.");
        console.WriteLine();
        Warnings.Write(console, job.CheckSettings());
        timeline.WriteText(terminal.Text, $"Download with {RetrySettings.Describe(job)}");
    }

    internal static void Print(Terminal terminal, string title, IReadOnlyList<BackgroundCopyJob> jobs, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        WriteTitle(console, title);
        foreach (BackgroundCopyJob job in jobs)
        {
            console.WriteLine($"Job \"{job.DisplayName}\": {RetrySettings.Describe(job)}");
            Warnings.Write(console, job.CheckSettings());
        }

        console.WriteLine();
        timeline.WriteText(terminal.Text, "What happens");
    }

    private static void WriteTitle(IAnsiConsole console, string title)
    {
        console.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
    }
}
