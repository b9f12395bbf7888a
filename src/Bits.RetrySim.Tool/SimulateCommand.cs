using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>simulate [FILE] [--outage ID] [settings]</c>.</summary>
internal sealed class SimulateCommand
{
    internal const string Examples =
        "bits-retrysim simulate\n"
        + "bits-retrysim simulate --delay 5m --timeout 6h\n"
        + "bits-retrysim simulate --outage dyn-2016 --client chromium\n"
        + "bits-retrysim simulate --outage dyn-2016 --svg dyn.svg\n"
        + "bits-retrysim simulate scenario.json\n"
        + "bits-retrysim simulate scenario.json --delay 60 --run-for 1d";

    private readonly Argument<string?> _scenario = new("FILE")
    {
        Description = "A scenario of your own as JSON: network, surroundings and jobs; - is standard input. Settings given here replace those of its jobs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Incident?> _outage = IncidentOption.Create("One built-in incident, event by event");
    private readonly RunForOption _runFor = new();
    private readonly JobOptions _job = new();
    private readonly RunOutput _output = new();
    private readonly FailOnOption _failOn = new();
    private readonly Terminal _terminal;

    private SimulateCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        SimulateCommand simulate = new(terminal);
        Command command = new("simulate", "Takes a download through an outage in virtual time; without --outage or FILE, through all the built-in ones.")
        {
            simulate._scenario,
            simulate._outage,
        };
        simulate._scenario.Validators.Add(argument =>
        {
            // A mistyped option is no file.
            if (argument.Tokens is [{ Value: ['-', _, ..] word }])
            {
                argument.AddError(CommandLine.Unknown(word, command));
            }
        });
        simulate._job.AddTo(command);
        simulate._runFor.AddTo(command);
        simulate._output.AddTo(command);
        simulate._failOn.AddTo(command);
        command.SetAction(simulate.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        _output.Check(parsed);
        RetrySettings settings = _job.Read(parsed) with { RunFor = _runFor.Read(parsed, parsed.GetValue(_scenario) is not null) };
        switch (parsed.GetValue(_scenario), parsed.GetValue(_outage))
        {
            case (null, null) when _output.IsAsked(parsed):
                throw CommandException.Usage("--verbose, --svg, --events, --json and --mermaid show one run; say which with --outage ID or a scenario.");
            case (null, null) when _failOn.IsAsked(parsed):
                throw CommandException.Usage("--fail-on is about one run; say which with --outage ID or a scenario.");
            case (null, null):
                Tour.Print(_terminal, settings);
                break;
            case (null, { } incident):
                return RunIncident(parsed, incident, settings);
            case ({ } scenario, null):
                return RunScenario(parsed, scenario, settings);
            default:
                throw CommandException.Usage("a scenario brings its own outages; leave out --outage or the scenario.");
        }

        return ExitCodes.Done;
    }

    private int RunIncident(ParseResult parsed, Incident incident, RetrySettings settings)
    {
        using IncidentRun run = _terminal.Watch(progress => IncidentRun.Recorded(incident, settings, progress));
        BackgroundCopyJob job = run.Download.Job;
        ShownRun shown = new("", run.Download.Bits, [job], (printer, timeline) => printer.Print(incident, job, timeline));
        _output.Write(parsed, _terminal, [shown], incident.Title, _job.Caption(parsed, job));
        return _failOn.ExitCodeOf(parsed, [job]);
    }

    private int RunScenario(ParseResult parsed, string scenario, RetrySettings settings)
    {
        _output.CheckInput(parsed, scenario);
        ScenarioSource source = ScenarioSource.Read(scenario, _terminal);
        _output.CheckManagers(parsed, source.Script.ManagerCount);
        using ScenarioRun run = _terminal.Watch(progress => ScenarioRun.Simulate(source, settings, progress));
        run.ThrowIfRefused();
        string caption = run.Jobs is [var only] ? RetrySettings.Describe(only) : "";
        _output.Write(parsed, _terminal, [.. run.Simulations.Select((bits, index) => Shown(source, run, bits, index))], run.Title, caption);
        return _failOn.ExitCodeOf(parsed, run.Jobs);
    }

    /// <summary>The first manager has the name of the scenario; beside others it goes by its number.</summary>
    private static ShownRun Shown(ScenarioSource source, ScenarioRun run, BitsSimulation bits, int index)
    {
        string name = SafeText.OneLine(source.Script.ManagerNames[index]);
        string title = index == 0 ? run.Title : $"{run.Title}: {name}";
        string beside = run.Simulations.Count == 1 ? "" : index == 0 ? "manager 1" : name;
        return new ShownRun(beside, bits, bits.ScriptJobs, (printer, timeline) => printer.Print(title, bits.ScriptJobs, timeline));
    }
}
