namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>compare --readings</c>.</summary>
public sealed class CompareReadingsTests
{
    /// <summary>The network is away for more than four hours: the timeout runs in that time, or stands still.</summary>
    [Fact]
    public void CompareReadings_TimeoutWithinALostNetwork_DependsOnWhetherItRuns()
    {
        string[] lines = ToolRun.LinesOf("compare", "--readings", "--outage", "rogers-2022", "--timeout", "4h");

        lines[0].Should().StartWith("Rogers");
        lines.Should().Contain(line => Words(line).SequenceEqual(new[] { "Observed, the default", "Error: no network", "4 h 1 min", "1", "60,000,000" }));
        lines.Should().Contain(line => Words(line).SequenceEqual(new[] { "Documented", "Error: no network", "4 h 1 min", "1", "60,000,000" }));
        lines.Should().Contain(line => Words(line).SequenceEqual(new[] { "V0_1", "done", "15 h 23 min 20 s", "2", "500,000,000" }));
        lines.SkipWhile(line => !line.StartsWith("The outcome depends", StringComparison.Ordinal)).Skip(1).Take(2)
            .Should().Equal("  BlockedTimeout = Freeze", "  BlockedTimeout = Clear");
    }

    [Fact]
    public void CompareReadings_NothingHangsOnThem_SaysSo() =>
        ToolRun.OutputOf("compare", "--readings", "--delay", "10m", "--timeout", "1d").Should().Contain("Amazon S3").And.Contain("The outcome does not depend on a reading.");

    [Fact]
    public void CompareReadings_Scenario_RunsEachJobUnderEachPreset()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Scenario);
            string output = ToolRun.OutputOf("compare", path, "--readings");

            output.Should().Contain("Roaming").And.Contain("first").And.Contain("second").And.Contain("  defaultCostFlags = transferAlways").And.Contain("as the scenario says");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("compare", "--readings", "--delay", "5,60")]
    [InlineData("compare", "--readings", "--svg", "grid.svg")]
    [InlineData("compare", "--readings", "scenario.json", "--outage", "dyn-2016")]
    public void CompareReadings_WhatDoesNotFit_IsRefused(params string[] arguments) => ToolRun.ErrorOf(ExitCodes.BadInput, arguments).Should().NotBeEmpty();

    private const string Scenario = """
        {
          "name": "Roaming",
          "runFor": "1.00:00:00",
          "network": { "hosts": { "cdn.example": { "resources": { "/a.zip": { "size": 1000 }, "/b.zip": { "size": 1000 } } } } },
          "environment": [ { "at": "00:00:00", "costState": "Roaming" } ],
          "jobs": [
            { "name": "first", "files": [ { "remote": "https://cdn.example/a.zip", "local": "C:\\in\\a.zip" } ] },
            { "name": "second", "files": [ { "remote": "https://cdn.example/b.zip", "local": "C:\\in\\b.zip" } ] }
          ]
        }
        """;

    private static string[] Words(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
