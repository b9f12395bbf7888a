namespace Bits.RetrySim;

/// <summary>A scripted file as it is from an instant on.</summary>
/// <param name="At">Since when, in ticks since the simulation's start.</param>
/// <param name="File">Its size and time stamp.</param>
internal readonly record struct SimulatedVersion(long At, FileVersion File);
