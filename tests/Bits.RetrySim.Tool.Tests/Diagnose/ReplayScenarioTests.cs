using System.Text;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>diagnose --replay</c>: an incident becomes a scenario.</summary>
public sealed class ReplayScenarioTests
{
    /// <summary>What the scenario does is what was seen, and how far it is off is told.</summary>
    [Theory]
    [InlineData("bits-client-events.xml", "3 of 3", "0.591 s")]
    [InlineData("restart-newest-first.xml", "4 of 4", "0.06 s")]
    [InlineData("half-a-log.xml", "3 of 3", "0.3 s")]
    [InlineData("events-with-payload.csv", "1 of 1", "0 s")]
    [InlineData("events.ndjson", "4 of 4", "0.15 s")]
    [InlineData("german.txt", "1 of 1", "0 s")]
    [InlineData("given-up.txt", "2 of 2", "0 s")]
    public void Replay_OfASample_MakesTheSameAttempts(string sample, string made, string off)
    {
        using TemporaryFile scenario = new("");

        ToolRun run = Sample.Of([Encoding.UTF8.GetBytes(Sample.Text(sample))], "--replay", scenario.Path);

        run.Error.Should().Be($"Wrote the scenario to {scenario.Path}.\nRun once: {made} attempts come as they were seen, at most {off} off.\n");
        ToolRun.OutputOf("simulate", scenario.Path).Should().StartWith("Replay of ");
    }

    [Theory]
    [InlineData(3, 3, 0.591)]
    [InlineData(99_999, 99_998, 59.999)]
    public void Replay_Check_FitsIntoALine(int seen, int made, double off) =>
        $"Run once: {new ReplayCheck(seen, made, TimeSpan.FromSeconds(off)).Text}.".Length.Should().BeLessThan(80);

    /// <summary>The way round: events of the replay say the same of the job as those that it was made of.</summary>
    [Fact]
    public void Replay_SimulatedAndDiagnosed_IsTheSameIncident()
    {
        using TemporaryFile scenario = new("");
        using TemporaryFile events = new("");
        Sample.Of([Encoding.UTF8.GetBytes(Sample.Text("bits-client-events.xml"))], "--replay", scenario.Path);

        ToolRun.Of("simulate", scenario.Path, "--events", events.Path).ExitCode.Should().Be(0);

        Sample.DiagnoseText(File.ReadAllText(events.Path)).Should()
            .StartWith("1 job\n  Contoso Component Updater: waits for its retry delay; the next try is due about 2025-03-14 09:05:26 UTC.\n")
            .And.Contain("  bytes       13.7 MB of 14.4 MB\n")
            .And.Contain("the no-progress time runs since 2025-03-14 09:03:26 UTC\n")
            .And.Contain("3 min 26 s  13.7 MB  at once: connection lost\n");
    }

    /// <summary>A restart and a network that changed are said as what they were. Of a client that resumed what had been given up a log alone knows nothing.</summary>
    [Fact]
    public void Replay_OfWhatLetAJobBeTriedOtherwise_SaysItInItsOwnFields()
    {
        const string Incident = """
            {
              "network": { "hosts": { "cdn.example": {
                "outages": [ { "from": 0, "to": 1500, "httpStatus": 503 } ],
                "resources": { "/app.zip": { "size": 5000 } } } } },
              "environment": [ { "at": 150, "restartService": true }, { "at": 210, "network": "changed" } ],
              "jobs": [ { "name": "update", "minimumRetryDelay": 120, "noProgressTimeout": 600, "calls": [ { "at": 1600, "call": "resume" } ],
                "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\app.zip" } ] } ],
              "runFor": 2000
            }
            """;
        using TemporaryFile events = new("");
        using TemporaryFile scenario = new("");
        ToolRun.WithInput(Incident, "simulate", "-", "--events", events.Path).ExitCode.Should().Be(0);

        ToolRun run = ToolRun.Of("diagnose", events.Path, "--replay", scenario.Path);

        run.Error.Should().MatchRegex("Run once: ([0-9]+) of \\1 attempts come as they were seen, at most 0 s off");
        File.ReadAllText(scenario.Path).Should().Contain("\"restartService\": true").And.Contain("\"network\": \"changed\"").And.Contain("\"network\": \"down\"");
    }

    /// <summary>With the timeout, which a listing tells, it is known that the job had been given up.</summary>
    [Fact]
    public void Replay_OfAJobThatWasResumedInError_CallsResumeInTheScenario()
    {
        const string Incident = """
            {
              "network": { "hosts": { "cdn.example": {
                "outages": [ { "from": 0, "to": 1500, "httpStatus": 503 } ],
                "resources": { "/app.zip": { "size": 5000 } } } } },
              "jobs": [ { "name": "update", "minimumRetryDelay": 120, "noProgressTimeout": 600, "calls": [ { "at": 1600, "call": "resume" } ],
                "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\app.zip" } ] } ],
              "runFor": 2000
            }
            """;
        using TemporaryFile events = new("");
        using TemporaryFile listing = new("""
            GUID: {00000001-0000-0000-0000-000000000000} DISPLAY: 'update'
            TYPE: DOWNLOAD STATE: ACKNOWLEDGED OWNER: CONTOSO\\berta
            PRIORITY: FOREGROUND FILES: 1 / 1 BYTES: 5000 / 5000
            CREATION TIME: 1/1/2000 12:00:00 AM MODIFICATION TIME: 1/1/2000 12:26:40 AM
            RETRY DELAY: 120 NO PROGRESS TIMEOUT: 600 ERROR COUNT: 6
            """);
        using TemporaryFile scenario = new("");
        ToolRun.WithInput(Incident, "simulate", "-", "--events", events.Path).ExitCode.Should().Be(0);

        ToolRun run = ToolRun.Of("diagnose", events.Path, listing.Path, "--replay", scenario.Path);

        run.Error.Should().MatchRegex("Run once: ([0-9]+) of \\1 attempts come as they were seen, at most 0 s off");
        File.ReadAllText(scenario.Path).Should().Contain("\"call\": \"resume\"");
    }

    [Fact]
    public void Replay_OfABlock_BlocksTheJobInTheScenario()
    {
        using TemporaryFile scenario = new("");
        Sample.Of([Encoding.UTF8.GetBytes(Sample.Text("bitsadmin-verbose.txt"))], "--replay", scenario.Path);

        ToolRun.OutputOf("simulate", scenario.Path).Should().Contain("BackgroundAccess block begins").And.Contain("transient error since +50 s");
    }

    [Fact]
    public void Replay_OfASampleWithSecrets_HasNone()
    {
        using TemporaryFile scenario = new("");
        Sample.Of([Encoding.UTF8.GetBytes(Sample.Text("german.txt"))], "--replay", scenario.Path);

        File.ReadAllText(scenario.Path).Should().Contain("/n/paket.cab").And.NotContain("berta").And.NotContain("geheim").And.NotContain("4711");
    }

    /// <summary>Of a job that made no attempt and is not held back there is nothing to replay.</summary>
    [Fact]
    public void Replay_OfNothing_IsToldInOneSentence()
    {
        using TemporaryFile file = new(Sample.Text("get-bitstransfer.csv"));
        using TemporaryFile scenario = new("as before");

        ToolRun run = ToolRun.Of("diagnose", file.Path, "--replay", scenario.Path);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Be("bits-retrysim: too little is known of every job to replay anything.\n");
        File.ReadAllText(scenario.Path).Should().Be("as before");
    }
}
