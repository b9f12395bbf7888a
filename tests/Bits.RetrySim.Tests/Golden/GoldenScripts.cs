namespace Bits.RetrySim.Tests;

/// <summary>All scripts of the corpus.</summary>
internal static class GoldenScripts
{
    /// <summary>The scripts by group, in the order in which they are kept.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<GoldenScript>> Groups { get; } =
        GoldenModelScripts.All
            .Concat(GoldenDrawnScripts.All)
            .Concat(GoldenIncidents.All)
            .Concat(GoldenReadmeScripts.All)
            .Concat(GoldenPlacedScripts.All)
            .GroupBy(script => script.Group)
            .ToDictionary(group => group.Key, IReadOnlyList<GoldenScript> (group) => [.. group]);
}
