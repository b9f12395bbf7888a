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
    private const int ShownDifferences = 20;

    /// <summary>How many JobModification lines stand in another place than in the corpus, of all groups together.</summary>
    private const int Moved = 0;

    public static TheoryData<string> Groups => [.. GoldenScripts.Groups.Keys];

    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    [Fact]
    public void Scripts_OfTheCorpus_LeaveTheSameBehind()
    {
        List<string> differences = [];
        int moved = 0;
        foreach ((string group, IReadOnlyList<GoldenScript> scripts) in GoldenScripts.Groups)
        {
            GoldenRecord[] records = RunAll(scripts);
            if (IsUpdate)
            {
                GoldenArchive.Write(group, records);
            }

            (int movedHere, List<string> here) = Compare(group, records);
            moved += movedHere;
            differences.AddRange(here);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group}: {records.Length} scripts, {here.Count} differences, {movedHere} lines of JobModification in another place"));
        }

        differences.Take(ShownDifferences).Should().BeEmpty();
        moved.Should().Be(Moved);
    }

    private static (int Moved, List<string> Differences) Compare(string group, GoldenRecord[] records)
    {
        Dictionary<string, GoldenRecord> corpus = GoldenArchive.Read(group);
        int moved = 0;
        List<string> differences = [.. corpus.Keys.Except(records.Select(record => record.Name)).Select(name => $"{name}: there is no such script any more")];
        foreach (GoldenRecord record in records)
        {
            if (!corpus.TryGetValue(record.Name, out GoldenRecord? golden))
            {
                differences.Add($"{record.Name}: not in the corpus");
                continue;
            }

            GoldenComparison comparison = new(golden, record);
            IReadOnlyList<string> found = comparison.Differences();
            differences.AddRange(found);
            moved += found.Count == 0 ? comparison.Moved : 0;
        }

        return (moved, differences);
    }

    private static GoldenRecord[] RunAll(IReadOnlyList<GoldenScript> scripts)
    {
        GoldenRecord[] records = new GoldenRecord[scripts.Count];
        Parallel.For(0, scripts.Count, i => records[i] = scripts[i].Run());
        return records;
    }
}
