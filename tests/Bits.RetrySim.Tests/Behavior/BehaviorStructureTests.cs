using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>The form of BEHAVIOR.md, and that nothing quotes an id it does not have.</summary>
public sealed partial class BehaviorStructureTests(ITestOutputHelper output)
{
    [Fact]
    public void Rows_All_HaveFourCells() => BehaviorDocument.MalformedRows.Should().BeEmpty();

    [Fact]
    public void Ids_All_AreUniqueAndRecognized()
    {
        BehaviorDocument.Rules.Should().NotBeEmpty();
        BehaviorDocument.Rules.Select(rule => rule.Id).Should().OnlyHaveUniqueItems();
        BehaviorDocument.Ids.Where(id => !LibrarySource.Recognizes(id)).Should().BeEmpty("an id of another form would be overlooked in comments");
    }

    [Fact]
    public void Rows_All_HaveTextSourceAndKnownStatus()
    {
        Dictionary<string, int> counts = [];
        foreach (BehaviorRule rule in BehaviorDocument.Rules)
        {
            rule.Text.Should().NotBeEmpty("{0} says what happens", rule.Id);
            rule.Source.Split("; ").Should().OnlyContain(name => SourceName().IsMatch(name), "{0} names pages, or reading", rule.Id);
            rule.Status.Should().MatchRegex(Vocabulary(), "{0} has a status of the vocabulary", rule.Id);
            counts[rule.StatusKind] = counts.GetValueOrDefault(rule.StatusKind) + 1;
        }

        foreach ((string kind, int count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kind}: {count}");
        }

        output.WriteLine($"all: {BehaviorDocument.Rules.Count}");
    }

    [Fact]
    public void Rows_WithoutAPage_AreNotExact() =>
        BehaviorDocument.Rules.Where(rule => rule.Source == "reading" && rule.Status == "exact").Select(rule => rule.Id)
            .Should().BeEmpty("what no page says is a reading");

    [Theory]
    [InlineData("LIFE", "1-21")]
    [InlineData("STATE", "1-8,10-33,40-46")]
    [InlineData("RETRY", "1-17,20-29")]
    [InlineData("TV", "1-30")]
    [InlineData("CLOCK", "1-10")]
    [InlineData("NET", "1-11")]
    [InlineData("POLICY", "1-11,20-24")]
    [InlineData("ERR", "1-8,10-15,20-43,50-51")]
    [InlineData("CB", "1-19")]
    [InlineData("CMD", "1-8")]
    [InlineData("PROG", "1-8")]
    [InlineData("TIME", "1-2")]
    [InlineData("FILE", "1-14,20-25")]
    [InlineData("SCHED", "1-11")]
    [InlineData("CONS", "1-7")]
    [InlineData("HTTP", "1-8")]
    [InlineData("UP", "1-8")]
    [InlineData("MAXT", "1-6")]
    [InlineData("PROP", "1-8,10-10,20-25,30-31")]
    [InlineData("COST", "1-4")]
    [InlineData("LIM", "1-15")]
    [InlineData("PS", "1-3")]
    [InlineData("OQ", "1-41")]
    public void Families_OfRules_AreComplete(string family, string ranges)
    {
        IEnumerable<string> expected = ranges.Split(',').SelectMany(Expand).Select(number => $"{family}-{number}");

        BehaviorDocument.Ids.Where(id => id.StartsWith(family + "-", StringComparison.Ordinal)).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void Text_QuotedIds_Exist()
    {
        string[] unknown = BehaviorDocument.Rules
            .SelectMany(rule => QuotedNumber().Matches(rule.Text).Select(match => match.Value)
                .Where(id => LibrarySource.Recognizes(id) && !BehaviorDocument.MayBeQuoted(id))
                .Select(id => $"{rule.Id} quotes {id}"))
            .ToArray();

        unknown.Should().BeEmpty();
    }

    [Fact]
    public void Traits_OfTests_NameExistingRules() =>
        RuleTraits.All.Where(trait => !BehaviorDocument.MayBeQuoted(trait.Id)).Should().BeEmpty("a test cannot hold the library to a rule nobody wrote down");

    [Fact]
    public void Comments_OfTheLibrary_QuoteExistingRules()
    {
        LibrarySource.Files.Should().Contain("source/Transfers/Transport.cs", "else nothing was looked at");
        LibrarySource.QuotedIds().Where(quote => !BehaviorDocument.MayBeQuoted(quote.Id)).Should().BeEmpty();
    }

    private static IEnumerable<int> Expand(string range)
    {
        int[] ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[1] - ends[0] + 1);
    }

    [GeneratedRegex(
        @"^(?:exact|reading \(switch: [A-Z]\w*\.[A-Z]\w*\)|reading \(no switch\)|later|out of scope \([^()]+\))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Vocabulary();

    [GeneratedRegex(@"^(?:[\w.-]+|traces \(\d+\)|wine qmgr tests|qmgr message table|Event ID \d+ \(TechNet\))$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"\b[A-Z]+-\d+\b", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedNumber();
}
