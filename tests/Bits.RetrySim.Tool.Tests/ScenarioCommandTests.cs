using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Scenarios on the command line: standard input, settings that replace their own, several managers, and what they are compared under.</summary>
public sealed class ScenarioCommandTests
{
    private const string Down = """
        {
          "name": "An hour down",
          "network": { "bitsPerSecond": 8000000, "hosts": { "cdn.example": {
            "outages": [ { "from": 10, "to": 3600, "httpStatus": 503 } ], "resources": { "/app.zip": { "size": 500000000 } } } } },
          "jobs": [ { "name": "update", "minimumRetryDelay": 600, "noProgressTimeout": 60, "priority": "low",
            "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\Downloads\\app.zip" } ] } ]
        }
        """;

    /// <summary>A service that restarts while the job waits for its retry, whose timeout is short.</summary>
    private const string Restart = """
        {
          "network": { "hosts": { "cdn.example": { "outages": [ { "from": 0, "to": 100, "httpStatus": 503 } ], "resources": { "/a": { "size": 1000 } } } } },
          "environment": [ { "at": 200, "restartService": true } ],
          "readings": { "immediateRetries": 0 },
          "jobs": [ { "name": "j", "noProgressTimeout": 600, "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ]
        }
        """;

    private const string Foreground = """
        {
          "network": { "hosts": { "cdn.example": { "resources": { "/a": { "size": 1000 } } } } },
          "environment": [ { "at": 0, "CONDITION": true } ],
          "jobs": [ { "name": "j", "priority": "foreground", "noProgressTimeout": 60, "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ]
        }
        """;

    private const string Two = """
        {
          "name": "Both",
          "network": { "hosts": { "cdn.example": { "resources": { "/a": { "size": 1000 } } } } },
          "jobs": [ { "name": "one", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ],
          "managers": [ { "name": "laptop", "jobs": [ { "name": "two", "owner": "ann", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ] } ]
        }
        """;

    [Fact]
    public void Simulate_JsonOfSeveralManagers_SaysInEachLineWhoseItIs()
    {
        string[] lines = ToolRun.WithInput(Two, "simulate", "-", "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Select(static line => JsonNode.Parse(line)!["manager"]?.GetValue<string>()).Distinct().Should().HaveCount(2).And.Contain("laptop").And.NotContainNulls();
        ToolRun.WithInput(Down, "simulate", "-", "--json").Output.Should().NotContain("\"manager\"");
    }

    [Fact]
    public void Simulate_StandardInput_IsAScenario()
    {
        ToolRun run = ToolRun.WithInput(Down, "simulate", "-");

        run.Error.Should().BeEmpty();
        run.Output.Should().StartWith("An hour down\n").And.Contain("failed at +10 s");
        ToolRun.WithInput(Down.Replace("\"name\": \"An hour down\",", "", StringComparison.Ordinal), "simulate", "-").Output.Should().StartWith("standard input\n");
    }

    [Theory]
    [InlineData("", "bits-retrysim: standard input: Line 1, column 1, the script: expected JSON")]
    [InlineData("{}", "bits-retrysim: standard input has no jobs; add a \"jobs\" array.\n")]
    public void Simulate_WrongStandardInput_IsAnErrorThatSaysWhere(string input, string message)
    {
        foreach (string[] arguments in new string[][] { ["simulate", "-"], ["compare", "-"], ["compare", "--readings", "-"] })
        {
            ToolRun run = ToolRun.WithInput(input, arguments);

            (run.ExitCode, run.Output).Should().Be((2, ""));
            run.Error.Should().StartWith(message);
            run.Error.Count(letter => letter == '\n').Should().Be(1);
        }
    }

    [Fact]
    public void Simulate_SettingsOnTheLine_ReplaceThoseOfTheFile()
    {
        using TemporaryFile file = new(Down);

        ToolRun.OutputOf("simulate", file.Path, "--timeout", "1d", "--delay", "5m").Should()
            .Contain("retry delay 5 min, no-progress timeout 1 d, priority low").And.Contain("complete at +1 h 8 min").And.NotContain("Warning");
        ToolRun.OutputOf("simulate", file.Path, "--client", "chromium").Should().Contain("retry delay 1 min, no-progress timeout 1 d, priority low");
        ToolRun.OutputOf("simulate", file.Path, "--priority", "high", "--max-download-time", "5").Should().Contain("priority high");
        ToolRun.OutputOf("simulate", file.Path, "--timeout", "900d", "--inactivity", "7").Should().Contain("\"policy.jobInactivityTimeout\"").And.Contain("complete at");
    }

    [Fact]
    public void Simulate_RunForOnTheLine_MayCutOffWhatTheFileSays()
    {
        string ended = Restart.Replace("\"readings\"", "\"runFor\": 300, \"readings\"", StringComparison.Ordinal);

        ToolRun.WithInput(ended, "simulate", "-", "--run-for", "150").Output.Should().Contain("next attempt at +10 min");
        ToolRun.WithInput(ended.Replace("\"runFor\": 300", "\"runFor\": 150", StringComparison.Ordinal), "simulate", "-").Error.Should()
            .Contain("Line 3, column 28, environment[0].at: expected a time up to \"runFor\", 00:02:30, when the simulation ends, found 200.");
    }

    [Fact]
    public void Simulate_RestartOfTheService_TheToolSetsItsCallbackAgain() =>
        ToolRun.WithInput(Restart.Replace("600", "86400", StringComparison.Ordinal), "simulate", "-").Output.Should().Contain("complete at +3 min");

    [Fact]
    public void Simulate_CallsAfterAnError_AreStillMade()
    {
        string scenario = Down.Replace("\"priority\": \"low\",", "\"priority\": \"low\", \"calls\": [ { \"at\": 7200, \"call\": \"resume\" } ],", StringComparison.Ordinal);

        ToolRun.WithInput(scenario, "simulate", "-").Output.Should().Contain("complete at +2 h 8 min");
    }

    [Fact]
    public void Simulate_Hints_SpeakOfFieldsOfJson()
    {
        string output = ToolRun.WithInput(Down.Replace("https://cdn.example/app.zip", "https://cdn.example/ap.zip", StringComparison.Ordinal), "simulate", "-").Output;

        output.ReplaceLineEndings(" ").Should().Contain("\"hosts\": { \"cdn.example\": { \"resources\": { \"/ap.zip\": { \"size\": 1000000 } } } }").And.Contain("Set \"noProgressTimeout\" to 00:10:00 or more")
            .And.NotContainAny("network.Host(", "Set NoProgressTimeout", "sizeBytes");
    }

    [Fact]
    public void Simulate_SeveralManagers_AreShownOneAfterTheOther()
    {
        string output = ToolRun.WithInput(Two, "simulate", "-").Output;

        output.Should().StartWith("Both\nJob \"one\"").And.Contain("Both: laptop\nJob \"two\"");
        ToolRun.WithInput(Two, "simulate", "-", "--events", "events.xml").Error.Should().Contain("--events writes the log of one manager, and the scenario has 2");
    }

    [Fact]
    public void Simulate_SeveralManagers_StandInOnePicture()
    {
        XElement picture = XElement.Parse(ToolRun.WithInput(Two, "simulate", "-", "--svg", "-").Output);

        XElement[] texts = [.. picture.Descendants().Where(element => element.Name.LocalName == "text")];
        texts.Where(text => (string?)text.Attribute("class") == "name").Select(text => text.Value).Should().Equal("manager 1", "one", "laptop", "two");
        texts[0].Value.Should().Be("Both");
        texts[1].Value.Should().StartWith("2 managers, 2 jobs, 2 attempts");
        picture.Elements().Single(element => element.Name.LocalName == "desc").Value.Should().Contain("manager 1: job 1  one").And.Contain("laptop: job 1  two");
    }

    [Fact]
    public void Simulate_MoreManagersThanHaveRoom_SaysHowManyAreNotDrawn()
    {
        string managers = string.Join(", ", Enumerable.Range(2, 39).Select(number => $$"""{ "name": "m{{number}}" }"""));
        string scenario = Two[..Two.IndexOf("\"managers\"", StringComparison.Ordinal)] + $"\"managers\": [ {managers} ] }}";

        string[] texts = [.. XElement.Parse(ToolRun.WithInput(scenario, "simulate", "-", "--svg", "-").Output).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];

        texts.Should().Contain("m30").And.NotContain("m31").And.Contain("And 10 more managers not drawn");
    }

    [Fact]
    public void Simulate_SeveralManagers_StandInOneDiagram()
    {
        string[] gantt = ToolRun.WithInput(Two, "simulate", "-", "--mermaid").Output.Split('\n');
        string states = ToolRun.WithInput(Two, "simulate", "-", "--mermaid-states").Output;

        gantt.Should().ContainSingle(line => line == "gantt");
        gantt.Where(line => line.StartsWith("    section ", StringComparison.Ordinal)).Should().Equal("    section manager 1, one", "    section laptop, two");
        states.Should().Contain("    [*] --> Suspended : x2\n");
    }

    [Fact]
    public void Compare_Scenario_ShowsEachPairOfSettings()
    {
        string[] lines = ToolRun.WithInput(Down, "compare", "-", "--delay", "60,10m", "--timeout", "1m,1d").Output.Split('\n');

        lines.Take(2).Should().Equal("An hour down", "Job \"update\".");
        lines.Single(line => line.StartsWith(" 10 min ", StringComparison.Ordinal)).Should().Contain("Error: connection lost").And.Contain("done");
    }

    /// <summary>The hour is over before the job's retry comes, unless the run is.</summary>
    [Fact]
    public void Compare_RunFor_CutsEachRunOff()
    {
        string[] arguments = ["compare", "-", "--delay", "10m", "--timeout", "1d"];

        ToolRun.WithInput(Down, arguments).Output.Should().Contain("done").And.NotContain("Transient error");
        ToolRun.WithInput(Down, [.. arguments, "--run-for", "30m"]).Output.Should().Contain("Transient error").And.NotContain("Error");
        ToolRun.WithInput(Down, [.. arguments, "--readings", "--run-for", "30m"]).Output.Should().Contain("Transient error");
    }

    [Theory]
    [InlineData("--run-for is for a scenario; without one, leave it out.", "compare", "--run-for", "1d")]
    [InlineData("--run-for takes a time above zero.", "compare", "-", "--run-for", "0")]
    [InlineData("there is no client 'chrom'", "compare", "-", "--client", "chrom")]
    public void Compare_WrongOptionOfRuns_IsAUsageError(string message, params string[] arguments) =>
        ToolRun.WithInput(Down, arguments).Should().Match<ToolRun>(run => run.ExitCode == 2 && run.Error.Contains(message, StringComparison.Ordinal));

    /// <summary>500 MB at 8 Mbit/s take longer than the download may.</summary>
    [Fact]
    public void Compare_MaximumDownloadTime_HoldsForAllCells() =>
        ToolRun.WithInput(Down, "compare", "-", "--delay", "10m", "--timeout", "1d", "--max-download-time", "60").Output.Should().Contain("Error: out of time");

    /// <summary>WiX has a delay of 10 min and a timeout of 2 min, so that its first failure is its last; the job itself has one of 1 min, too.</summary>
    [Fact]
    public void Compare_Client_IsARowAndAColumnAndHoldsForAllCells()
    {
        string grid = ToolRun.WithInput(Down, "compare", "-", "--client", "wix").Output;
        string readings = ToolRun.WithInput(Down, "compare", "-", "--readings", "--client", "wix").Output;

        grid.Should().Contain("2 min").And.Contain(" 10 min ");
        readings.Should().Contain("as the scenario says   Error: connection lost   10 s ");
        ToolRun.WithInput(Down, "compare", "-", "--client", "firefox", "--delay", "60").Output.Should().Contain(" 5 s").And.NotContain(" 10 min ");
    }

    [Fact]
    public void Compare_ScenarioOfSeveralJobs_ShowsAGridForEach()
    {
        ToolRun.WithInput(Two, "compare", "-", "--delay", "60", "--timeout", "1d").Output.Should().Contain("Job \"one\".").And.Contain("Job \"two\".");
        ToolRun.WithInput(Two, "compare", "-", "--svg", "grid.svg").Error.Should().Contain("--svg draws one job");
    }

    [Theory]
    [InlineData("standby", "blocksForeground = without Standby")]
    [InlineData("batteryPolicyBlocks", "blocksForeground = without BatteryPolicy")]
    [InlineData("batterySaver", "blocksForeground = with BatterySaver")]
    [InlineData("gameMode", "blocksForeground = without GameMode")]
    [InlineData("backgroundAccessBlocked", "blocksForeground = with BackgroundAccess")]
    [InlineData("systemPolicyBlocks", "blocksForeground = without SystemPolicy")]
    public void CompareReadings_ConditionOfAForegroundJob_IsFoundToMatter(string condition, string reading) =>
        ToolRun.WithInput(Foreground.Replace("CONDITION", condition, StringComparison.Ordinal), "compare", "-", "--readings").Output
            .Should().Contain($"  {reading}\n");

    [Fact]
    public void CompareReadings_Restart_IsFoundToMatter()
    {
        string output = ToolRun.WithInput(Restart, "compare", "-", "--readings").Output;

        output.Should().Contain("  restartKeepsTransientError = true\n").And.Contain("as the scenario says");
    }

    [Fact]
    public void CompareReadings_SettingsOnTheLine_ReplaceThoseOfTheFile() =>
        ToolRun.WithInput(Restart, "compare", "-", "--readings", "--timeout", "5").Output.Should().Contain("Error: HTTP 503");

    [Fact]
    public void CompareReadings_CallThatIsRefusedUnderOne_IsAnOutcome()
    {
        string scenario = Foreground.Replace("\"CONDITION\": true", "\"gameMode\": false", StringComparison.Ordinal).Replace(
            "\"noProgressTimeout\": 60,", "\"client\": { \"completes\": false }, \"calls\": [ { \"at\": 5, \"call\": \"resume\" }, { \"at\": 6, \"call\": \"complete\" } ],", StringComparison.Ordinal);

        ToolRun.WithInput(scenario, "compare", "-", "--readings").Output.Should().Contain("  resumeTransferredIsEmpty = true\n");
    }

    /// <summary>Whoever gives a URL as file has given its secrets, too.</summary>
    [Theory]
    [InlineData("simulate")]
    [InlineData("compare")]
    [InlineData("diagnose")]
    [InlineData("explain")]
    public void AnyCommand_UrlInPlaceOfAFile_ShowsNoSecret(string command) =>
        ToolRun.Of(command, "https://ann:s3cr3t@cdn.example/a.json?sig=s3cr3t").Should().Match<ToolRun>(
            run => run.ExitCode == 2 && run.Error.Contains("cdn.example/a.json", StringComparison.Ordinal) && !run.Error.Contains("s3cr3t", StringComparison.Ordinal));

    [Fact]
    public void Schema_Printed_IsThatOfTheLibrary()
    {
        string schema = ToolRun.OutputOf("schema");

        schema.Should().Be(SimulationScript.JsonSchema);
        JsonDocument.Parse(schema).RootElement.GetProperty("$ref").GetString().Should().Be("#/$defs/scenario");
    }
}
