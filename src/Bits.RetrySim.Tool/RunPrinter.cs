using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints one run for people: what it is, how it ended, what to be warned of, and what happened.</summary>
internal sealed class RunPrinter(Terminal terminal, bool isVerbose)
{
    private readonly CodeNames _names = new();

    internal void Print(Incident incident, BackgroundCopyJob job, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        console.WriteLine(incident.Title, Styles.Strong);
        foreach (IncidentPhase phase in incident.Phases)
        {
            string to = phase.To.UtcDateTime.ToString(phase.To.UtcDateTime.Date == phase.From.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            string span = string.Create(CultureInfo.InvariantCulture, $"{phase.From.UtcDateTime:yyyy-MM-dd HH:mm} to {to} UTC  ");
            console.WriteHanging(span + Codes.Describe(phase.Symptom), span.Length);
            _names.Tell(phase.Symptom);
        }

        console.WriteHanging($"Times: {incident.Source}.", 0);
        console.WriteHanging($"The download: {SimulatedDownload.Description}; {RetrySettings.Describe(job)}.", 0);
        console.WriteLine();
        PrintEndings(timeline);
        console.Write(job.CheckSettings());
        new RunTable(timeline, _names, isVerbose).WriteTo(console);
    }

    internal void Print(string title, IReadOnlyList<BackgroundCopyJob> jobs, JobTimeline timeline)
    {
        IAnsiConsole console = terminal.Output;
        console.WriteLine(title, Styles.Strong);
        foreach (BackgroundCopyJob job in jobs)
        {
            console.WriteHanging($"Job \"{SafeText.OneLine(job.DisplayName)}\": {RetrySettings.Describe(job)}", 0);
        }

        console.WriteLine();
        PrintEndings(timeline);
        foreach (BackgroundCopyJob job in jobs)
        {
            console.Write(job.CheckSettings());
        }

        new RunTable(timeline, _names, isVerbose).WriteTo(console);
    }

    /// <summary>How each job ended, before how it came about.</summary>
    private void PrintEndings(JobTimeline timeline)
    {
        foreach (JobLane lane in timeline.Lanes)
        {
            terminal.Output.WriteHanging(LaneText.Sentence(lane), 2, Styles.Of(lane.Last.State));
        }

        terminal.Output.WriteLine();
    }
}
