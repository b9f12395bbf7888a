namespace Bits.RetrySim;

/// <summary>How many jobs of a service somebody works on outside the lock (D-42), in whoever's name.</summary>
internal sealed class FrozenJobs
{
    internal int Count { get; set; }
}
