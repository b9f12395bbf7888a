using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>compare [FILE] [--outage ID] [--delay LIST] [--timeout LIST]</c>.</summary>
internal static class CompareCommand
{
    internal const string Examples =
        "bits-retrysim compare --outage fastly-2021 --delay 60,10m --timeout 5,1d\n"
        + "bits-retrysim compare --outage dyn-2016 --svg grid.svg\n"
        + "bits-retrysim compare --readings --outage rogers-2022 --timeout 4h\n"
        + "bits-retrysim compare --outage dyn-2016 --client wix\n"
        + "bits-retrysim compare scenario.json --delay 60,10m --timeout 1h,1d\n"
        + "bits-retrysim compare scenario.json --run-for 1d\n"
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
            "--delay", "The rows: retry delays with commas between them, in seconds or with s, m, h or d; 5,1m,10m,1h and that of the client if not given.");
        Option<IReadOnlyList<TimeSpan>?> timeouts = Durations.ListOption(
            "--timeout", "The columns: no-progress timeouts, written like the delays; 0,5m,1h,1d,14d and that of the client if not given.");
        JobOptions job = new();
        RunForOption runFor = new();
        PictureOptions picture = new("Draws the grid into a file as well.");
        Option<bool> readings = new("--readings")
        {
            Description = "Runs one pair of settings, or a scenario, under each preset of readings instead, and tells whether the outcome depends on a reading.",
        };
        Argument<string?> scenario = new("FILE") { Description = "A scenario of your own as JSON, in place of an incident; - is standard input.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("compare", "Takes a download through an incident under each pair of settings, and shows how each ended.")
        {
            scenario,
            outage,
            delays,
            timeouts,
        };
        job.AddFixedTo(command);
        runFor.AddTo(command);
        command.Add(readings);
        picture.AddTo(command);
        scenario.Validators.Add(argument =>
        {
            // A mistyped option is no file.
            if (argument.Tokens is [{ Value: ['-', _, ..] word }])
            {
                argument.AddError(CommandLine.Unknown(word, command));
            }
        });
        command.SetAction(parsed =>
        {
            picture.Check(parsed);
            ScenarioSource? source = null;
            if (parsed.GetValue(scenario) is { } file)
            {
                source = parsed.GetValue(outage) is null
                    ? ScenarioSource.Read(file, terminal)
                    : throw CommandException.Usage("a scenario brings its own outages; leave out --outage or the scenario.");
            }

            RetrySettings others = job.ReadFixed(parsed) with { RunFor = runFor.Read(parsed, isScenario: source is not null) };
            if (parsed.GetValue(readings))
            {
                if (picture.PathOf(parsed) is not null)
                {
                    throw CommandException.Usage("--svg draws a grid of settings; leave it out with --readings.");
                }

                RetrySettings settings = new RetrySettings(One(parsed, delays), One(parsed, timeouts)).Over(others);
                CompareReadings(terminal, source, parsed.GetValue(outage) ?? Incidents.Find(StandardIncident)!, settings);
                return ExitCodes.Done;
            }

            IReadOnlyList<TimeSpan> rows = parsed.GetValue(delays) ?? With(others.Delay, Delays), columns = parsed.GetValue(timeouts) ?? With(others.Timeout, Timeouts);
            if (source?.Script.JobCount > 1 && picture.PathOf(parsed) is not null)
            {
                throw CommandException.Usage("--svg draws one job, and the scenario has several; leave it out.");
            }

            IReadOnlyList<Comparison> comparisons = terminal.Watch(progress => source is null
                ? [Comparison.Make(parsed.GetValue(outage) ?? Incidents.Find(StandardIncident)!, rows, columns, others, progress)]
                : Comparison.Make(source, rows, columns, others, progress));
            foreach (Comparison comparison in picture.IsPrinted(parsed) ? [] : comparisons)
            {
                ComparisonPrinter.Print(terminal.Output, comparison);
            }

            if (picture.PathOf(parsed) is { } path)
            {
                OutputFile.Write(path, ComparisonSvg.Draw(comparisons[0], picture.TitleOf(parsed, comparisons[0].Title), picture.ThemeOf(parsed)), terminal);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The usual ones and that of the client, in their order.</summary>
    private static TimeSpan[] With(TimeSpan? own, TimeSpan[] usual) => own is { } value ? [.. usual.Append(value).Distinct().Order()] : usual;

    private static TimeSpan? One(ParseResult parsed, Option<IReadOnlyList<TimeSpan>?> option) => parsed.GetValue(option) switch
    {
        null => null,
        [TimeSpan only] => only,
        _ => throw CommandException.Usage($"with --readings give one value for {option.Name}."),
    };

    private static void CompareReadings(Terminal terminal, ScenarioSource? source, Incident incident, RetrySettings settings)
    {
        ReadingsComparison comparison = terminal.Watch(progress => ReadingsComparison.Make(
            (string Title, IReadOnlyList<string> Jobs, IReadOnlyList<Outcome> Outcomes) (readings) =>
            {
                if (source is null)
                {
                    progress.Begin(incident.Id);
                    return (incident.Title, DownloadOnly, new[] { IncidentRun.Simulate(incident, settings with { Readings = readings }, progress) });
                }

                // A call that is refused under one reading only is an outcome as well.
                using ScenarioRun run = ScenarioRun.Simulate(source, settings with { Readings = readings }, progress);
                return (run.Title, run.Jobs.Select(job => job.DisplayName).ToArray(), run.Outcomes);
            },
            isScenario: source is not null));
        ReadingsPrinter.Print(terminal.Output, comparison);
    }
}
