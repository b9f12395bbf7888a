using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>What the two Mermaid diagrams have in common: how text stands in them.</summary>
internal static class TimelineMermaid
{
    /// <summary>The title stands in front of the diagram, as YAML, of which JSON's strings are a part.</summary>
    internal static void WriteTitle(TextWriter writer, string title)
    {
        WriteLine(writer, "---");
        WriteLine(writer, "title: \"" + JsonEncodedText.Encode(title) + '"');
        WriteLine(writer, "---");
    }

    internal static void WriteLine(TextWriter writer, string line)
    {
        writer.Write(line);
        writer.Write('\n');
    }

    /// <summary>A text in which Mermaid sees nothing but text: all but letters, digits and a few marks stand as numbered entities.</summary>
    internal static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in SafeText.OneLine(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '_' or '-' or '+' or '(' or ')')
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.ToString();
    }
}
