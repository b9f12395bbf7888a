using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The README, for tests that hold it against what it speaks of.</summary>
internal static partial class Readme
{
    internal static string Text { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    internal static IReadOnlyList<(string Language, string Code)> CodeBlocks { get; } =
        [.. CodeBlock().Matches(Text).Select(match => (match.Groups["language"].Value, match.Groups["code"].Value))];

    internal static IReadOnlyList<string> Links { get; } = [.. Link().Matches(Text).Select(match => match.Groups["to"].Value)];

    /// <summary>What follows the two dashes in commands that run the tool.</summary>
    internal static IReadOnlyList<string> ToolCommands { get; } = [.. ToolCommand().Matches(Text).Select(match => match.Groups["arguments"].Value)];

    internal static IReadOnlyList<string> Headings { get; } = [.. Heading().Matches(Text).Select(match => match.Groups["text"].Value)];

    /// <summary>What stands between a pair of markers, without the line ends around it.</summary>
    internal static string Between(string marker)
    {
        string begin = $"<!-- {marker} -->\n", end = $"\n<!-- /{marker} -->";
        Text.Should().Contain(begin).And.Contain(end);
        int start = Text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Text[start..Text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^```(?<language>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<to>[^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^##* (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^    dotnet run --project src/Bits\.RetrySim\.Tool -- (?<arguments>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ToolCommand();
}
