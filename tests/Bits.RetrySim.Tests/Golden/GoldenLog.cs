namespace Bits.RetrySim.Tests;

/// <summary>The event log of a record, line by line.</summary>
internal static class GoldenLog
{
    internal static string[] Lines(GoldenRecord record) => record[GoldenArtefact.Log].Split('\n');

    /// <summary>A client that fails its first calls, of whatever kind, fails others if it is told of other changes.</summary>
    internal static bool FailsModifications(GoldenRecord record) => Lines(record).Any(line => IsModification(line) && line.Contains(" 0x", StringComparison.Ordinal));

    /// <summary>The log alone, without the lines of JobModification.</summary>
    internal static GoldenRecord WithoutModifications(GoldenRecord record) => record with
    {
        Artefacts = [new(GoldenArtefact.Log, string.Join('\n', Lines(record).Where(line => !IsModification(line))))],
    };

    private static bool IsModification(string line) => line.EndsWith(" " + nameof(IBackgroundCopyCallback.JobModification), StringComparison.Ordinal);
}
