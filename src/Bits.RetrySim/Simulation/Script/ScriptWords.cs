using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Words of scripts: some of a few, written in any case.</summary>
internal static class ScriptWords
{
    /// <summary>One of some words.</summary>
    /// <param name="expected">What is said to be expected.</param>
    /// <param name="text">How it is written, for the documentation.</param>
    /// <param name="words">The words, in the case in which they are shown.</param>
    /// <param name="meanings">What each means.</param>
    internal static ScriptType<T> Of<T>(string expected, string text, string[] words, T[] meanings) => new ScriptValue<T>(
        text,
        node => Array.FindIndex(words, word => Is(node, word)) is var index and >= 0 ? meanings[index] : throw node.Wrong(expected),
        writer => WriteSchema(writer, words));

    internal static bool Is(SimulationScriptNode node, string word) =>
        node.Kind == JsonTokenType.String && string.Equals(node.Text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Within an object that is open: the words as they are shown, which editors offer, or in any other case.</summary>
    internal static void WriteSchema(Utf8JsonWriter writer, params string[] words)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteStartArray("enum");
        foreach (string word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", $"^({string.Join('|', words.Select(InAnyCase))})$");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>Patterns of schemas have no switch for that.</summary>
    private static string InAnyCase(string word) =>
        string.Concat(word.Select(letter => char.IsAsciiLetter(letter) ? $"[{char.ToUpperInvariant(letter)}{char.ToLowerInvariant(letter)}]" : letter.ToString()));
}
