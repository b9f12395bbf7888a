using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>One value of a script, with where it stands.</summary>
/// <param name="kind">Object, array, string, number, true, false or null, by the first token.</param>
/// <param name="path">The field, from the script's beginning.</param>
/// <param name="line">The line on which it begins, from 1.</param>
/// <param name="text">The text of a string or number.</param>
internal sealed class SimulationScriptNode(JsonTokenType kind, string path, int line, string text)
{
    internal JsonTokenType Kind { get; } = kind;

    internal string Path { get; } = path;

    internal int Line { get; } = line;

    internal string Text { get; } = text;

    /// <summary>The fields of an object, in the order of the script.</summary>
    internal List<(string Name, SimulationScriptNode Value)> Members { get; } = [];

    /// <summary>The elements of an array.</summary>
    internal List<SimulationScriptNode> Items { get; } = [];

    /// <summary>No field that is known is so long; what is longer is shown in part.</summary>
    private const int LongestName = 64;

    /// <summary>The path of a field of an object.</summary>
    internal static string Join(string path, string name)
    {
        bool isIdentifier = name.Length is > 0 and <= LongestName && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isIdentifier)
        {
            return $"{path}[\"{FileNames.ShownPath(name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>An error about this value.</summary>
    internal SimulationScriptException Wrong(string expected, Exception? inner = null) => new(Line, Path, expected, Found(), inner);

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
