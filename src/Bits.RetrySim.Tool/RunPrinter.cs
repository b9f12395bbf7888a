using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints one run for people: what it is, what to be warned of, and what happened.</summary>
internal static class RunPrinter
{
    internal static void Print(Terminal terminal, Incident incident, BackgroundCopyJob job, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        console.WriteLine(incident.Title, Styles.Strong);
        foreach (IncidentPhase phase in incident.Phases)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.From.UtcDateTime:yyyy-MM-dd HH:mm} to {phase.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {Codes.Describe(phase.Symptom)}"));
        }

        console.WriteLine($"Times: {incident.Source}. The download: {SimulatedDownload.Description}.");
        console.WriteLine();
        console.Write(job.CheckSettings());
        timeline.WriteText(terminal.Text, $"Download with {RetrySettings.Describe(job)}");
    }

    internal static void Print(Terminal terminal, string title, IReadOnlyList<BackgroundCopyJob> jobs, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        console.WriteLine(title, Styles.Strong);
        foreach (BackgroundCopyJob job in jobs)
        {
            console.WriteLine($"Job \"{SafeText.OneLine(job.DisplayName)}\": {RetrySettings.Describe(job)}");
            console.Write(job.CheckSettings());
        }

        console.WriteLine();
        timeline.WriteText(terminal.Text, "What happens");
    }
}
