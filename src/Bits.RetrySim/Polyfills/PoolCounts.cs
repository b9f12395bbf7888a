namespace Bits.RetrySim;

/// <summary>
/// What .NET Framework tells of its thread pool, which is how many threads are busy. So there may always be work that waits, until a <see cref="PoolFence"/> has
/// passed; and some has always come to its end, so that peace has to last.
/// </summary>
internal static class PoolCounts
{
    private static long _asked;

    /// <summary>Another number each time.</summary>
    internal static long Completed => Interlocked.Increment(ref _asked);

    internal static long Pending => 1;

    /// <summary>Those that are busy; how many there are it does not tell. One that is added to a pool that others hold is busy at once.</summary>
    internal static int Threads
    {
        get
        {
            ThreadPool.GetMaxThreads(out int most, out _);
            ThreadPool.GetAvailableThreads(out int available, out _);
            return most - available;
        }
    }

    internal static bool IsStill(long completed) => completed <= Interlocked.Read(ref _asked);
}
