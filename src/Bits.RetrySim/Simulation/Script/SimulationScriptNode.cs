using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>One value of a script, with where it stands.</summary>
/// <param name="source">The script.</param>
/// <param name="kind">Object, array, string, number, true, false or null, by the first token.</param>
/// <param name="path">The field, from the script's beginning.</param>
/// <param name="offset">The byte of the script at which it begins.</param>
/// <param name="text">The text of a string or number.</param>
internal sealed class SimulationScriptNode(ScriptSource source, JsonTokenType kind, string path, int offset, string text)
{
    /// <summary>No field that is known is so long; what is longer is shown in part.</summary>
    private const int LongestName = 64;

    internal ScriptSource Source { get; } = source;

    internal JsonTokenType Kind { get; } = kind;

    internal string Path { get; } = path;

    internal string Text { get; } = text;

    /// <summary>Of a value whose name is a key, such as a host: the name as it is written.</summary>
    internal string Name { get; set; } = "";

    /// <summary>The same name in the form in which it counts.</summary>
    internal string Key { get; set; } = "";

    /// <summary>The fields of an object, in the order of the script.</summary>
    internal List<(string Name, SimulationScriptNode Value)> Members { get; } = [];

    /// <summary>The elements of an array.</summary>
    internal List<SimulationScriptNode> Items { get; } = [];

    /// <summary>The path of a field of an object.</summary>
    internal static string Join(string path, string name)
    {
        bool isIdentifier = name.Length is > 0 and <= LongestName && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isIdentifier)
        {
            return $"{path}[\"{FileNames.ShownPath(HeaderLines.WithoutValue(name)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>An error about this value.</summary>
    internal SimulationScriptException Wrong(string expected, Exception? inner = null) => Wrong(expected, Found(), inner);

    /// <summary>An error about this value, which should be made of others; what a text says is no matter then, and might be a secret.</summary>
    internal SimulationScriptException WrongKind(string expected) => Wrong(expected, Kind is JsonTokenType.String or JsonTokenType.Number ? "a single value" : Found(), inner: null);

    /// <summary>An error about this value, that says what was found by itself.</summary>
    internal SimulationScriptException Wrong(string expected, string? found, Exception? inner) => new(Source.Locate(offset), Path, expected, found, inner);

    /// <summary>An error about a field that this object lacks.</summary>
    internal SimulationScriptException Lacks(string name, string expected) => new(Source.Locate(offset), Join(Path, name), expected, "nothing");

    /// <summary>What is written here was carried out, and refused.</summary>
    internal SimulationScriptException Refused(TimeSpan at, Exception refusal) =>
        Wrong(FormattableString.Invariant($"something that can be done at {at:c}"), $"a refusal: {ScriptTypes.FirstSentence(refusal)}", refusal);

    private string Found() => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => Items.Count == 0 ? "an empty array" : "an array",
        JsonTokenType.String => $"\"{FileNames.ShownPath(Text)}\"",
        JsonTokenType.Number => FileNames.Shown(Text),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };
}
