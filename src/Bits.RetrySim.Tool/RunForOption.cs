using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>--run-for</c>: how long a scenario runs.</summary>
internal sealed class RunForOption
{
    private readonly Option<TimeSpan?> _option = Durations.Option(
        "--run-for", "How long a scenario runs, written like the delay, in place of its own \"runFor\".");

    internal void AddTo(Command command) => command.Add(_option);

    /// <summary>Null: as long as the scenario says.</summary>
    /// <exception cref="CommandException">There is no scenario, or no time.</exception>
    internal TimeSpan? Read(ParseResult parsed, bool isScenario) => parsed.GetValue(_option) switch
    {
        { } when !isScenario => throw CommandException.Usage("--run-for is for a scenario; without one, leave it out."),
        { Ticks: 0 } => throw CommandException.Usage("--run-for takes a time above zero."),
        var runFor => runFor,
    };
}
