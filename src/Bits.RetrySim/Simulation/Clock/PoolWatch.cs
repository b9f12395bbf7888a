using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>
/// Waits, in real time, for what went to the thread pool for a moment: the runtime completes a delay that is cancelled there, and code does small work
/// there. Threads that were busy before, or stay busy for long, are somebody else's.
/// </summary>
/// <remarks>
/// A probe that is put behind all other work looks how many threads are at work besides its own; two in a row that find none are taken for peace.
/// </remarks>
internal sealed class PoolWatch : IThreadPoolWorkItem
{
    private const int ProbesOfPeace = 2;

    /// <summary>Work that takes longer is not waited for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>Nobody who waits for a cancellation hears of it later than this.</summary>
    private static readonly TimeSpan LongestCancellation = TimeSpan.FromMilliseconds(20);

    private int _othersBusy = int.MaxValue;
    private long _completed = -1;
    private int _found;
    private volatile bool _isBack;

    /// <summary>Before the code begins: what is busy now is none of it.</summary>
    internal PoolWatch()
    {
        for (int probe = 0; probe < ProbesOfPeace; probe++)
        {
            _othersBusy = Math.Min(_othersBusy, Probe());
        }
    }

    private static int Busy
    {
        get
        {
            ThreadPool.GetMaxThreads(out int most, out _);
            ThreadPool.GetAvailableThreads(out int available, out _);
            return most - available;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        _found = Busy - 1;
        _isBack = true;
    }

    /// <summary>Returns when the pool is at peace, or a piece of code is ready.</summary>
    /// <param name="context">Where it becomes ready.</param>
    /// <param name="hasCancelled">Whether something was surely given to the pool, if anybody waits for it: peace is not believed too soon.</param>
    internal void Settle(ClockContext context, bool hasCancelled)
    {
        if (!hasCancelled && WasLeftAlone())
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        int peaceful = 0;
        while (!context.HasPosted && (peaceful < ProbesOfPeace || (hasCancelled && Stopwatch.GetElapsedTime(start) < LongestCancellation)))
        {
            int busy = Probe();
            _othersBusy = Math.Min(_othersBusy, busy);
            peaceful = busy <= _othersBusy && ThreadPool.PendingWorkItemCount == 0 ? peaceful + 1 : 0;
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                _othersBusy = busy;
            }
        }

        _completed = ThreadPool.CompletedWorkItemCount;
    }

    /// <summary>Nothing was given to the pool since the last look.</summary>
    private bool WasLeftAlone() =>
        Busy <= _othersBusy && ThreadPool.PendingWorkItemCount == 0 && ThreadPool.CompletedWorkItemCount == _completed;

    private int Probe()
    {
        _isBack = false;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        SpinWait spin = default;
        while (!_isBack)
        {
            spin.SpinOnce();
        }

        return _found;
    }
}
