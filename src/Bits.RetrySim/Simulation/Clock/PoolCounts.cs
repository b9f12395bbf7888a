namespace Bits.RetrySim;

/// <summary>What the runtime counts of its thread pool.</summary>
internal static class PoolCounts
{
    /// <summary>Work that has come to its end.</summary>
    internal static long Completed => ThreadPool.CompletedWorkItemCount;

    /// <summary>Work that waits for a thread.</summary>
    internal static long Pending => ThreadPool.PendingWorkItemCount;

    /// <summary>The threads that there are.</summary>
    internal static int Threads => ThreadPool.ThreadCount;

    /// <summary>Whether nothing can be seen to have come to its end since there was that much.</summary>
    internal static bool IsStill(long completed) => Completed == completed;
}
