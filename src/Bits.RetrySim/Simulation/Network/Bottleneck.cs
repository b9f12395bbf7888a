namespace Bits.RetrySim;

/// <summary>Something that limits the transfers that pass through it: the link, a host, the bandwidth policy.</summary>
/// <threadsafety>Guarded by the network's lock. What it counts is scratch of <see cref="FairShare"/>.</threadsafety>
internal sealed class Bottleneck
{
    /// <summary>Bits per second; <see cref="ByteFlow.Unlimited"/> when it limits nothing.</summary>
    internal long Capacity { get; set; } = ByteFlow.Unlimited;

    /// <summary>The capacity that is not yet given away.</summary>
    internal long Left { get; set; }

    /// <summary>Transfers through it that have no share yet.</summary>
    internal int Waiting { get; set; }

    internal bool Limits => Capacity != ByteFlow.Unlimited;

    internal static long FromNullable(long? bitsPerSecond) => bitsPerSecond ?? ByteFlow.Unlimited;

    internal static long? ToNullable(long capacity) => capacity == ByteFlow.Unlimited ? null : capacity;

    /// <summary>Whether an equal share of what is left is smaller here than there.</summary>
    internal bool IsTighterThan(Bottleneck other) => (Int128)Left * other.Waiting < (Int128)other.Left * Waiting;
}
