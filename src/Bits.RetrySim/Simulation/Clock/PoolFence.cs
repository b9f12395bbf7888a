namespace Bits.RetrySim;

/// <summary>
/// Work for the thread pool that does nothing: when it has its turn, whatever this thread queued before has had its own, since the pool keeps to the order within
/// each of its queues. It goes into both in which this thread queues.
/// </summary>
/// <remarks>What code on the pool queues there comes later: the fence does not stand for that any more.</remarks>
internal sealed class PoolFence : IThreadPoolWorkItem
{
    /// <summary>How long to wait before others are looked at again.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5);

    private readonly TaskCompletionSource _passed = new();
    private readonly long _came;
    private int _left = 2;

    /// <summary>Queues it.</summary>
    /// <param name="came">How often code of the run has come to the pool.</param>
    internal PoolFence(long came)
    {
        _came = came;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void Execute()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _passed.SetResult();
        }
    }

    internal bool IsFor(long came) => came == _came;

    internal bool HasPassed(long came) => IsFor(came) && _passed.Task.IsCompleted;

    /// <summary>Waits for a moment, in the way that has the pool add threads.</summary>
    internal void Wait() => _passed.Task.Wait(Slice);
}
