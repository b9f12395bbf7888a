using System.CommandLine;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary><c>simulate [scenario.json] [--outage ID] [--delay S] [--timeout S]</c>.</summary>
internal static class SimulateCommand
{
    private static readonly Argument<FileInfo?> Scenario = new("scenario.json")
    {
        Description = "A script of network, surroundings and jobs, in place of a built-in incident.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Outage = new("--outage")
    {
        Description = "A built-in incident: " + string.Join(", ", Incidents.All.Select(incident => incident.Id)) + ".",
        HelpName = "ID",
    };

    private static readonly Option<uint?> Delay = new("--delay")
    {
        Description = "Minimum retry delay in seconds; BITS's default is 600, its floor 5.",
        HelpName = "S",
    };

    private static readonly Option<uint?> Timeout = new("--timeout")
    {
        Description = "No-progress timeout in seconds; BITS's default is 1209600 (14 days), 0 means no retries.",
        HelpName = "S",
    };

    internal static Command Create(IAnsiConsole console)
    {
        Command command = new(
            "simulate",
            "Downloads 500 MB at 8 Mbit/s through an incident and prints what happens, or runs a scenario of your own. "
            + "Without arguments: the Amazon S3 incident under BITS's defaults, and under 600/120 as an installer used them.")
        {
            Scenario,
            Outage,
            Delay,
            Timeout,
        };
        command.SetAction(parsed => Run(
            console, parsed.GetValue(Scenario), parsed.GetValue(Outage), parsed.GetValue(Delay), parsed.GetValue(Timeout)));
        return command;
    }

    private static int Run(IAnsiConsole console, FileInfo? scenario, string? outage, uint? delay, uint? timeout)
    {
        bool hasSettings = delay is not null || timeout is not null;
        if (scenario is not null)
        {
            if (outage is not null || hasSettings)
            {
                throw new UsageException("a scenario brings its own outages and settings; leave out --outage, --delay and --timeout.");
            }

            foreach (SimulationResult result in ScenarioRun.Simulate(scenario))
            {
                ResultPrinter.Print(console, result);
            }

            return 0;
        }

        Incident incident = Incidents.Find(outage ?? Incidents.Default)
            ?? throw new UsageException($"there is no incident '{outage}'; there are {string.Join(", ", Incidents.All.Select(known => known.Id))}.");
        ResultPrinter.PrintIncident(console, incident);
        foreach (RetrySettings settings in Settings(outage, delay, timeout))
        {
            ResultPrinter.Print(console, IncidentRun.Simulate(incident, settings));
        }

        return 0;
    }

    private static IEnumerable<RetrySettings> Settings(string? outage, uint? delay, uint? timeout)
    {
        yield return new RetrySettings(Span(delay), Span(timeout));
        if (outage is null && delay is null && timeout is null)
        {
            yield return new RetrySettings(TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(120));
        }
    }

    private static TimeSpan? Span(uint? seconds) => seconds is { } value ? TimeSpan.FromSeconds((long)value) : null;
}
