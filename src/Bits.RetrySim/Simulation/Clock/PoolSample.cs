namespace Bits.RetrySim;

/// <summary>
/// The numbers of the thread pool at a moment. Two equal ones that are sure, with no thread busy but for good, tell that nothing was queued in between: it would
/// be pending, or a thread be busy with it, or it would have come to its end.
/// </summary>
/// <param name="Runs">Threads of the pool that are inside a run, in the lower half; in the upper one how often that has changed.</param>
/// <param name="Completed">Work that has come to its end.</param>
/// <param name="Pending">Work that waits for a thread.</param>
/// <param name="Busy">Threads at work, without those that are inside a run.</param>
/// <param name="IsSure">Whether nothing came to its end while the numbers were read one after the other, and no run began or ended.</param>
internal readonly record struct PoolSample(long Runs, long Completed, long Pending, int Busy, bool IsSure)
{
    private const long Change = 1L << 32;

    private static long _runs;

    internal static PoolSample Take()
    {
        long runs = Interlocked.Read(ref _runs);
        long completed = PoolCounts.Completed;

        // Pending work first: it becomes busy threads, and those become what has come to its end.
        long pending = PoolCounts.Pending;
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        bool isSure = PoolCounts.IsStill(completed) && Interlocked.Read(ref _runs) == runs;
        return new PoolSample(runs, completed, pending, most - available - (int)(runs & int.MaxValue), isSure);
    }

    /// <summary>This thread runs code on a clock, until the returned value is disposed.</summary>
    internal static Runner BeginRun() => new(Thread.CurrentThread.IsThreadPoolThread);

    /// <summary>A thread that runs code on a clock; one of the pool is known to be busy.</summary>
    internal readonly ref struct Runner
    {
        private readonly bool _isOnPool;

        internal Runner(bool isOnPool)
        {
            _isOnPool = isOnPool;
            Count(1);
        }

        public void Dispose() => Count(-1);

        private void Count(int step)
        {
            if (_isOnPool)
            {
                Interlocked.Add(ref _runs, Change + step);
            }
        }
    }
}
