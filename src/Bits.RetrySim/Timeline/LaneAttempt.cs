namespace Bits.RetrySim;

/// <summary>An attempt of a timeline.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended; the timeline's end if it still runs.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="HResult">The error with which it ended; 0 for none.</param>
internal readonly record struct LaneAttempt(int Number, TimeSpan Start, TimeSpan End, AttemptOutcome Outcome, int HResult);
