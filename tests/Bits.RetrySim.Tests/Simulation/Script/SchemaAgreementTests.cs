using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tests;

/// <summary>Schema and reader of scripts say the same: what an editor passes is read, and what is read an editor passes.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly string[] Probes =
    [
        "null", "true", "false", "0", "1", "-1", "5.0", "1e1", "0.5", "4294967296", "1e15", "\"\"", "\" \"", "\"x\"", "\"01:00:00\"", "\"00:00:00\"", "\"-01:00:00\"", "\"2021-06-08\"",
        "\"0x80072EE7\"", "\"3\"", "\"C:\\\\a\"", "[]", "{}",
    ];

    /// <summary>A value, where it stands, and whether it can.</summary>
    public static TheoryData<string, string, bool> Values => new()
    {
        // Whole numbers, however they are written.
        { Size, "1000", true },
        { Size, "1000.0", true },
        { Size, "1e3", true },
        { Size, "10.5e1", true },
        { Size, "-0.0", true },
        { Size, "1000.5", false },
        { Size, "1e19", false },
        { Size, "\"1000\"", false },
        { Size, "null", false },
        { Change("gameMode"), "null", true },
        { """{ "policy": { "maxJobsPerUser": VALUE } }""", "5.0", true },
        { """{ "readings": { "immediateRetries": VALUE } }""", "1.0e1", true },
        { """{ "readings": { "immediateRetries": VALUE } }""", "10.1", false },
        { Fault("\"requests\": VALUE, \"noAnswer\": true"), "2.0", true },
        { Fault("\"requests\": VALUE, \"noAnswer\": true"), "0.0", false },
        { Fault("\"requests\": VALUE, \"noAnswer\": true"), "\"02-3\"", true },
        { Fault("\"requests\": VALUE, \"noAnswer\": true"), "\"0-3\"", false },
        { Fault("\"hresult\": VALUE"), "2147954407.0", true },

        // Words, in any case.
        { Change("network"), "\"down\"", true },
        { Change("network"), "\"Down\"", true },
        { Change("network"), "\"off\"", false },
        { Change("costState"), "\"ROAMING\"", true },
        { """{ "readings": { "preset": VALUE } }""", "\"V0_1\"", true },
        { """{ "readings": { "preset": VALUE } }""", "\"v0-1\"", false },
        { """{ "readings": { "blocksForeground": VALUE } }""", "[ \"Network\", \"COST\" ]", true },
        { """{ "network": { "changes": [ { "at": 1, "bitsPerSecond": VALUE } ] } }""", "\"Unlimited\"", true },
        { """{ "network": { "changes": [ { "at": 1, "bitsPerSecond": VALUE } ] } }""", "\"none\"", false },
        { Job("resumeAt"), "\"NEVER\"", true },
        { Job("priority"), "\"Foreground\"", true },
        { Job("priority"), "\"urgent\"", false },

        // What may be left out may be null; what stands in a list or behind a name may not.
        { """{ "runFor": VALUE }""", "null", true },
        { """{ "network": VALUE }""", "null", true },
        { """{ "jobs": VALUE }""", "null", true },
        { """{ "jobs": [ VALUE ] }""", "null", false },
        { """{ "network": { "hosts": { "h": VALUE } } }""", "null", false },
        { Job("client"), "null", true },
        { Job("name2"), "null", false },
        { Fault("\"httpStatus\": VALUE"), "null", false },
        { Fault("\"httpStatus\": 503, \"hresult\": VALUE"), "null", true },

        // Times, dates and codes.
        { """{ "runFor": VALUE }""", "\"00:00:00\"", false },
        { """{ "runFor": VALUE }""", "0.0", false },
        { """{ "runFor": VALUE }""", "31622400000", true },
        { """{ "runFor": VALUE }""", "31622400001", false },
        { """{ "runFor": VALUE }""", "\"\u0661:00:00\"", false },
        { Change("stepSystemTime"), "-5", true },
        { Change("stepSystemTime"), "0.0", false },
        { Change("stepSystemTime"), "\"-00:00:00\"", false },
        { """{ "start": VALUE }""", "\"2021-06-08T09:47Z\"", true },
        { """{ "start": VALUE }""", "\"2021-13-08\"", false },
        { """{ "start": VALUE }""", "\"2021-06-08T24:00\"", false },
        { Fault("\"httpStatus\": VALUE"), "503.0", true },
        { Fault("\"httpStatus\": VALUE"), "200", false },
        { Fault("\"httpStatus\": 503, \"headers\": { \"A\": VALUE }"), "\"1\"", true },
        { Fault("\"httpStatus\": 503, \"headers\": { \"A\": VALUE }"), "\"1\\n2\"", false },
        { Fault("\"httpStatus\": 503, \"headers\": { \"A\": VALUE }"), "1", false },
    };

    private const string Size = """{ "network": { "hosts": { "h": { "resources": { "/f": { "size": VALUE } } } } } }""";

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_OfAField_IsJudgedAlike(string json, string value, bool isGood)
    {
        string script = json.Replace("VALUE", value, StringComparison.Ordinal);

        IsRead(script).Should().Be(isGood, "of the reader");
        (JsonSchemaCheck.Errors(SimulationScript.JsonSchema, script).Count == 0).Should().Be(isGood, "of the schema");
    }

    /// <summary>Each value of a scenario that says everything, with others in its place: an editor must not find fault with what is read.</summary>
    [Trait("Runs", "Once")]
    [Fact]
    public void Everything_WithAnotherValueThatIsRead_IsValid()
    {
        int read = 0;
        foreach (string script in Variants())
        {
            if (IsRead(script))
            {
                read++;
                JsonSchemaCheck.Errors(SimulationScript.JsonSchema, script).Should().BeEmpty(script);
            }
        }

        read.Should().BeGreaterThan(500);
    }

    private static IEnumerable<string> Variants()
    {
        JsonNode root = JsonNode.Parse(ScenarioExamples.Everything)!;
        foreach ((JsonNode parent, object place) in Places(root).ToArray())
        {
            JsonNode? present = Get(parent, place);
            foreach (string probe in Probes)
            {
                Set(parent, place, JsonNode.Parse(probe));
                yield return root.ToJsonString();
            }

            if (present is JsonValue value && value.TryGetValue(out string? text))
            {
                Set(parent, place, JsonValue.Create(text.ToUpperInvariant()));
                yield return root.ToJsonString();
            }

            Set(parent, place, present);
        }
    }

    private static IEnumerable<(JsonNode Parent, object Place)> Places(JsonNode node)
    {
        IEnumerable<(object Place, JsonNode? Child)> children = node switch
        {
            JsonObject fields => fields.Select(field => ((object)field.Key, field.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        return children.SelectMany(child => Places(child.Child!).Prepend((node, child.Place)));
    }

    private static JsonNode? Get(JsonNode parent, object place) => place is string name ? parent[name] : parent[(int)place];

    private static void Set(JsonNode parent, object place, JsonNode? value)
    {
        if (place is string name)
        {
            parent[name] = value;
        }
        else
        {
            parent[(int)place] = value;
        }
    }

    private static bool IsRead(string script)
    {
        try
        {
            SimulationScript.Parse(script);
            return true;
        }
        catch (SimulationScriptException)
        {
            return false;
        }
    }

    private static string Change(string field) => $$"""{ "environment": [ { "at": 1, "{{field}}": VALUE, "standby": true } ] }""";

    private static string Fault(string fields) => $$"""{ "network": { "faults": [ { {{fields}} } ] } }""";

    private static string Job(string field) =>
        $$"""{ "jobs": [ { "name": "j", "{{field}}": VALUE, "files": [ { "remote": "http://h/f", "local": "/f" } ] } ] }""";
}
