namespace Bits.RetrySim.Tests;

/// <summary>Work of others, which holds every thread that the pool has and some more, until this is disposed.</summary>
internal sealed class OthersOnThePool : IDisposable
{
    private readonly ManualResetEventSlim _mayEnd = new();
    private readonly CountdownEvent _left = new(1);

    /// <summary>Queues it; whatever is queued after it waits until the runtime has added threads for all of it.</summary>
    internal void TakeEveryThread()
    {
        ThreadPool.GetMinThreads(out int threads, out _);
        threads = Math.Max(threads, ThreadPool.ThreadCount) + 2;
        _left.AddCount(threads);
        for (int other = 0; other < threads; other++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    _mayEnd.Wait();
                    _left.Signal();
                },
                null);
        }
    }

    public void Dispose()
    {
        _mayEnd.Set();
        _left.Signal();
        _left.Wait(TimeSpan.FromMinutes(5)).Should().BeTrue();
        _left.Dispose();
        _mayEnd.Dispose();
    }
}
