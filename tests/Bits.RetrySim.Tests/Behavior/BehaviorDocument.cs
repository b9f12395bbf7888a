using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>BEHAVIOR.md, read from the copy embedded in this assembly.</summary>
internal static partial class BehaviorDocument
{
    private const int CellsOfRow = 4;

    public static IReadOnlyList<string> Lines { get; } = ReadLines();

    /// <summary>Rows of all tables, headings and separators excluded, in the order of the document.</summary>
    public static IReadOnlyList<BehaviorRule> Rules { get; } = ReadRules(Lines);

    public static IReadOnlySet<string> Ids { get; } = Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Lines that look like rows of a table and do not have the four cells of one.</summary>
    public static IEnumerable<string> MalformedRows => Lines.Where(line => line.StartsWith('|') && Cells(line).Length != CellsOfRow);

    /// <summary>Whether tests and comments may quote this id: a rule of the document, or a design decision of the project.</summary>
    public static bool MayBeQuoted(string id) => Ids.Contains(id) || DecisionId().IsMatch(id);

    private static string[] ReadLines()
    {
        using Stream stream = typeof(BehaviorDocument).Assembly.GetManifestResourceStream("BEHAVIOR.md")
            ?? throw new InvalidOperationException("BEHAVIOR.md is not embedded in the test assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

    private static List<BehaviorRule> ReadRules(IEnumerable<string> lines)
    {
        List<BehaviorRule> rules = [];
        string section = "";
        foreach (string line in lines)
        {
            if (line.StartsWith('#'))
            {
                section = line.TrimStart('#').Trim();
                continue;
            }

            string[] cells = Cells(line);
            if (cells.Length == CellsOfRow && cells[0] != "Id" && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                rules.Add(new BehaviorRule(section, cells[0], cells[1], cells[2], cells[3]));
            }
        }

        return rules;
    }

    private static string[] Cells(string line) => line.StartsWith('|') && line.TrimEnd().EndsWith('|')
        ? UnescapedPipe().Split(line.Trim()[1..^1]).Select(cell => cell.Trim()).ToArray()
        : [];

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex UnescapedPipe();

    [GeneratedRegex(@"^D-\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex DecisionId();
}
