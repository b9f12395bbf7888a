namespace Bits.RetrySim;

/// <summary>A body that flows: when its request was answered, and under which version of the script.</summary>
/// <param name="AnsweredAt">The instant of the answer, in the network's ticks.</param>
/// <param name="Version">The script's version then.</param>
internal readonly record struct AcceptedBody(long AnsweredAt, long Version)
{
    /// <summary>Whether an outage strikes it: one that begins, or was written, after the answer (D-37).</summary>
    internal bool Concerns(FaultRule outage) => outage.From > AnsweredAt || outage.Version > Version;
}
