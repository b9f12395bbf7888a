using System.Globalization;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Nothing changed: each script of the corpus leaves behind what it left when the corpus was made, byte for byte. UPDATE_GOLDEN=1 in the
/// environment makes that of the default readings anew, for a change of behaviour that is meant.
/// </summary>
[Collection(ListenerCollection.Name)]
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const int FewestScripts = 300;
    private const int ShownDifferences = 12;
    private const int EachInOtherCultures = 9;
    private const int ComparedWithoutModifications = 32;

    /// <summary>How many JobModification lines stand in another place than in the corpus, among those of other jobs at the same instant.</summary>
    private const int Moved = 0;

    public static TheoryData<string> Groups => [.. GoldenEdition.Present.Groups.Keys];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Group_Played_LeavesTheSameBehind(string group)
    {
        GoldenCorpus corpus = GoldenCorpus.Of(GoldenEdition.Present, group);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{group}: {corpus.Scripts} scripts, {corpus.Differences.Count} differ, {corpus.Moved} lines of JobModification in another place"));
        corpus.Differences.Values.SelectMany(found => found).Take(ShownDifferences).Should().BeEmpty("{0} scripts differ; these are the first", corpus.Differences.Count);
    }

    [Fact]
    public void JobModifications_OfDifferentJobsAtOneInstant_MovedAsOftenAsSaid()
    {
        GoldenCorpus[] all = [.. GoldenEdition.Present.Groups.Keys.Select(group => GoldenCorpus.Of(GoldenEdition.Present, group))];

        all.Sum(corpus => corpus.Moved).Should().Be(Moved);
        all.Sum(corpus => corpus.Scripts).Should().BeGreaterThanOrEqualTo(FewestScripts);
    }

    /// <summary>No more scripts differ than are listed, and no fewer.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void GroupOfVersion01_UnderItsReadings_DiffersWhereSaid(string group)
    {
        GoldenCorpus corpus = GoldenCorpus.Of(GoldenEdition.V0_1, group);
        HashSet<string> expected = [.. GoldenEdition.V0_1.Groups[group].Select(script => script.Name).Where(GoldenExceptions.Causes.ContainsKey)];

        corpus.Differences.Where(script => !expected.Contains(script.Key)).SelectMany(script => script.Value).Take(ShownDifferences).Should().BeEmpty();
        corpus.Differences.Keys.Should().BeEquivalentTo(expected);
    }

    /// <summary>A call that is made now and was not changes nothing else, unless the client does something in it.</summary>
    [Fact]
    [Trait("Rule", "CB-7")]
    public void ScriptsOfVersion01_ThatDifferByOwedModifications_DifferInNothingElse()
    {
        int compared = 0;
        foreach ((string group, IReadOnlyList<GoldenScript> scripts) in GoldenEdition.V0_1.Groups)
        {
            Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(GoldenEdition.V0_1, group);
            foreach (GoldenScript script in scripts.Where(script => GoldenExceptions.Causes.GetValueOrDefault(script.Name) == "CB-7"))
            {
                GoldenRecord now = script.Run();
                if (!GoldenLog.FailsModifications(now))
                {
                    compared++;
                    new GoldenComparison(GoldenLog.WithoutModifications(kept[script.Name]), GoldenLog.WithoutModifications(now))
                        .DifferencesOf(GoldenArtefact.Log).Should().BeEmpty();
                }
            }
        }

        compared.Should().Be(ComparedWithoutModifications);
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
            foreach ((string group, IReadOnlyList<GoldenScript> scripts) in GoldenEdition.Present.Groups)
            {
                Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(GoldenEdition.Present, group);
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
