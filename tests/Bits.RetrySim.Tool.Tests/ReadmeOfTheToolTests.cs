using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>What the README shows of the tool is what the tool prints, and takes.</summary>
public sealed class ReadmeOfTheToolTests
{
    [Fact]
    public void Readme_Table_IsWhatTheTourPrints() =>
        ToolRun.LinesOf("simulate").Should().ContainInOrder(Readme.CodeBlocks.Single(block => block.Language == "text").Code.TrimEnd().Split('\n'));

    [Fact]
    public void Readme_Session_IsOfCommandsThatThereAre()
    {
        string[] lines = Readme.CodeBlocks.Single(block => block.Language == "console").Code.TrimEnd().Split('\n');
        string[][] commands = [.. lines.Where(line => line.StartsWith("$ bits-retrysim ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2..])];

        commands.Select(static arguments => arguments[0]).Should().Equal("download", "list", "resume");
        commands.Select(static arguments => ToolRun.Of([.. arguments, "--help"]).ExitCode).Should().OnlyContain(code => code == 0);
        lines.Should().ContainSingle(line => line == $"Transient error: {Codes.Describe(HResults.ERROR_WINHTTP_CONNECTION_ERROR)}, next attempt in 5 s, gives up in 14 d");
    }

    [Theory]
    [InlineData(0, "A laptop that sleeps through an outage")]
    [InlineData(1, "at home")]
    public void ScenariosPage_Block_Runs(int index, string expected)
    {
        using TemporaryFile scenario = new(new MarkdownPage("src/Bits.RetrySim/docs/scenarios.md").CodeBlocks.Where(block => block.Language == "json").ElementAt(index).Code);

        ToolRun.OutputOf("simulate", scenario.Path).Should().Contain(expected).And.Contain("complete at +");
    }

    [Fact]
    public void Readme_CommandsOfTheTool_AreUnderstood()
    {
        using TemporaryFile picture = new("");
        string[][] commands = [.. Readme.ToolCommands.Select(command => command.Split(' ').Select(word => word == "s3.svg" ? picture.Path : word).ToArray())];

        commands.Should().HaveCountGreaterThan(3);
        commands.Should().OnlyContain(arguments => ToolRun.Of(arguments).ExitCode == 0);
    }
}
