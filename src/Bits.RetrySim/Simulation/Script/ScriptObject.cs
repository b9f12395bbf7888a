using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>An object of scripts, for who documents it.</summary>
internal interface IScriptObject
{
    /// <summary>The name of its section in the documentation, and of its definition in the schema.</summary>
    string Name { get; }

    /// <summary>What it describes.</summary>
    string Summary { get; }

    IReadOnlyList<ScriptField> Fields { get; }

    /// <summary>Writes the definition, within an object that is open.</summary>
    void WriteDefinition(Utf8JsonWriter writer);
}

/// <summary>An object with known fields, of which something is made.</summary>
/// <param name="name">The name of its definition.</param>
/// <param name="summary">What it describes.</param>
/// <param name="fields">All there are, in the order of the documentation.</param>
/// <param name="make">Makes something of the values. It has to read every field: what nobody reads would be accepted and ignored.</param>
internal sealed class ScriptObject<T>(string name, string summary, IReadOnlyList<ScriptField> fields, Func<ScriptValues, T> make)
    : ScriptType<T>($"an [object](#{name.ToLowerInvariant()})"), IScriptObject
{
    public string Name => name;

    public string Summary => summary;

    public IReadOnlyList<ScriptField> Fields => fields;

    /// <summary>Of which at least one has to be there; empty: of none.</summary>
    internal IReadOnlyList<ScriptField> OneOf { get; init; } = [];

    internal override IEnumerable<IScriptObject> Objects => [this];

    internal override T Read(SimulationScriptNode node)
    {
        ScriptValues values = new(node, fields);
        T made = make(values);
        values.RequireAllRead(name);
        return made;
    }

    internal override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("$ref", $"#/$defs/{name}");

    public void WriteDefinition(Utf8JsonWriter writer)
    {
        writer.WriteString("description", $"{summary}.");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (ScriptField field in fields)
        {
            writer.WriteStartObject(field.Name);
            writer.WriteString("description", field.Default.Length == 0 ? $"{field.Text}." : $"{field.Text}. Left out: {field.Default}.");
            WriteValue(field);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (fields.Any(field => field.IsRequired))
        {
            WriteNames("required", fields.Where(field => field.IsRequired));
        }

        if (OneOf.Count > 0)
        {
            writer.WriteStartArray("anyOf");
            foreach (ScriptField field in OneOf)
            {
                writer.WriteStartObject();
                WriteNames("required", [field]);
                writer.WriteStartObject("properties");
                writer.WriteStartObject(field.Name);
                writer.WriteStartObject("not");
                writer.WriteString("type", "null");
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        // A field that may be left out may say null, which is the same.
        void WriteValue(ScriptField field)
        {
            if (field.IsRequired)
            {
                field.Type.WriteSchema(writer);
                return;
            }

            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
            field.Type.WriteSchema(writer);
            writer.WriteEndObject();
            writer.WriteStartObject();
            writer.WriteString("type", "null");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        void WriteNames(string property, IEnumerable<ScriptField> named)
        {
            writer.WriteStartArray(property);
            foreach (ScriptField field in named)
            {
                writer.WriteStringValue(field.Name);
            }

            writer.WriteEndArray();
        }
    }
}
