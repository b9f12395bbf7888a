using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>--fail-on error|cancelled</c>: how no job may end, for a build that runs the command.</summary>
internal sealed class FailOnOption
{
    internal const string Name = "--fail-on";

    private readonly Option<Ending[]> _option = new(Name)
    {
        HelpName = "ENDING",
        Description = "Exits with 1 if a job ends so: error, cancelled, or both with a comma between them. It may be given more than once.",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = argument =>
        [
            .. argument.Tokens.SelectMany(token => token.Value.Split(',')).Select(name => NamedValue.Parse<Ending>(argument, "ending", name) ?? default).Distinct(),
        ],
    };

    private enum Ending
    {
        Error,
        Cancelled,
    }

    internal void AddTo(Command command) => command.Add(_option);

    internal bool IsAsked(ParseResult parsed) => parsed.GetValue(_option) is { Length: > 0 };

    internal int ExitCodeOf(ParseResult parsed, IEnumerable<BackgroundCopyJob> jobs)
    {
        Ending[] endings = parsed.GetValue(_option) ?? [];
        return jobs.Any(job => EndingOf(job.State) is { } ending && endings.Contains(ending)) ? ExitCodes.FailedOn : ExitCodes.Done;
    }

    private static Ending? EndingOf(BackgroundCopyJobState state) => state switch
    {
        BackgroundCopyJobState.Error => Ending.Error,
        BackgroundCopyJobState.Cancelled => Ending.Cancelled,
        _ => null,
    };
}
