using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>
/// Says whether the thread pool is at peace, so that nothing which code on a clock gave to it is still to come back, and waits until it is. The
/// runtime itself takes there what follows a cancelled delay where no context is captured, or where tasks are combined.
/// </summary>
/// <remarks>
/// <para>
/// Work is either pending, or a thread is busy with it: the pool counts a thread as busy from the moment at which work is queued for it until it finds none
/// any more. So no work that was queued before is left when nothing is pending and, looked at after that, no thread is busy; looked at the other way
/// round, work could slip through.
/// </para>
/// <para>
/// Threads of the pool that are busy for long with something else, as test runners have them, would never let it be at peace. How many there are is
/// learned, once for the process: as many as were busy all through <see cref="Patience"/>, while none of them was at work for the code; fewer as soon
/// as fewer are seen. Threads that move a clock themselves are known.
/// </para>
/// </remarks>
internal static class PoolWatch
{
    /// <summary>Whoever is busy for as long as that with something that is not the code's is busy for good.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Threads that are busy for good with something else.</summary>
    private static int _busyForGood;

    /// <summary>Threads of the pool that are inside a run.</summary>
    private static int _running;

    private static int Busy
    {
        get
        {
            ThreadPool.GetMaxThreads(out int most, out _);
            ThreadPool.GetAvailableThreads(out int available, out _);
            return most - available - Volatile.Read(ref _running);
        }
    }

    /// <summary>This thread runs code on a clock, until the returned value is disposed.</summary>
    internal static Runner BeginRun() => new(Thread.CurrentThread.IsThreadPoolThread);

    /// <summary>Returns when the pool is at peace, or as soon as a piece of code is ready.</summary>
    /// <param name="context">Where it becomes ready.</param>
    /// <param name="grace">How long its code may be at work on the pool.</param>
    /// <returns>False if its code is at work there for longer.</returns>
    internal static bool Settle(ClockContext context, TimeSpan grace)
    {
        SpinWait spin = default;
        long begun = 0;
        long othersSince = 0;
        int fewest = int.MaxValue;
        while (!context.HasPosted && !IsAtPeace(context, out int busy))
        {
            long now = Stopwatch.GetTimestamp();
            begun = begun == 0 ? now : begun;
            if (context.OnPool > 0)
            {
                othersSince = 0;
                if (Stopwatch.GetElapsedTime(begun, now) > grace)
                {
                    return false;
                }
            }
            else
            {
                (othersSince, fewest) = othersSince == 0 ? (now, busy) : (othersSince, Math.Min(fewest, busy));
                if (Stopwatch.GetElapsedTime(othersSince, now) > Patience)
                {
                    Volatile.Write(ref _busyForGood, fewest);
                    othersSince = 0;
                }
            }

            spin.SpinOnce();
        }

        return true;
    }

    private static bool IsAtPeace(ClockContext context, out int busy)
    {
        bool isPending = ThreadPool.PendingWorkItemCount > 0;
        busy = Busy;
        int forGood = Volatile.Read(ref _busyForGood);
        if (busy < forGood)
        {
            Interlocked.CompareExchange(ref _busyForGood, busy, forGood);
        }

        return !isPending && context.OnPool == 0 && busy <= forGood;
    }

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
                Interlocked.Add(ref _running, step);
            }
        }
    }
}
