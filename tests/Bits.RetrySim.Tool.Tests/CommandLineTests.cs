using Spectre.Console;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>What all commands have in common.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bits-retrysim simulate --outage dyn-2016", "--help")]
    [InlineData("bits-retrysim simulate scenario.json", "simulate", "--help")]
    [InlineData("bits-retrysim explain --delay 60 --timeout 5", "explain", "-h")]
    [InlineData("bits-retrysim compare --outage dyn-2016 --svg grid.svg", "compare", "-?")]
    [InlineData("bits-retrysim diagnose events.xml --replay incident.json", "diagnose", "--help")]
    [InlineData("bits-retrysim download https://cdn.example/app.zip --store jobs.db", "download", "--help")]
    [InlineData("bits-retrysim list --store jobs.db --json", "list", "--help")]
    [InlineData("bits-retrysim resume 3f2a91c0", "resume", "--help")]
    [InlineData("bits-retrysim complete 3f2a91c0 --store jobs.db", "complete", "--help")]
    public void Help_HasExamplesAndExitCodes(string example, params string[] arguments) =>
        ToolRun.OutputOf(arguments).Should().Contain("Usage:").And.Contain($"Examples:\n  ").And.Contain(example).And.Contain("Exit codes:\n  0  ")
            .And.NotContain("[default:", "defaults are told in words");

    [Theory]
    [InlineData(true)]
    [InlineData(true, "simulate")]
    [InlineData(false, "explain")]
    [InlineData(false, "compare")]
    [InlineData(false, "diagnose")]
    [InlineData(false, "schema")]
    public void Help_ExitCodeOfFailOn_IsToldWhereItCanCome(bool told, params string[] command) =>
        ToolRun.OutputOf([.. command, "--help"]).Contains("\n  1  ", StringComparison.Ordinal).Should().Be(told);

    [Fact]
    public void NoCommand_ShowsHelp() => ToolRun.OutputOf().Should().Be(ToolRun.OutputOf("--help"));

    [Fact]
    public void Version_IsThatOfTheTool() => ToolRun.OutputOf("--version").Should().MatchRegex(@"^\d+\.\d+\.\d+\n$");

    /// <summary>Every example in the help is a command that works; files stay out of it, and so do diagnose and download, which have tests of their own.</summary>
    [Fact]
    public void Examples_Work()
    {
        string[] examples = [.. ToolRun.LinesOf("--help").SkipWhile(line => line != "Examples:").Skip(1).TakeWhile(line => line.Length > 0)];

        examples.Should().HaveCountGreaterThan(6);
        string[] left = ["scenario.json", "diagnose", "download", "list", "status", "resume", "suspend", "cancel", "complete"];
        foreach (string example in examples.Where(example => !left.Any(word => example.Contains(word, StringComparison.Ordinal))))
        {
            string[] arguments = example.Trim().Split(' ')[1..];
            int svg = Array.IndexOf(arguments, "--svg");
            ToolRun.OutputOf(svg < 0 ? arguments : arguments[..svg]).Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData("'simulat' is not known here; did you mean 'simulate'? See bits-retrysim --help.", "simulat")]
    [InlineData("'frobnicate' is not known here; there are simulate, explain, compare, diagnose, schema, download, list, status, resume, suspend, cancel, complete. See bits-retrysim --help.", "frobnicate")]
    [InlineData("'--dela' is not known here; did you mean '--delay'? See bits-retrysim explain --help.", "explain", "--dela", "5")]
    [InlineData("'--dela' is not known here; did you mean '--delay'? See bits-retrysim simulate --help.", "simulate", "--dela")]
    [InlineData("'5' is not known here. See bits-retrysim explain --help.", "explain", "5")]
    [InlineData("'b.json' is not known here. See bits-retrysim simulate --help.", "simulate", "a.json", "b.json")]
    [InlineData("--svg takes the name of a file, or - for the standard output; for example --svg picture.svg. See bits-retrysim compare --help.", "compare", "--svg", "")]
    [InlineData("See bits-retrysim explain --help.", "explain", "--delay")]
    [InlineData("See bits-retrysim explain --help.", "explain", "--delay", "5", "--delay", "6")]
    public void WrongCommandLine_IsToldInOneLineWithAHint(string message, params string[] arguments) =>
        ToolRun.ErrorOf(2, arguments).Should().Contain(message);

    [Theory]
    [InlineData("simulate")]
    [InlineData("simulate", "--outage", "dyn-2016", "--client", "wix")]
    [InlineData("explain", "--delay", "0", "--timeout", "0")]
    [InlineData("compare")]
    [InlineData("--help")]
    public void Output_InAPipe_IsPlainAscii(params string[] arguments) =>
        ToolRun.OutputOf(arguments).Should().MatchRegex(@"^[\n\x20-\x7E]*$").And.NotMatchRegex(@"[ \t]+\n");

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Output_InATerminal_HasColoursUnlessTheUserWantsNone(bool noColor, bool hasCodes)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        IAnsiConsole console = Terminal.CreateConsole(new FakeTerminal(output), isRedirected: false, noColor);
        if (!noColor)
        {
            // What is found out about the terminal of the test run must not matter.
            console.Profile.Capabilities.Ansi = true;
            console.Profile.Capabilities.ColorSystem = ColorSystem.Standard;
        }

        CommandLine.Run(["simulate"], new Terminal(console, ToolRun.Piped(error))).Should().Be(0);

        output.ToString().Contains('\u001b', StringComparison.Ordinal).Should().Be(hasCodes);
        error.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("simulate", "--outage", "dyn-2016", "--json")]
    [InlineData("--help")]
    public void Output_OnAFullDisk_IsAFileError(params string[] arguments)
    {
        using FullDisk output = new();
        using StringWriter error = new() { NewLine = "\n" };

        CommandLine.Run(arguments, new Terminal(ToolRun.Piped(output), ToolRun.Piped(error))).Should().Be(2);

        error.ToString().Should().Be("bits-retrysim: the output cannot be written: No space left on device\n");
    }

    /// <summary>In a narrow terminal the columns that do not fit follow below.</summary>
    [Fact]
    public void Compare_InANarrowTerminal_GoesOnBelow()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        IAnsiConsole console = Terminal.CreateConsole(new FakeTerminal(output), isRedirected: false, noColor: true);
        console.Profile.Width = 80;

        CommandLine.Run(["compare"], new Terminal(console, ToolRun.Piped(error))).Should().Be(0);

        string[] lines = output.ToString().Split('\n');
        lines.Count(line => line.Contains("delay \\ timeout", StringComparison.Ordinal)).Should().BeGreaterThan(1);
        lines.Where(line => line.Contains("tries", StringComparison.Ordinal)).Should().OnlyContain(line => line.Length <= 80);
    }
}
