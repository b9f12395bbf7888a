namespace Bits.RetrySim.Tests;

/// <summary>A cell of the table of states and methods: a job in a state, and what is around it.</summary>
internal sealed record MethodCell(Bench Bench, BackgroundCopyJob Job);
