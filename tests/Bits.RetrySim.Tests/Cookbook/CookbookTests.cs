using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The cookbook shows the recipes that are compiled and run here, all of them, and each in the same four parts.</summary>
public sealed partial class CookbookTests
{
    private static readonly MarkdownPage Page = new("src/Bits.RetrySim/docs/cookbook.md");

    private static readonly string[] Tests = Quotation.Sources("Cookbook");

    public static TheoryData<string> Headings => [.. Recipe().Matches(Page.Text).Select(recipe => recipe.Groups["heading"].Value)];

    [Fact]
    public void Cookbook_HasSeventeenRecipes_WhichAreAllThereAre()
    {
        Headings.Should().HaveCount(17);
        Page.CodeBlocks.Should().HaveCount(17).And.OnlyContain(block => block.Language == "csharp");
        typeof(Recipes).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: false)).Should().HaveCount(17);
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void Recipe_Code_IsATestOfOneFaultInTwentyLines(string heading)
    {
        string code = Page.CodeBlocks[int.Parse(heading.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) - 1].Code;

        Part(heading, "code").Should().Be(code);
        Tests.Should().Contain(source => source.Contains(Quotation.Normalized(code), StringComparison.Ordinal));
        Quotation.Normalized(code).Should().StartWith("\n[Fact]\npublic void ");
        Regex.Count(code, "// the fault$", RegexOptions.Multiline).Should().Be(1);
        Statements(code).Should().BeInRange(8, 20);
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void Recipe_WhatBitsDoes_CitesRulesThatAreInForce(string heading)
    {
        string[] cited = [.. Id().Matches(Part(heading, "bits")).Select(id => id.Value)];

        cited.Should().NotBeEmpty();
        cited.Should().BeSubsetOf(BehaviorDocument.Rules.Where(rule => rule.IsInForce).Select(rule => rule.Id));
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void Recipe_Sentences_AreOneEach(string heading)
    {
        foreach (string part in new[] { "bits", "assert", "pitfall" })
        {
            Part(heading, part).Should().EndWith(".").And.NotContainAny(". ", ".\n");
        }
    }

    /// <summary>Lines of the body that say something.</summary>
    private static int Statements(string code) => code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Skip(3).Count(line => line is not ("{" or "}"));

    private static string Part(string heading, string part) =>
        Recipe().Matches(Page.Text).Single(recipe => recipe.Groups["heading"].Value == heading).Groups[part].Value;

    [GeneratedRegex(
        @"^## (?<heading>\d+\. [^\n]+)\n\n(?<bits>[^\n].*?)\n\n```csharp\n(?<code>.*?)^```\n\n\*\*Assert\*\* (?<assert>.*?)\n\n\*\*Pitfall:\*\* (?<pitfall>.*?)(?=\n\n## |\n*\z)",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Recipe();

    [GeneratedRegex(@"\b[A-Z]+-\d+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
