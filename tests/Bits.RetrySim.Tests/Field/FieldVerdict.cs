namespace Bits.RetrySim.Tests;

/// <summary>What came of holding the emulator against a trace.</summary>
/// <param name="Id">The trace.</param>
/// <param name="Attempts">Attempts that Windows made.</param>
/// <param name="Matched">Those that the emulator started when Windows did.</param>
/// <param name="Telling">Attempts whose instant proves something.</param>
/// <param name="TellingMatched">Those of them that the emulator started when Windows did.</param>
/// <param name="Faults">Everything in which the two differ, one sentence each; empty if they agree.</param>
internal sealed record FieldVerdict(string Id, int Attempts, int Matched, int Telling, int TellingMatched, IReadOnlyList<string> Faults)
{
    internal bool Agrees => Faults.Count == 0;
}
