using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary><c>docs/scenarios.md</c>, as the list of fields makes it.</summary>
internal static class ScenarioDocument
{
    internal static string Path { get; } = System.IO.Path.Combine(SourceTree.Root, "src/Bits.RetrySim/docs/scenarios.md");

    /// <summary>What is written by hand: all up to this line.</summary>
    private const string Marker = "## All fields\n";

    internal static string Make(string present)
    {
        StringBuilder text = new(present[..(present.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)]);
        text.Append("\nMade from the list in the code by which scenarios are read; a test holds it. Fields without a default may be left out, unless they are required.\n");
        foreach (IScriptObject described in ScriptReader.Objects)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {described.Name}\n\n{described.Summary}.\n\n| field | value | left out | says |\n|---|---|---|---|\n");
            foreach (ScriptField field in described.Fields)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {Cell(field.Type.Text)} | {(field.IsRequired ? "**required**" : Cell(field.Default))} | {Cell(field.Text)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
