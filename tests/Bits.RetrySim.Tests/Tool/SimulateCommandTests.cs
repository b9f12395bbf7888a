using Bits.RetrySim.Tool;
using Spectre.Console;

namespace Bits.RetrySim.Tests;

/// <summary>The command line as a user sees it.</summary>
public sealed class SimulateCommandTests
{
    [Fact]
    public void Simulate_WithoutArguments_ComparesTheDefaultsWithSettingsThatNeverRetry()
    {
        string output = Run(0, "simulate");

        output.Should().Contain("Amazon S3");
        output.Should().Contain("delay 600 s, no-progress timeout 1,209,600 s");
        output.Should().Contain("Ended well at +04:28:20 after 27 attempts and 26 failures: 500,000,000 bytes are here.");
        output.Should().Contain("delay 600 s, no-progress timeout 120 s");
        output.Should().Contain("Warning: The retry delay");
        output.Should().Contain("Ended in ERROR at +00:01:00 after 1 attempt and 1 failure");
    }

    [Theory]
    [InlineData("facebook-2021", "Ended well")]
    [InlineData("fastly-2021", "Ended well")]
    [InlineData("cloudflare-2019", "Ended well")]
    [InlineData("dyn-2016", "Ended well")]
    [InlineData("rogers-2022", "Ended well at +15:23:20 after 2 attempts and 0 failures")]
    [InlineData("long-offline", "Cancelled by the inactivity policy at +90.00:01:00")]
    [InlineData("dead-origin", "Ended in ERROR at +14.00:00:00 after 2,017 attempts and 2,017 failures")]
    public void Simulate_EachIncident_EndsAsTheRulesSay(string incident, string ending) =>
        Run(0, "simulate", "--outage", incident).Should().Contain(ending);

    [Fact]
    public void Simulate_WithSettings_UsesThem() => Run(0, "simulate", "--outage", "dead-origin", "--delay", "60", "--timeout", "86400")
        .Should().Contain("delay 60 s, no-progress timeout 86,400 s")
        .And.Contain("Ended in ERROR at +1.00:00:00 after 1,441 attempts and 1,441 failures");

    [Fact]
    public void Simulate_ManyEqualCycles_AreFolded() =>
        Run(0, "simulate", "--outage", "dead-origin").Split('\n').Should().HaveCountLessThan(25);

    [Fact]
    public void Simulate_Twice_PrintsTheSame() => Run(0, "simulate").Should().Be(Run(0, "simulate"));

    [Fact]
    public void Simulate_Scenario_RunsItsJobs()
    {
        using TemporaryFile file = new("""
            {
              "network": { "bitsPerSecond": 8000000, "hosts": { "cdn.example": {
                "outages": [ { "from": "00:01:00", "to": "00:05:00", "httpStatus": 503 } ],
                "resources": { "/app.zip": { "size": 500000000 } } } } },
              "environment": [ { "at": "00:12:00", "network": "down" }, { "at": "00:13:00", "network": "up" } ],
              "jobs": [ { "name": "update", "minimumRetryDelay": 60,
                "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\Downloads\\app.zip" } ] } ]
            }
            """);

        Run(0, "simulate", file.Path).Should().Contain("Job \"update\", delay 60 s").And.Contain("Network block begins").And.Contain("Ended well");
    }

    [Theory]
    [InlineData("there is no incident 'nope'", "simulate", "--outage", "nope")]
    [InlineData("cannot be read", "simulate", "no-such-file.json")]
    [InlineData("leave out", "simulate", "no-such-file.json", "--delay", "5")]
    public void Simulate_BadInput_SaysSoInOneLineAndExitsWith2(string message, params string[] arguments) =>
        Run(2, arguments).TrimEnd().Should().StartWith("bits-retrysim: ").And.Contain(message).And.NotContain("\n");

    [Fact]
    public void Simulate_WrongScenario_NamesLineAndField()
    {
        using TemporaryFile file = new("{\n  \"jobs\": [ { \"name\": 5 } ]\n}");

        Run(2, "simulate", file.Path).Should().Contain("Line 2").And.Contain("jobs[0].name");
    }

    private static string Run(int exitCode, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 140;

        CommandLine.Run(arguments, console, output).Should().Be(exitCode);

        return output.ToString();
    }
}
