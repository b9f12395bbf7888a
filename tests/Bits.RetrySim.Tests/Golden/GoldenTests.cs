using System.Globalization;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Nothing changed: each script of the corpus leaves behind what it left when the corpus was made, byte for byte. UPDATE_GOLDEN=1 in the
/// environment makes the corpus anew, for a change of behaviour that is meant.
/// </summary>
[Collection(ListenerCollection.Name)]
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const int FewestScripts = 300;
    private const int ShownDifferences = 12;
    private const int EachInOtherCultures = 9;

    /// <summary>How many JobModification lines stand in another place than in the corpus, among those of other jobs at the same instant.</summary>
    private const int Moved = 0;

    public static TheoryData<string> Groups => [.. GoldenScripts.Groups.Keys];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Group_Played_LeavesTheSameBehind(string group)
    {
        GoldenCorpus corpus = GoldenCorpus.Of(group);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{group}: {corpus.Scripts} scripts, {corpus.Differences.Count} differences, {corpus.Moved} lines of JobModification in another place"));
        corpus.Differences.Take(ShownDifferences).Should().BeEmpty("{0} artefacts differ; these are the first", corpus.Differences.Count);
    }

    [Fact]
    public void JobModifications_OfDifferentJobsAtOneInstant_MovedAsOftenAsSaid()
    {
        GoldenCorpus[] all = [.. GoldenScripts.Groups.Keys.Select(GoldenCorpus.Of)];

        all.Sum(corpus => corpus.Moved).Should().Be(Moved);
        all.Sum(corpus => corpus.Scripts).Should().BeGreaterThanOrEqualTo(FewestScripts);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Script_OtherCulture_LeavesTheSameBehind(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            foreach ((string group, IReadOnlyList<GoldenScript> scripts) in GoldenScripts.Groups)
            {
                Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(group);
                foreach (GoldenScript script in scripts.Where((_, place) => place % EachInOtherCultures == 0))
                {
                    new GoldenComparison(kept[script.Name], script.Run()).Differences().Should().BeEmpty();
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
