using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>simulate [FILE] [--outage ID] [settings]</c>.</summary>
internal sealed class SimulateCommand
{
    private readonly Argument<string?> _scenario = new("FILE")
    {
        Description = "A scenario of your own: network, surroundings and jobs as JSON.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Incident?> _outage = IncidentOption.Create("One built-in incident, event by event");
    private readonly JobOptions _job = new();
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
        simulate._job.AddTo(command);
        command.SetAction(simulate.Run);
        return command;
    }

    internal const string Examples =
        "bits-retrysim simulate\n"
        + "bits-retrysim simulate --delay 5m --timeout 6h\n"
        + "bits-retrysim simulate --outage dyn-2016 --client chromium\n"
        + "bits-retrysim simulate scenario.json";

    private int Run(ParseResult parsed)
    {
        RetrySettings settings = _job.Read(parsed);
        string? scenario = parsed.GetValue(_scenario);
        Incident? incident = parsed.GetValue(_outage);
        if (scenario is null && incident is null)
        {
            Tour.Print(_terminal, settings);
            return ExitCodes.Done;
        }

        if (scenario is not null && (incident is not null || !settings.IsEmpty))
        {
            throw CommandException.Usage("a scenario brings its own outages and settings; leave out --outage, --delay, --timeout, --priority, --inactivity and --client.");
        }

        return ExitCodes.Done;
    }
}
