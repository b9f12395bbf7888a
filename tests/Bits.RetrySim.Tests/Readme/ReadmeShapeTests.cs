using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The README is short, and its list of contents is the headings.</summary>
public sealed partial class ReadmeShapeTests
{
    [Fact]
    public void Readme_Words_AreFewerThan2500() => Readme.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Should().HaveCountLessThan(2500);

    [Fact]
    public void Readme_Contents_AreTheSectionsInTheirOrder() =>
        Entry().Matches(Readme.Text).Select(match => match.Groups["text"].Value).Should().NotBeEmpty()
            .And.Equal(Section().Matches(Readme.Text).Select(match => match.Groups["text"].Value));

    [GeneratedRegex(@"^- \[(?<text>.*)\]\(#.*\)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^## (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
