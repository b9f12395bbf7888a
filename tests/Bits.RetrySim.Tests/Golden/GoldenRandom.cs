namespace Bits.RetrySim.Tests;

/// <summary>Numbers drawn from a seed, the same on every runtime: scripts are made anew at each run and must not change with it.</summary>
internal sealed class GoldenRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Whether something happens that happens so often in a hundred times.</summary>
    internal bool Chance(int percent) => Below(100) < percent;

    /// <summary>A number from 0 on, and below a bound.</summary>
    internal int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A number between two others, both included.</summary>
    internal int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>One of several; named twice, it is drawn twice as often.</summary>
    internal T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    // SplitMix64.
    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
