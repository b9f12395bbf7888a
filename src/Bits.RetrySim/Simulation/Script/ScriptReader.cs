using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The script as a whole: the list of its fields, from which scripts are read and their schema is written.</summary>
internal static class ScriptReader
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly ScriptField<string> Name = new("name", Text, "what the scenario is called") { Default = "the name of its file" };
    private static readonly ScriptField<DateTimeOffset> Start = new("start", Date, "the date at which the clock starts") { Default = "2000-01-01T00:00:00Z" };

    private static readonly ScriptField<TimeZoneInfo> TimeZone = new(
        "timeZone", new ScriptValue<TimeZoneInfo>("an offset from UTC like \"+02:00\", or the id of a time zone", ReadTimeZone, Text.WriteSchema), "the local time zone, which daily bandwidth limits follow")
    { Default = "UTC" };

    private static readonly ScriptField<SimulationScriptNetwork> Network = new("network", ScriptNetwork.Network, "the line, the hosts and their files") { Default = "nothing goes wrong, and nobody offers a file" };
    private static readonly ScriptField<IReadOnlyList<ScriptMachine>> Managers = new("managers", new ScriptList<ScriptMachine>(ScriptMachines.Machine), "further managers on the same clock");
    private static readonly ScriptField<TimeSpan> RunFor = new("runFor", Duration, "how long it runs; nothing may happen later") { Default = "until every job has ended" };
    private static readonly ScriptField<string> SchemaField = new("$schema", Text, "where the JSON Schema lies, for editors");

    internal static ScriptObject<SimulationScript> Script { get; } = new(
        "scenario",
        "A whole simulation: a network with its outages, the surroundings, policies and jobs",
        [Name, Start, TimeZone, Network, .. ScriptMachines.Fields, Managers, RunFor, SchemaField],
        static values =>
        {
            values.Get(SchemaField);
            TimeSpan? runFor = values.Maybe(RunFor);
            SimulationScript script = new()
            {
                Name = values.Get(Name),
                Start = values.Maybe(Start),
                TimeZone = values.Get(TimeZone),
                Network = values.Get(Network) ?? new SimulationScriptNetwork(),
                Machines = [ScriptMachines.MakeMachine(values), .. values.List(Managers)],
                RunFor = runFor,
            };
            if (runFor is { } end && values.Node.Source.Instants.Find(entry => entry.Instant > end) is { Node: { } late })
            {
                throw late.Wrong($"a time up to \"runFor\", {end:c}, when the simulation ends");
            }

            return script;
        });

    /// <summary>All objects that a script consists of, each once, in the order of their first use.</summary>
    internal static IReadOnlyList<IScriptObject> Objects
    {
        get
        {
            List<IScriptObject> objects = [Script];
            for (int i = 0; i < objects.Count; i++)
            {
                objects.AddRange(objects[i].Fields.SelectMany(static known => known.Type.Objects).Except(objects).ToArray());
            }

            return objects;
        }
    }

    /// <summary>The JSON Schema of scripts.</summary>
    internal static string Schema
    {
        get
        {
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                writer.WriteString("$schema", Dialect);
                writer.WriteString("title", "A scenario of Bits.RetrySim");
                Script.WriteSchema(writer);
                writer.WriteStartObject("$defs");
                foreach (IScriptObject definition in Objects)
                {
                    writer.WriteStartObject(definition.Name);
                    definition.WriteDefinition(writer);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
        }
    }

    /// <exception cref="SimulationScriptException">The script is wrong.</exception>
    internal static SimulationScript Read(ReadOnlyMemory<byte> utf8) => Script.Read(SimulationScriptJson.Parse(utf8));

    private static TimeZoneInfo ReadTimeZone(SimulationScriptNode node)
    {
        string id = ReadText(node);
        if (id.Length > 1 && id[0] is '+' or '-')
        {
            TimeSpan most = TimeSpan.FromHours(14);
            return TimeSpan.TryParseExact(id.AsSpan(1), "hh\\:mm", CultureInfo.InvariantCulture, out TimeSpan offset) && offset <= most
                ? TimeZoneInfo.CreateCustomTimeZone(id, id[0] == '-' ? -offset : offset, id, id)
                : throw node.Wrong("an offset from UTC like \"+02:00\", or the id of a time zone");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ? zone : throw node.Wrong("an offset from UTC like \"+02:00\", or the id of a time zone that this machine knows");
    }
}
