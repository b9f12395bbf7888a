namespace Bits.RetrySim.Tool;

/// <summary>A manager whose run is shown.</summary>
/// <param name="Name">What it is called beside the others; empty if it is the only one.</param>
/// <param name="Bits">The run.</param>
/// <param name="Jobs">Its jobs, in the order of their creation.</param>
/// <param name="PrintText">Prints the run for people.</param>
internal sealed record ShownRun(string Name, BitsSimulation Bits, IReadOnlyList<BackgroundCopyJob> Jobs, Action<RunPrinter, JobTimeline> PrintText);
