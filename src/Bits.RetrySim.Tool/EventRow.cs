namespace Bits.RetrySim.Tool;

/// <summary>A line of the table.</summary>
/// <param name="At">Time since the simulation began.</param>
/// <param name="What">What happened.</param>
/// <param name="State">The job's state afterwards; empty where it has none.</param>
/// <param name="Cycle">Lines with the same text here are cycles of the same kind and may be folded; empty for all others.</param>
internal sealed record EventRow(TimeSpan At, string What, string State, string Cycle = "");
