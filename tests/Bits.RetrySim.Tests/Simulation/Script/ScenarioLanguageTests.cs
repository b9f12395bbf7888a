using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The one list of fields: what documentation and schema say of it, and that it leaves out nothing that C# has.</summary>
public sealed class ScenarioLanguageTests
{
    /// <summary>What C# can set, and the object whose fields say it.</summary>
    public static TheoryData<Type, string, string[]> Members => new()
    {
        { typeof(BitsReadings), "readings", [] },
        { typeof(GroupPolicy), "policy", [] },
        { typeof(BandwidthLimit), "bandwidthLimit", [] },
        // networkAvailable is "network"; the state of the network is a word there.
        { typeof(BitsEnvironment), "change", ["networkAvailable"] },
        { typeof(SimulatedNetwork), "network", ["requestsKept"] },
        { typeof(SimulatedHost), "host", [] },
        // displayName is "name"; a callback is made of the fields of "client".
        { typeof(BackgroundCopyJob), "job", ["displayName", "notifyInterface"] },
    };

    public static TheoryData<string> Shown => [.. ScenarioExamples.Shown];

    [Theory]
    [MemberData(nameof(Members))]
    public void Fields_OfAnObject_AreAllThatCSharpCanSet(Type type, string name, string[] otherwise) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(otherwise)
            .Should().BeSubsetOf(ScriptReader.Objects.Single(described => described.Name == name).Fields.Select(field => field.Name));

    [Fact]
    public void Objects_OfTheList_HaveNamesOfTheirOwnAndTexts()
    {
        ScriptReader.Objects.Select(described => described.Name).Should().OnlyHaveUniqueItems();
        ScriptReader.Objects.SelectMany(described => described.Fields).Should().OnlyContain(field => field.Text.Length > 0 && !field.Text.EndsWith('.') && field.Type.Text.Length > 0);
        ScriptReader.Objects.Should().OnlyContain(described => described.Fields.Select(field => field.Name).Distinct().Count() == described.Fields.Count);
    }

    /// <summary>UPDATE_DOCS=1 in the environment writes it.</summary>
    [Fact]
    public void Document_Fields_AreThoseOfTheList()
    {
        string present = File.ReadAllText(ScenarioDocument.Path), made = ScenarioDocument.Make(present);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(ScenarioDocument.Path, made);
        }

        present.Should().Be(made, "UPDATE_DOCS=1 writes docs/scenarios.md anew");
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Schema_ScenarioThatIsShown_IsValidAndRuns(string json)
    {
        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, json).Should().BeEmpty();
        SimulationScript script = SimulationScript.Parse(json);
        IReadOnlyList<BitsSimulation> simulations = BitsSimulation.AllFromScript(script);
        simulations[0].Clock.Advance(script.RunFor ?? TimeSpan.FromDays(1));

        simulations.SelectMany(simulation => simulation.ScriptJobs).Should().NotBeEmpty()
            .And.OnlyContain(job => job.State == BackgroundCopyJobState.Transferred || job.State == BackgroundCopyJobState.Acknowledged);
        simulations.ToList().ForEach(simulation => simulation.Dispose());
    }

    [Fact]
    public void Schema_ScenarioThatSaysEverything_IsValidAndRuns()
    {
        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, ScenarioExamples.Everything).Should().BeEmpty();
        IReadOnlyList<BitsSimulation> simulations = BitsSimulation.AllFromScript(SimulationScript.Parse(ScenarioExamples.Everything));
        simulations[0].Clock.Advance(TimeSpan.FromHours(2));

        simulations.Should().HaveCount(3);
        simulations.Select(simulation => simulation.ScriptJobs.Count).Should().Equal(3, 2, 1);
        simulations.Select(simulation => simulation.Clock).Distinct().Should().ContainSingle();
        simulations[1].Network.Should().NotBeSameAs(simulations[0].Network);
        simulations[2].Network.Should().BeSameAs(simulations[0].Network);
        simulations.ToList().ForEach(simulation => simulation.Dispose());
    }

    /// <summary>A field that no test writes is one that nobody knows to work.</summary>
    [Fact]
    public void Everything_Says_EveryFieldOfTheList()
    {
        IEnumerable<string> fields = ScriptReader.Objects.SelectMany(described => described.Fields).Select(field => field.Name).Distinct();

        fields.Where(field => !ScenarioExamples.Everything.Contains($"\"{field}\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"1:2:3\"")]
    [InlineData("\" 01:02:03 \"")]
    [InlineData("\"1.23:59:59.1234567\"")]
    [InlineData("0.5")]
    public void Schema_TimeThatIsRead_IsValid(string time)
    {
        string json = $$"""{ "runFor": {{time}} }""";

        SimulationScript.Parse(json).RunFor.Should().BePositive();
        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, json).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{ "nam": "x" }""", "nam")]
    [InlineData("""{ "runFor": "10" }""", "runFor")]
    [InlineData("""{ "runFor": 0 }""", "runFor")]
    [InlineData("""{ "runFor": "99:99:99" }""", "runFor")]
    [InlineData("""{ "owner": "" }""", "owner")]
    [InlineData("""{ "jobs": [ { "name": "x", "noProgressTimeout": 4294967296, "files": [ { "remote": "http://h/f", "local": "/f" } ] } ] }""", "noProgressTimeout")]
    [InlineData("""{ "jobs": [ { "name": "x" } ] }""", "files")]
    [InlineData("""{ "jobs": [ { "name": "x", "files": [] } ] }""", "short")]
    [InlineData("""{ "network": { "outages": [ { "from": 1, "to": 2 } ] } }""", "httpStatus")]
    [InlineData("""{ "network": { "hosts": { "h": { "resources": { "/f": { "size": -1 } } } } } }""", "below 0")]
    [InlineData("""{ "environment": [ { "at": 1, "network": "off" } ] }""", "none of")]
    [InlineData("""{ "readings": { "immediateRetries": 11 } }""", "above 10")]
    public void Schema_WrongScenario_IsNotValid(string json, string mentions)
    {
        FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>();
        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, json).Should().ContainSingle().Which.Should().Contain(mentions);
    }
}
