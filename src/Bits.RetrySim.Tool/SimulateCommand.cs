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
        + "bits-retrysim simulate scenario.json";

    private readonly Argument<string?> _scenario = new("FILE")
    {
        Description = "A scenario of your own: network, surroundings and jobs as JSON; the README shows one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Incident?> _outage = IncidentOption.Create("One built-in incident, event by event");
    private readonly JobOptions _job = new();
    private readonly RunOutput _output = new();
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
            if (argument.Tokens is [{ Value: ['-', ..] word }])
            {
                argument.AddError(CommandLine.Unknown(word, command));
            }
        });
        simulate._job.AddTo(command);
        simulate._output.AddTo(command);
        command.SetAction(simulate.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        _output.Check(parsed);
        RetrySettings settings = _job.Read(parsed);
        switch (parsed.GetValue(_scenario), parsed.GetValue(_outage))
        {
            case (null, null) when _output.IsAsked(parsed):
                throw CommandException.Usage("--svg, --events, --json and --mermaid show one run; say which with --outage ID or a scenario.");
            case (null, null):
                Tour.Print(_terminal, settings);
                break;
            case (null, { } incident):
                RunIncident(parsed, incident, settings);
                break;
            case ({ } scenario, null) when settings.IsEmpty:
                RunScenario(parsed, scenario);
                break;
            default:
                throw CommandException.Usage(
                    "a scenario brings its own outages and settings; leave out --outage, --delay, --timeout, --priority, --inactivity and --client.");
        }

        return ExitCodes.Done;
    }

    private void RunIncident(ParseResult parsed, Incident incident, RetrySettings settings)
    {
        using IncidentRun run = _terminal.Watch(progress => IncidentRun.Recorded(incident, settings, progress));
        BackgroundCopyJob job = run.Download.Job;
        _output.Write(parsed, _terminal, run.Download.Bits, [job], incident.Title, timeline => RunPrinter.Print(_terminal, incident, job, timeline));
    }

    private void RunScenario(ParseResult parsed, string scenario)
    {
        using ScenarioRun run = _terminal.Watch(progress => ScenarioRun.Simulate(scenario, progress));
        _output.Write(parsed, _terminal, run.Bits, run.Jobs, run.Title, timeline => RunPrinter.Print(_terminal, run.Title, run.Jobs, timeline));
    }
}
