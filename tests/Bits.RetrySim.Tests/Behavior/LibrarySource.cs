using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The library's source text, embedded in this assembly when it was built, and the rules it quotes.</summary>
internal static partial class LibrarySource
{
    private const string Prefix = "source/";

    public static IReadOnlyList<string> Files { get; } = Names().ToArray();

    /// <summary>Every id quoted in the library, in comments or messages, with its file and line.</summary>
    public static IEnumerable<(string Id, string Place)> QuotedIds()
    {
        foreach (string file in Files)
        {
            string[] lines = Read(file);
            for (int index = 0; index < lines.Length; index++)
            {
                foreach (Match match in QuotedId().Matches(lines[index]))
                {
                    yield return (match.Value, $"{file[Prefix.Length..]}:{index + 1}");
                }
            }
        }
    }

    private static IEnumerable<string> Names() => typeof(LibrarySource).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string[] Read(string file)
    {
        using Stream stream = typeof(LibrarySource).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in the test assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

    // The families of ids as they stand in BEHAVIOR.md, and of the decisions. A family missing here is found by the structure tests.
    [GeneratedRegex(
        @"\b(?:(?:LIFE|STATE|RETRY|TV|CLOCK|COM|NET|POLICY|ERR|CB|CMD|PROG|TIME|FILE|SCHED|CONS|HTTP|UP|MAXT|PROP|COST|LIM|PS|OQ|D)-\d+" +
        @"|(?:DEF|METHOD)-[A-Za-z]+(?:-[a-z]+)*)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex QuotedId();

    public static bool Recognizes(string id) => QuotedId().Match(id).Value == id;
}
