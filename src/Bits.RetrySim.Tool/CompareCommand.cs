using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>compare [--outage ID] [--delay LIST] [--timeout LIST]</c>.</summary>
internal static class CompareCommand
{
    internal const string Examples =
        "bits-retrysim compare --outage fastly-2021 --delay 60,10m --timeout 5,1d\n"
        + "bits-retrysim compare --outage dyn-2016 --svg grid.svg\n"
        + "bits-retrysim compare --readings --outage rogers-2022 --timeout 4h\n"
        + "bits-retrysim compare --readings scenario.json";

    private const string StandardIncident = "aws-s3-2017";

    /// <summary>The jobs of an incident.</summary>
    private static readonly string[] DownloadOnly = ["package"];

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
        PictureOptions picture = new("Draws the grid into a file as well.");
        Option<bool> readings = new("--readings")
        {
            Description = "Runs one pair of settings, or a scenario, under each preset of readings instead, and tells whether the outcome depends on a reading.",
        };
        Argument<string?> scenario = new("FILE") { Description = "With --readings: a scenario of your own as JSON.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("compare", "Takes a download through an incident under each pair of settings, and shows how each ended.")
        {
            scenario,
            outage,
            delays,
            timeouts,
            job.Priority,
            job.Inactivity,
            readings,
        };
        picture.AddTo(command);
        scenario.Validators.Add(argument =>
        {
            // A mistyped option is no file.
            if (argument.Tokens is [{ Value: ['-', ..] word }])
            {
                argument.AddError(CommandLine.Unknown(word, command));
            }
        });
        command.SetAction(parsed =>
        {
            picture.Check(parsed);
            RetrySettings others = new(Priority: parsed.GetValue(job.Priority), Inactivity: parsed.GetValue(job.Inactivity));
            if (parsed.GetValue(readings))
            {
                if (picture.PathOf(parsed) is not null)
                {
                    throw CommandException.Usage("--svg draws a grid of settings; leave it out with --readings.");
                }

                RetrySettings settings = others with { Delay = One(parsed, delays), Timeout = One(parsed, timeouts) };
                CompareReadings(terminal, parsed.GetValue(scenario), parsed.GetValue(outage), settings);
                return ExitCodes.Done;
            }

            if (parsed.GetValue(scenario) is not null)
            {
                throw CommandException.Usage("a scenario is compared under other readings only; add --readings.");
            }

            Comparison comparison = terminal.Watch(
                progress => Comparison.Make(
                    parsed.GetValue(outage) ?? Incidents.Find(StandardIncident)!,
                    parsed.GetValue(delays) ?? Delays,
                    parsed.GetValue(timeouts) ?? Timeouts,
                    others,
                    progress));
            if (!picture.IsPrinted(parsed))
            {
                ComparisonPrinter.Print(terminal.Output, comparison);
            }

            if (picture.PathOf(parsed) is { } path)
            {
                OutputFile.Write(path, ComparisonSvg.Draw(comparison, picture.TitleOf(parsed, comparison.Incident.Title), picture.ThemeOf(parsed)), terminal);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static TimeSpan? One(ParseResult parsed, Option<IReadOnlyList<TimeSpan>?> option) => parsed.GetValue(option) switch
    {
        null => null,
        [TimeSpan only] => only,
        _ => throw CommandException.Usage($"with --readings give one value for {option.Name}."),
    };

    private static void CompareReadings(Terminal terminal, string? scenario, Incident? incident, RetrySettings settings)
    {
        if (scenario is not null && (incident is not null || !settings.IsEmpty))
        {
            throw CommandException.Usage("a scenario brings its own outages and settings; leave out --outage, --delay, --timeout, --priority and --inactivity.");
        }

        Incident standard = incident ?? Incidents.Find(StandardIncident)!;
        ReadingsComparison comparison = terminal.Watch(progress => ReadingsComparison.Make((string Title, IReadOnlyList<string> Jobs, IReadOnlyList<Outcome> Outcomes) (readings) =>
        {
            if (scenario is null)
            {
                progress.Begin(standard.Id);
                return (standard.Title, DownloadOnly, new[] { IncidentRun.Simulate(standard, settings with { Readings = readings }, progress) });
            }

            using ScenarioRun run = ScenarioRun.Simulate(scenario, progress, readings);
            return (run.Title, run.Jobs.Select(job => job.DisplayName).ToArray(), run.Outcomes);
        }));
        ReadingsPrinter.Print(terminal.Output, comparison);
    }
}
