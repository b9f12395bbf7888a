namespace Bits.RetrySim.Tests;

/// <summary>What work allocates. Unlike times, these numbers are the same on every machine and in every run.</summary>
internal static class Allocated
{
    private const int WarmUps = 3;
    private const int Rounds = 20;

    /// <summary>More than the runtime allocates for itself. What grows by doubling does so in few rounds too, but by more.</summary>
    private const long MostOfTheRuntime = 16 * 1024;

    /// <summary>
    /// Bytes that a piece of work allocates on this thread once it has been done a few times; what other threads do does not count. The runtime itself
    /// allocates a little now and then, when it compiles a method again, but not in every round: it is the least of several.
    /// </summary>
    /// <param name="work">What is done more than <see cref="WarmUps"/> times; it counts for itself how often where that matters.</param>
    internal static long By(Action work)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            work();
        }

        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > MostOfTheRuntime)
            {
                return bytes;
            }

            least = Math.Min(least, bytes);
        }

        return least;
    }

    /// <summary>Bytes that stay in the memory of the whole process, so nothing else may run meanwhile.</summary>
    internal static long Kept<T>(Func<int, T> make, int count)
    {
        // Whatever is made once for the whole process.
        make(1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        T made = make(count);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(made);
        return after - before;
    }
}
