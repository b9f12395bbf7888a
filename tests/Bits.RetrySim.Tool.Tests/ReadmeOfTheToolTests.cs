using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>What the README shows of the tool is what the tool prints, and takes.</summary>
public sealed class ReadmeOfTheToolTests
{
    [Fact]
    public void Readme_Table_IsWhatTheTourPrints() =>
        ToolRun.LinesOf("simulate").Should().ContainInOrder(Readme.CodeBlocks.Single(block => block.Language == "text").Code.TrimEnd().Split('\n'));

    [Fact]
    public void Readme_Scenario_IsDoneAfterOutageAndDisconnect()
    {
        using TemporaryFile scenario = new(Readme.CodeBlocks.Single(block => block.Language == "json").Code);

        // 60 MB before the outage, 120 MB between it and the loss of the network at 1:03, the other 320 MB from 1:30 on.
        ToolRun.OutputOf("simulate", scenario.Path).Should().StartWith("A bad hour, then no network\n").And.Contain("+01:35:20").And.Contain("complete at +1 h 35 min");
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
