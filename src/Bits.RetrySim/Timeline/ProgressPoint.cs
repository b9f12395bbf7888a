namespace Bits.RetrySim;

/// <summary>How much of a job was there at an instant; in between, bytes are taken to have come evenly.</summary>
/// <param name="At">The instant.</param>
/// <param name="Bytes">Bytes of all its files.</param>
internal readonly record struct ProgressPoint(TimeSpan At, long Bytes);
