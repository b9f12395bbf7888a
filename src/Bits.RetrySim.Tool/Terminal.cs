using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Where results and messages go.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Errors, notices and progress.</param>
/// <param name="input">Opens what is given to the command; null: that of the process.</param>
internal sealed class Terminal(IAnsiConsole output, IAnsiConsole error, Func<Stream>? input = null)
{
    /// <summary>A line in a pipe or file is never broken: whoever reads it there breaks it better.</summary>
    private const int Unbroken = 100_000;

    /// <summary>Results laid out for people.</summary>
    internal IAnsiConsole Output { get; } = output;

    /// <summary>Results for machines, written as they are.</summary>
    internal TextWriter Text => Output.Profile.Out.Writer;

    /// <summary>Errors and notices, a line each.</summary>
    internal TextWriter Error { get; } = error.Profile.Out.Writer;

    /// <summary>What is given to the command.</summary>
    internal Stream OpenInput() => (input ?? Console.OpenStandardInput)();

    internal static Terminal OfProcess()
    {
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(
            CreateConsole(new AnsiConsoleOutput(Console.Out), Console.IsOutputRedirected, noColor),
            CreateConsole(new AnsiConsoleOutput(Console.Error), Console.IsErrorRedirected, noColor),
            Console.OpenStandardInput);
    }

    /// <summary>A console that writes control codes and line graphics only to a terminal, and none at all if that is asked for.</summary>
    internal static IAnsiConsole CreateConsole(IAnsiConsoleOutput target, bool isRedirected, bool noColor)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected || noColor ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected || noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = target,
        });
        if (isRedirected)
        {
            console.Profile.Width = Unbroken;
            console.Profile.Capabilities.Unicode = false;
        }

        return console;
    }

    /// <summary>A line on which is told how something is that goes on.</summary>
    internal ProgressLine OpenLine(TimeProvider time) => new(error.Profile.Out, time);

    /// <summary>Simulates, and shows how far that has come until it is done.</summary>
    internal T Watch<T>(Func<ProgressLine, T> simulate)
    {
        using ProgressLine progress = new(error.Profile.Out, TimeProvider.System);
        return simulate(progress);
    }
}
