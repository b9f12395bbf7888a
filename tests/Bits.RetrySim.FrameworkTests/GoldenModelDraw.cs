using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>The scripts of the property tests that are in the corpus, as they were drawn.</summary>
internal static class GoldenModelDraw
{
    private static readonly ConcurrentDictionary<GoldenEdition, Dictionary<string, GoldenRecord>> Kept = [];

    /// <summary>The script of this name.</summary>
    internal static Script Draw(GoldenEdition edition, string name, int number, ScriptReadings readings)
    {
        Script script = GoldenModelPlans.Read(Kept.GetOrAdd(edition, it => GoldenArchive.Read(it, GoldenModelPlans.Group))[name]);
        return script.Readings == readings ? script : throw new InvalidDataException($"Script {number}, {name}, was kept under other readings.");
    }
}
