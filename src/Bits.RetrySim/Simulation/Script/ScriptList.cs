using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>An array.</summary>
/// <param name="item">What it holds.</param>
/// <param name="atLeastOne">What is expected if it is empty; null: it may be.</param>
internal sealed class ScriptList<T>(ScriptType<T> item, string? atLeastOne = null) : ScriptType<IReadOnlyList<T>>($"an array, of each: {item.Text}")
{
    internal override IEnumerable<IScriptObject> Objects => item.Objects;

    internal override IReadOnlyList<T> Read(SimulationScriptNode node)
    {
        if (node.Kind != JsonTokenType.StartArray)
        {
            throw node.WrongKind("an array");
        }

        return atLeastOne is not null && node.Items.Count == 0 ? throw node.Wrong(atLeastOne) : Array.AsReadOnly(node.Items.Select(item.Read).ToArray());
    }

    internal override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        item.WriteSchema(writer);
        writer.WriteEndObject();
        if (atLeastOne is not null)
        {
            writer.WriteNumber("minItems", 1);
        }
    }
}

/// <summary>An object whose names are keys, none twice in the form in which it counts.</summary>
/// <param name="of">What the names are, for the documentation.</param>
/// <param name="check">The form in which a name counts, or why it is none.</param>
/// <param name="value">What stands behind the names; it finds its name as <see cref="SimulationScriptNode.Key"/>.</param>
/// <param name="comparer">Which names are the same; null: those that are equal.</param>
internal sealed class ScriptMap<T>(string of, Func<string, string> check, ScriptType<T> value, StringComparer? comparer = null) : ScriptType<IReadOnlyList<T>>($"an object with {of} as names, behind each: {value.Text}")
{
    internal override IEnumerable<IScriptObject> Objects => value.Objects;

    internal override IReadOnlyList<T> Read(SimulationScriptNode node)
    {
        if (node.Kind != JsonTokenType.StartObject)
        {
            throw node.WrongKind("an object");
        }

        HashSet<string> keys = new(comparer ?? StringComparer.Ordinal);
        List<T> list = [];
        foreach ((string name, SimulationScriptNode member) in node.Members)
        {
            member.Name = name;
            try
            {
                member.Key = check(name);
            }
            catch (ArgumentException exception)
            {
                throw member.Wrong($"another name: {ScriptTypes.FirstSentence(exception)}", found: null, exception);
            }

            if (!keys.Add(member.Key))
            {
                throw member.Wrong($"each name once ({FileNames.ShownPath(member.Key)})", "it again", inner: null);
            }

            list.Add(value.Read(member));
        }

        return list.AsReadOnly();
    }

    internal override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("additionalProperties");
        value.WriteSchema(writer);
        writer.WriteEndObject();
    }
}
