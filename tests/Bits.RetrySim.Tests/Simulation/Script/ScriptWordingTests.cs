namespace Bits.RetrySim.Tests;

/// <summary>Scripts in JSON are answered in JSON: hints, and refusals that name a setting.</summary>
public sealed class ScriptWordingTests
{
    private const string Files = "\"files\": [ { \"remote\": \"https://cdn.example/a\", \"local\": \"C:\\\\a\" } ]";

    private const string Network = "\"network\": { \"hosts\": { \"cdn.example\": { \"resources\": { \"/a\": { \"size\": 1000 } } } } }";

    /// <summary>What the message of a run that has come to nothing advises.</summary>
    [Theory]
    [InlineData("\"resumeAt\": \"never\"", "was not resumed. Say \"resumeAt\", or nothing is ever transferred.")]
    [InlineData("\"calls\": [ { \"at\": 1, \"call\": \"suspend\" } ]", "was suspended. It goes on with \"call\": \"resume\".")]
    public void RunUntil_NotReached_HintsSpeakJson(string fields, string hint)
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            $$"""{ "network": { "bitsPerSecond": 800, "hosts": { "cdn.example": { "resources": { "/a": { "size": 1000 } } } } }, "jobs": [ { "name": "j", {{fields}}, {{Files}} } ] }"""));

        bits.Invoking(simulation => simulation.RunToOutcome(simulation.ScriptJobs[0], TimeSpan.FromMinutes(1))).Should().Throw<NotReachedException>()
            .Which.Message.Should().Contain(hint).And.NotContain("Call Resume").And.NotContain("Resume is called");
    }

    [Fact]
    public void RunUntil_OverWithoutIt_HintsSpeakJson()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            $$"""{ {{Network}}, "jobs": [ { "name": "j", {{Files}} }, { "name": "k", "files": [ { "remote": "https://cdn.example/b", "local": "C:\\b" } ] } ] }"""));

        string[] messages = [.. bits.ScriptJobs.Select(job => bits.Invoking(simulation => simulation.RunUntil(job, BackgroundCopyJobState.Acknowledged, TimeSpan.FromMinutes(1)))
            .Should().Throw<NotReachedException>().Which.Message)];

        messages[0].Should().Contain("It ends with \"call\": \"complete\", or by its \"client\".");
        messages[1].Should().Contain("It is not tried again before \"call\": \"resume\".");
    }

    /// <summary>What BITS refuses at its instant names limits and readings as the script does.</summary>
    [Theory]
    [InlineData("\"policy\": { \"maxJobsPerUser\": 1 }", "", "\"policy.maxJobsPerUser\" allows 1")]
    [InlineData("\"policy\": { \"maxJobsPerUser\": 1, \"maxJobsPerMachine\": 1 }", "", "\"policy.maxJobsPerMachine\" allows 1")]
    [InlineData("\"policy\": { \"maxFilesPerJob\": 1 }", "\"addFiles\": [ { \"remote\": \"https://cdn.example/b\", \"local\": \"C:\\\\b\" } ]", "\"policy.maxFilesPerJob\" allows 1")]
    [InlineData("\"readings\": { \"completeNeedsAnArrivedFile\": true }", "\"call\": \"complete\"", "(\"readings.completeNeedsAnArrivedFile\")")]
    public void Advance_Refusal_SpeaksJson(string machine, string call, string expected)
    {
        string second = call.Length == 0 ? $$""", { "name": "second", "createAt": 10, {{Files}} }""" : "";
        string calls = call.Length == 0 ? "" : $$""", "calls": [ { "at": 10, {{call}} } ]""";
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            $$"""{ {{machine}}, "jobs": [ { "name": "first", "resumeAt": "never", {{Files}}{{calls}} }{{second}} ] }"""));

        bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromMinutes(1))).Should().Throw<SimulationScriptException>()
            .Which.Message.Should().Contain(expected).And.NotContain("GroupPolicy").And.NotContain("BitsReadings");
    }

    [Theory]
    [InlineData("""{ "policy": { "jobInactivityTimeout": 5 } }""", "\"jobInactivityTimeout\" is 00:00:05")]
    [InlineData("""{ "policy": { "maxJobsPerUser": 5, "maxJobsPerMachine": 4 } }""", "\"maxJobsPerUser\" is 5 and must not exceed \"maxJobsPerMachine\", which is 4")]
    [InlineData("""{ "readings": { "minimumRetryDelayFloor": 0.5 } }""", "\"minimumRetryDelayFloor\" is 00:00:00.5000000 and must be a whole number of seconds")]
    [InlineData("""{ "network": { "faults": [ { "hresult": "BG_E_NETWORK_DISCONNECTED" } ] } }""", "for example \"network\": \"down\"")]
    public void Parse_ValueThatCannotBe_IsNamedAsWritten(string json, string expected) =>
        FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>().Which.Message.Should().Contain(expected);
}
