using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>A page of the repository, for tests that hold it against what it speaks of.</summary>
/// <param name="path">Where it lies, from the root of the repository on.</param>
/// <param name="text">What it says.</param>
internal sealed partial class MarkdownPage(string path, string text)
{
    internal MarkdownPage(string path)
        : this(path, File.ReadAllText(Path.Combine(SourceTree.Root, path)))
    {
    }

    internal string Text => text;

    internal IReadOnlyList<(string Language, string Code)> CodeBlocks =>
        [.. CodeBlock().Matches(Text).Select(match => (match.Groups["language"].Value, match.Groups["code"].Value))];

    internal IReadOnlyList<string> Links => [.. Link().Matches(Prose).Select(match => match.Groups["to"].Value)];

    internal IReadOnlyList<string> Headings => [.. Heading().Matches(Prose).Select(match => match.Groups["text"].Value)];

    /// <summary>The links that lead to no file of the repository, or to no heading of this page.</summary>
    internal IReadOnlyList<string> DeadLinks => [.. Links.Where(link => !link.StartsWith("https:", StringComparison.Ordinal) && !Leads(link))];

    /// <summary>What is no code.</summary>
    private string Prose => CodeBlock().Replace(Text, "");

    internal static string Anchor(string heading) =>
        "#" + string.Concat(heading.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-').ToLowerInvariant();

    private bool Leads(string link) => link.StartsWith('#')
        ? Headings.Select(Anchor).Contains(link)
        : Path.Exists(Path.Combine(SourceTree.Root, Path.GetDirectoryName(path)!, link.Split('#')[0]));

    [GeneratedRegex(@"^```(?<language>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<to>[^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^##* (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
