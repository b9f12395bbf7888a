namespace Bits.RetrySim.Tests;

/// <summary>Tests that look at the memory of the whole process run alone.</summary>
[CollectionDefinition(nameof(MemoryOfProcess), DisableParallelization = true)]
public sealed class MemoryOfProcess;
