using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>One group of scripts, played now and compared with what is kept of it.</summary>
internal sealed class GoldenCorpus
{
    private static readonly ConcurrentDictionary<(GoldenEdition Edition, string Group), Lazy<GoldenCorpus>> All = [];

    private GoldenCorpus(GoldenEdition edition, string group)
    {
        IReadOnlyList<GoldenScript> scripts = edition.Groups[group];
        Scripts = scripts.Count;
        GoldenRecord[] records = new GoldenRecord[scripts.Count];
        Parallel.For(0, scripts.Count, i => records[i] = scripts[i].Run());
        if (!edition.IsAsBefore && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            GoldenArchive.Write(edition, group, records);
        }

        Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(edition, group);
        kept.Keys.Should().BeEquivalentTo(records.Select(record => record.Name), "the corpus has these scripts, no more and no fewer");
        foreach (GoldenRecord record in records)
        {
            GoldenComparison comparison = new(kept[record.Name], record);
            IReadOnlyList<string> found = comparison.Differences(edition.Compares);
            if (found.Count > 0)
            {
                Differences.Add(record.Name, found);
            }
            else
            {
                Moved += comparison.Moved;
            }
        }
    }

    internal int Scripts { get; }

    /// <summary>What is no longer as it was: for each such script, the first line of each artefact that differs.</summary>
    internal SortedDictionary<string, IReadOnlyList<string>> Differences { get; } = new(StringComparer.Ordinal);

    /// <summary>How many JobModification lines stand in another place than they did, in scripts that are the same but for that.</summary>
    internal int Moved { get; }

    /// <summary>Plays a group; once, however often it is asked for.</summary>
    internal static GoldenCorpus Of(GoldenEdition edition, string group) =>
        All.GetOrAdd((edition, group), key => new Lazy<GoldenCorpus>(() => new GoldenCorpus(key.Edition, key.Group))).Value;
}
