namespace Bits.RetrySim.Tests;

/// <summary>One group of scripts, played now and compared with what is kept of it.</summary>
internal sealed class GoldenCorpus
{
    private static readonly Dictionary<string, Lazy<GoldenCorpus>> Groups =
        GoldenScripts.Groups.ToDictionary(group => group.Key, group => new Lazy<GoldenCorpus>(() => new GoldenCorpus(group.Key, group.Value)));

    private GoldenCorpus(string group, IReadOnlyList<GoldenScript> scripts)
    {
        Scripts = scripts.Count;
        GoldenRecord[] records = new GoldenRecord[scripts.Count];
        Parallel.For(0, scripts.Count, i => records[i] = scripts[i].Run());
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            GoldenArchive.Write(group, records);
        }

        Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(group);
        List<string> differences = [.. kept.Keys.Except(records.Select(record => record.Name)).Select(name => $"{name}: there is no such script any more")];
        foreach (GoldenRecord record in records)
        {
            if (!kept.TryGetValue(record.Name, out GoldenRecord? golden))
            {
                differences.Add($"{record.Name}: not in the corpus");
                continue;
            }

            GoldenComparison comparison = new(golden, record);
            IReadOnlyList<string> found = comparison.Differences();
            differences.AddRange(found);
            Moved += found.Count == 0 ? comparison.Moved : 0;
        }

        Differences = differences;
    }

    internal int Scripts { get; }

    /// <summary>What is no longer as it was, with the script, the artefact and the first line that differs.</summary>
    internal IReadOnlyList<string> Differences { get; }

    /// <summary>How many JobModification lines stand in another place than they did, in scripts that are the same but for that.</summary>
    internal int Moved { get; }

    /// <summary>Plays a group; once, however often it is asked for.</summary>
    internal static GoldenCorpus Of(string group) => Groups[group].Value;
}
