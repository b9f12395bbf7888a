using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The README, for tests that hold it against what it speaks of.</summary>
internal static partial class Readme
{
    internal static MarkdownPage Page { get; } = new("README.md");

    internal static string Text => Page.Text;

    internal static IReadOnlyList<(string Language, string Code)> CodeBlocks => Page.CodeBlocks;

    /// <summary>The arguments of the commands that run the tool.</summary>
    internal static IReadOnlyList<string> ToolCommands { get; } = [.. ToolCommand().Matches(Text).Select(match => match.Groups["arguments"].Value)];

    /// <summary>What stands between a pair of markers, without the line ends around it.</summary>
    internal static string Between(string marker)
    {
        string begin = $"<!-- {marker} -->\n", end = $"\n<!-- /{marker} -->";
        Text.Should().Contain(begin).And.Contain(end);
        int start = Text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Text[start..Text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^    (dotnet run --project src/Bits\.RetrySim\.Tool --|bits-retrysim) (?<arguments>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ToolCommand();
}
