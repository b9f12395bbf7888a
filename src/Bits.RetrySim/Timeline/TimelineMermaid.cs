using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>What the two Mermaid diagrams have in common: how text stands in them.</summary>
internal static class TimelineMermaid
{
    private const string Syntax = ":;#%<>&";

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

    /// <summary>
    /// A text in which a Gantt chart, and a page around it, see nothing but text: blanks stand for the marks that they would read. Entities would
    /// be kept as they are by charts of this kind.
    /// </summary>
    internal static string Plain(string text) => string.Concat(SafeText.OneLine(text).Select(mark => Syntax.Contains(mark) ? ' ' : mark));
}
