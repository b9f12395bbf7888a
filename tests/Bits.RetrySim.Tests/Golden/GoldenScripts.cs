namespace Bits.RetrySim.Tests;

/// <summary>All scripts of the corpus.</summary>
internal static class GoldenScripts
{
    internal static IEnumerable<GoldenScript> All(GoldenEdition edition) =>
        GoldenModelScripts.All(edition)
            .Concat(GoldenDrawnScripts.All)
            .Concat(GoldenIncidents.All)
            .Concat(GoldenReadmeScripts.All)
            .Concat(GoldenPlacedScripts.All);
}
