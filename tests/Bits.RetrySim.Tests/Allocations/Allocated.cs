namespace Bits.RetrySim.Tests;

/// <summary>What work allocates. Unlike times, these numbers are the same on every machine and in every run.</summary>
internal static class Allocated
{
    private const int WarmUps = 3;

    /// <summary>Bytes that a piece of work allocates on this thread once it has been done a few times; what other threads do does not count.</summary>
    internal static long By(Action work)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            work();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
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
