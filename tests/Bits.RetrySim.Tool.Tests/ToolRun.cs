using Spectre.Console;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>The command, run in this process as the shell would run it with its output in pipes.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    internal static ToolRun Of(params string[] arguments) => WithInput(null, arguments);

    /// <summary>A run that is given something on its standard input.</summary>
    internal static ToolRun WithInput(string? input, params string[] arguments) => Run(input, arguments, CancellationToken.None);

    /// <summary>A run that Ctrl-C ends.</summary>
    internal static ToolRun Until(CancellationToken interrupted, params string[] arguments) => Run(null, arguments, interrupted);

    private static ToolRun Run(string? input, string[] arguments, CancellationToken interrupted)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        Terminal terminal = new(Piped(output), Piped(error), () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input ?? "")));
        int exitCode = CommandLine.Run(arguments, terminal, interrupted);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>What a run prints that is expected to go well.</summary>
    internal static string OutputOf(params string[] arguments)
    {
        ToolRun run = Of(arguments);
        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        return run.Output;
    }

    internal static string[] LinesOf(params string[] arguments) => OutputOf(arguments).Split('\n');

    /// <summary>The one line that a run is expected to end with.</summary>
    internal static string ErrorOf(int exitCode, params string[] arguments)
    {
        ToolRun run = Of(arguments);
        run.ExitCode.Should().Be(exitCode);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith("bits-retrysim: ").And.EndWith("\n");
        run.Error.Count(letter => letter == '\n').Should().Be(1);
        return run.Error;
    }

    /// <summary>What a run prints into a terminal without colours.</summary>
    internal static string OfTerminal(int columns, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        IAnsiConsole console = Terminal.CreateConsole(new AnsiConsoleOutput(output), isRedirected: false, noColor: true);
        console.Profile.Width = columns;
        CommandLine.Run(arguments, new Terminal(console, Piped(error))).Should().Be(0);
        return output.ToString();
    }

    /// <summary>A console in a pipe. It shows no progress, however slow the machine is.</summary>
    internal static IAnsiConsole Piped(TextWriter writer) => Terminal.CreateConsole(new AnsiConsoleOutput(writer), isRedirected: true, noColor: false);
}
