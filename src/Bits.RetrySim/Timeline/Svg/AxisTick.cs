namespace Bits.RetrySim;

/// <summary>A labelled instant of a time axis.</summary>
/// <param name="At">Since the start.</param>
/// <param name="Label">What stands below it.</param>
internal readonly record struct AxisTick(TimeSpan At, string Label);
