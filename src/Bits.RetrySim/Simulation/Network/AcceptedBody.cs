namespace Bits.RetrySim;

/// <summary>A body that flows: when its request was answered, and under which version of the script.</summary>
/// <param name="AnsweredAt">The instant of the answer, in the network's ticks.</param>
/// <param name="Version">The script's version then.</param>
internal readonly record struct AcceptedBody(long AnsweredAt, long Version);
