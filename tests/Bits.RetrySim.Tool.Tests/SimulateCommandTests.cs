using System.Text.Json;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>simulate</c> of one incident or scenario.</summary>
public sealed class SimulateCommandTests
{
    private const string Scenario = """
        {
          "network": { "bitsPerSecond": 8000000, "hosts": { "cdn.example": {
            "outages": [ { "from": "00:01:00", "to": "00:05:00", "httpStatus": 503 } ],
            "resources": { "/app.zip": { "size": 500000000 } } } } },
          "environment": [ { "at": "00:12:00", "network": "down" }, { "at": "00:13:00", "network": "up" } ],
          "jobs": [ { "name": "update", "minimumRetryDelay": 600, "noProgressTimeout": 60,
            "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\Downloads\\app.zip" } ] } ]
        }
        """;

    [Theory]
    [InlineData("facebook-2021", "complete at +7 h 28 min; 45 attempts, 44 failed; 500 MB")]
    [InlineData("rogers-2022", "complete at +15 h 23 min; 2 attempts; 500 MB")]
    [InlineData("long-offline", "given up at +14 d; 1 attempt; 60 MB")]
    [InlineData("dead-origin", "given up at +14 d; 2,017 attempts, 2,017 failed; 0 bytes")]
    public void Simulate_Incident_TellsHowItEnds(string incident, string ending) =>
        ToolRun.OutputOf("simulate", "--outage", incident).Should().Contain(ending);

    [Fact]
    public void Simulate_Incident_SaysWhatWasSeenAndWhen() => ToolRun.OutputOf("simulate", "--outage", "AWS-S3-2017").Should()
        .StartWith("Amazon S3 in us-east-1, 28 February 2017\n2017-02-28 17:37 to 21:54 UTC  HTTP status 503: Service Unavailable (0x801901F7)\n")
        .And.Contain("2017-02-28 21:57:00  Transferring");

    [Fact]
    public void Simulate_Incident_FoldsCallsOfAnInstantAndNamesEachErrorOnce()
    {
        string[] lines = ToolRun.LinesOf("simulate", "--outage", "fastly-2021", "--delay", "60");

        lines.Should().ContainSingle(line => line.EndsWith("the client calls CreateJob package, AddFile, SetMinimumRetryDelay 00:01:00, SetNotifyInterface callback, Resume", StringComparison.Ordinal));
        lines.Should().ContainSingle(line => line.Contains("0x80072EFE", StringComparison.Ordinal)).And.ContainSingle(line => line.Contains("0x801901F7", StringComparison.Ordinal));
        lines.Should().ContainSingle(line => line.EndsWith("attempts 2 to 49 failed: HTTP 503; one every 1 min", StringComparison.Ordinal));
    }

    [Fact]
    public void Simulate_Verbose_TellsEachCallAndEachErrorInFull() =>
        ToolRun.LinesOf("simulate", "--outage", "fastly-2021", "--delay", "60", "--verbose").Should()
            .ContainSingle(line => line.EndsWith("the client calls Resume", StringComparison.Ordinal)).And
            .ContainSingle(line => line.EndsWith("attempts 2 to 49 failed: HTTP status 503: Service Unavailable (0x801901F7); one every 1 min", StringComparison.Ordinal));

    /// <summary>80 columns are what a terminal has unless somebody makes it wider.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void Simulate_InATerminal_FitsIntoIt(int columns)
    {
        string[] lines = ToolRun.OfTerminal(columns, "simulate", "--outage", "dyn-2016", "--client", "chromium").Split('\n');

        lines.Where(line => line.Length > columns && line.Contains(' ', StringComparison.Ordinal)).Should().BeEmpty();
        string.Join(' ', lines.Select(line => line.Trim())).Should().Contain("attempts 2 to 130 failed: name not resolved; one every 1 min", "words are not broken").And.NotContain("2016-10-21 11:10:00");
    }

    [Theory]
    [InlineData("error", "dead-origin", 1)]
    [InlineData("error", "aws-s3-2017", 0)]
    [InlineData("cancelled", "dead-origin", 0)]
    [InlineData("CANCELLED,error", "dead-origin", 1)]
    public void Simulate_FailOn_ExitsWithOneIfAJobEndsSo(string endings, string incident, int exitCode) =>
        ToolRun.Of("simulate", "--outage", incident, "--fail-on", endings).ExitCode.Should().Be(exitCode);

    [Fact]
    public void Simulate_FailOnCancelled_SeesTheInactivityPolicy() =>
        ToolRun.Of("simulate", "--outage", "long-offline", "--inactivity", "7", "--fail-on", "error", "--fail-on", "cancelled").ExitCode.Should().Be(1);

    [Fact]
    public void Simulate_SvgToTheStandardOutput_IsAllThatIsPrinted()
    {
        string picture = ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--client", "chromium", "--svg", "-", "--title", "Ours", "--theme", "dark");

        XElement svg = XElement.Parse(picture);
        svg.Elements().First().Value.Should().Be("Ours");
        picture.Should().Contain("chromium: retry delay 1 min, no-progress timeout 1 d, priority normal. 1 job").And.NotContain("prefers-color-scheme");
    }

    [Fact]
    public void Simulate_SvgOverALinkToItsInput_IsRefused()
    {
        using TemporaryFile file = new(Scenario);
        string link = file.Path + ".link";
        File.CreateSymbolicLink(link, file.Path);

        ToolRun.ErrorOf(2, "simulate", file.Path, "--svg", link).Should().Contain("is the scenario itself");

        File.Delete(link);
        File.ReadAllText(file.Path).Should().Be(Scenario);
    }

    [Fact]
    public void Simulate_SvgOverItsInput_IsRefused()
    {
        using TemporaryFile file = new(Scenario);

        ToolRun.ErrorOf(2, "simulate", file.Path, "--svg", file.Path).Should().Contain("is the scenario itself");
        File.ReadAllText(file.Path).Should().Be(Scenario);
    }

    [Fact]
    public void Simulate_WithSettings_UsesThem() =>
        ToolRun.OutputOf("simulate", "--outage", "dead-origin", "--delay", "60", "--timeout", "1d", "--priority", "low").Should()
            .Contain("retry delay 1 min, no-progress timeout 1 d, priority low").And.Contain("given up at +1 d; 1,441 attempts");

    [Fact]
    public void Simulate_WithInactivity_IsCancelledThen() =>
        ToolRun.OutputOf("simulate", "--outage", "long-offline", "--inactivity", "7").Should().Contain("cancelled by policy at +7 d");

    [Fact]
    public void Simulate_Client_HasItsSettingsAndWarnings() => ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--client", "wix").Should()
        .Contain("retry delay 10 min, no-progress timeout 2 min, priority foreground").And.Contain("Warning: The retry delay of 10m exceeds").And.Contain("Set --timeout to 10m or more, or --delay to 2m or less; if no retry is wanted, --timeout 0 says so.");

    [Fact]
    public void Simulate_ClientAndOption_TheOptionWins() => ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--client", "wix", "--timeout", "1h")
        .Should().Contain("retry delay 10 min, no-progress timeout 1 h, priority foreground");

    [Fact]
    public void Simulate_Json_PrintsNothingButObjects()
    {
        string[] lines = ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--client", "wix", "--json").Split('\n');

        lines[^1].Should().BeEmpty();
        foreach (string line in lines[..^1])
        {
            using JsonDocument document = JsonDocument.Parse(line);
            document.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        }
    }

    [Fact]
    public void Simulate_Mermaid_PrintsNothingButTheDiagram() =>
        ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--mermaid").Should().StartWith("---\ntitle: ").And.Contain("\ngantt\n");

    [Fact]
    public void Simulate_MermaidStates_PrintsNothingButTheDiagram() =>
        ToolRun.OutputOf("simulate", "--outage", "aws-s3-2017", "--mermaid-states").Should().StartWith("---\ntitle: ").And.Contain("\nstateDiagram-v2\n");

    [Fact]
    public void Simulate_Svg_OverwritesTheFileAndSaysSoOnStandardError()
    {
        using TemporaryFile file = new("what was there before");

        ToolRun run = ToolRun.Of("simulate", "--outage", "aws-s3-2017", "--json", "--svg", file.Path);

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("{").And.NotContain("Wrote");
        run.Error.Should().Be($"Wrote the picture to {file.Path}.\n");
        XDocument.Load(file.Path).Root!.Name.LocalName.Should().Be("svg");
    }

    [Fact]
    public void Simulate_SvgThatCannotBeWritten_IsAFileError()
    {
        ToolRun run = ToolRun.Of("simulate", "--outage", "aws-s3-2017", "--svg", Path.Combine(Path.GetTempPath(), "no-such-folder", "picture.svg"));

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("bits-retrysim: '").And.Contain("cannot be written: ");
        run.Error.Count(letter => letter == '\n').Should().Be(1);
    }

    [Fact]
    public void Simulate_Scenario_RunsItsJobsAndWarns()
    {
        using TemporaryFile file = new(Scenario);

        ToolRun.OutputOf("simulate", file.Path).Should()
            .Contain("Job \"update\": retry delay 10 min, no-progress timeout 1 min, priority normal\n\njob 1  update: failed at +1 min; 1 attempt, 1 failed; 60 MB of 500 MB").And.Contain("\n\nWarning: The retry delay").And.Contain("Set \"noProgressTimeout\" to 00:10:00 or more, or \"minimumRetryDelay\" to 00:01:00 or less");
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("{ \"name\": \"Two bad hours\",", "Two bad hours")]
    public void Simulate_Scenario_IsCalledByItsNameOrElseItsFile(string begin, string? title)
    {
        using TemporaryFile file = new(begin + Scenario[1..]);

        ToolRun.OutputOf("simulate", file.Path).Should().StartWith((title ?? Path.GetFileName(file.Path)) + "\n");
        ToolRun.OutputOf("simulate", file.Path, "--mermaid").Should().StartWith($"---\ntitle: \"{title ?? Path.GetFileName(file.Path)}\"\n");
    }

    [Fact]
    public void Simulate_ScenarioWithEscapesInItsNames_SendsNoneToTheTerminal()
    {
        const string Escape = "\\u001b[2J\\u202e";
        using TemporaryFile file = new("{ \"name\": \"a" + Escape + "\", " + Scenario[1..].Replace("\"update\"", "\"b" + Escape + "\"", StringComparison.Ordinal));

        ToolRun.OutputOf("simulate", file.Path).Should().NotContainAny("\u001b", "\u202e").And.Contain("a\\u001B[2J").And.Contain("b\\u001B[2J");
    }

    [Fact]
    public void Simulate_ScenarioAsJson_HasItsEvents()
    {
        using TemporaryFile file = new(Scenario);

        ToolRun.OutputOf("simulate", file.Path, "--json").Should().StartWith("{").And.Contain("\"from\":\"Transferring\",\"to\":\"Error\"");
    }

    [Fact]
    public void Simulate_ScenarioThatStopsBefore_SaysWhatIsDue()
    {
        using TemporaryFile file = new(Scenario);

        ToolRun.OutputOf("simulate", file.Path, "--timeout", "100m", "--run-for", "2m").Should().Contain("transient error since +1 min").And.Contain("next attempt at +11 min");
    }

    [Theory]
    [InlineData("there is no incident 's3-2017'; did you mean 'aws-s3-2017'?", "simulate", "--outage", "s3-2017")]
    [InlineData("there is no incident 'solar storm'; there are facebook-2021, aws-s3-2017,", "simulate", "--outage", "solar storm")]
    [InlineData("there is no client 'chrome'; did you mean 'chromium'?", "simulate", "--client", "chrome")]
    [InlineData("there is no priority 'hi'; did you mean 'high'?", "simulate", "--priority", "hi")]
    [InlineData("'0' is not a whole number of days from 1 to 999", "simulate", "--inactivity", "0")]
    [InlineData("'1000' is not a whole number of days from 1 to 999", "simulate", "--inactivity", "1000")]
    [InlineData("--delay: '1w' is not a time; write seconds", "simulate", "--delay", "1w")]
    [InlineData("'--outgae' is not known here; did you mean '--outage'?", "simulate", "--outgae", "dyn-2016")]
    [InlineData("there is no ending 'eror'; did you mean 'error'?", "simulate", "--outage", "dyn-2016", "--fail-on", "eror")]
    [InlineData("--verbose is for the text", "simulate", "--outage", "dyn-2016", "--verbose", "--json")]
    [InlineData("--svg and --events name the same file", "simulate", "--outage", "dyn-2016", "--svg", "x.out", "--events", "./x.out")]
    [InlineData("--title takes a text", "simulate", "--outage", "dyn-2016", "--svg", "x.svg", "--title", " ")]
    [InlineData("--fail-on is about one run", "simulate", "--fail-on", "error")]
    [InlineData("each want the output for themselves", "simulate", "--outage", "dyn-2016", "--json", "--svg", "-")]
    [InlineData("--timeout: '4294967296' is more than BITS takes", "simulate", "--timeout", "4294967296")]
    [InlineData("leave out --outage or the scenario", "simulate", "no-such-file.json", "--outage", "dyn-2016")]
    [InlineData("--run-for is for a scenario", "simulate", "--outage", "dyn-2016", "--run-for", "5")]
    [InlineData("--run-for takes a time above zero", "simulate", "no-such-file.json", "--run-for", "0")]
    [InlineData("show one run; say which", "simulate", "--json")]
    [InlineData("show one run; say which", "simulate", "--svg", "picture.svg")]
    [InlineData("give one", "simulate", "--outage", "dyn-2016", "--json", "--mermaid")]
    public void Simulate_WrongCommandLine_IsAUsageError(string message, params string[] arguments) =>
        ToolRun.ErrorOf(2, arguments).Should().Contain(message);

    [Theory]
    [InlineData("there is no file 'no-such-file.json'.", "simulate", "no-such-file.json")]
    [InlineData("there is no file 'dyn-2016'; for the incident, write --outage dyn-2016.", "simulate", "dyn-2016")]
    [InlineData("there is no file '@nowhere'.", "simulate", "@nowhere")]
    [InlineData("'.' is a directory; name the file of a scenario.", "simulate", ".")]
    public void Simulate_FileThatCannotBeRead_IsAnError(string message, params string[] arguments) =>
        ToolRun.ErrorOf(2, arguments).Should().Contain(message);

    [Theory]
    [InlineData("{\n  \"jobs\": [ { \"name\": 5 } ]\n}", "Line 2, column 23, jobs[0].name: expected")]
    [InlineData("", "JSON")]
    [InlineData("\u0000\u0001PK\u0003", "JSON")]
    [InlineData("""{ "jobs": [ { "name": "x", "files": [ { "remote": "http://h/x", "local": "/x" } ], "calls": [ { "at": 5, "call": "cancel" }, { "at": 6, "call": "resume" } ] } ] }""",
        "jobs[0].calls[1]: expected something that can be done at 00:00:06, found a refusal: Resume is not allowed on job 1, which is Cancelled")]
    [InlineData("""{ "policy": { "maxFilesPerJob": 1 }, "jobs": [ { "name": "x", "files": [ { "remote": "http://h/x", "local": "/x" }, { "remote": "http://h/y", "local": "/y" } ] } ] }""",
        "more than 1 files")]
    [InlineData("{}", "has no jobs; add a \"jobs\" array.")]
    [InlineData("""{ "jobs": [ { "name": "x", "files": [ { "remote": "https://h/x", "local": "not rooted" } ] } ] }""", "local")]
    public void Simulate_WrongScenario_IsAnErrorThatSaysWhere(string scenario, string message)
    {
        using TemporaryFile file = new(scenario);

        ToolRun.ErrorOf(2, "simulate", file.Path).Should().Contain(file.Path).And.Contain(message);
    }

    [Fact]
    public void Simulate_InATerminal_FillsTheFirstLineOfAHangingText() => ToolRun.OfTerminal(80, "simulate", "--outage", "dyn-2016").Should()
        .Contain("\n2016-10-21 11:10 to 13:20 UTC  The name of the server or of the proxy could not\n                               be resolved (0x80072EE7)\n");
}
