namespace Bits.RetrySim.Benchmarks;

/// <summary>What one number of jobs costs.</summary>
/// <param name="Jobs">The number of jobs.</param>
/// <param name="Cost">Time and memory of a cycle in the library.</param>
/// <param name="IdleBytes">What stays in memory of a suspended job.</param>
/// <param name="Others">Nanoseconds per cycle of the alternatives; null where they would not end in reasonable time.</param>
internal sealed record GrowthRow(int Jobs, CycleCost Cost, long? IdleBytes, IReadOnlyList<double?> Others);
