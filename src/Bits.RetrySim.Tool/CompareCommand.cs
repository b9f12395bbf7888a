using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>compare [--outage ID] [--delay LIST] [--timeout LIST]</c>.</summary>
internal static class CompareCommand
{
    internal const string Examples =
        "bits-retrysim compare --outage fastly-2021 --delay 60,10m --timeout 5,1d\n"
        + "bits-retrysim compare --outage dyn-2016 --svg grid.svg";

    private const string StandardIncident = "aws-s3-2017";

    private static readonly TimeSpan[] Delays = [.. new[] { 5, 60, 600, 3600 }.Select(seconds => TimeSpan.FromSeconds(seconds))];
    private static readonly TimeSpan[] Timeouts = [.. new[] { 0, 300, 3600, 86_400, 1_209_600 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    internal static Command Create(Terminal terminal)
    {
        Option<Incident?> outage = IncidentOption.Create($"The incident, {StandardIncident} if not given");
        Option<IReadOnlyList<TimeSpan>?> delays = Durations.ListOption(
            "--delay", "The rows: retry delays with commas between them, in seconds or with s, m, h or d; 5,1m,10m,1h if not given.");
        Option<IReadOnlyList<TimeSpan>?> timeouts = Durations.ListOption(
            "--timeout", "The columns: no-progress timeouts, written like the delays; 0,5m,1h,1d,14d if not given.");
        JobOptions job = new();
        Option<string?> svg = OutputFile.Option("Draws the grid into a file as well.");
        Command command = new("compare", "Takes a download through an incident under each pair of settings, and shows how each ended.")
        {
            outage,
            delays,
            timeouts,
            job.Priority,
            job.Inactivity,
            svg,
        };
        command.SetAction(parsed =>
        {
            RetrySettings others = new(Priority: parsed.GetValue(job.Priority), Inactivity: parsed.GetValue(job.Inactivity));
            Comparison comparison = terminal.Watch(
                progress => Comparison.Make(
                    parsed.GetValue(outage) ?? Incidents.Find(StandardIncident)!,
                    parsed.GetValue(delays) ?? Delays,
                    parsed.GetValue(timeouts) ?? Timeouts,
                    others,
                    progress));
            ComparisonPrinter.Print(terminal.Output, comparison);
            if (parsed.GetValue(svg) is { } path)
            {
                OutputFile.Write(path, ComparisonSvg.Draw(comparison), terminal);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
