namespace Bits.RetrySim;

/// <summary>
/// Waits until the thread pool is at peace, so that nothing which code on a clock gave to it is still to come back. The runtime itself takes there
/// what follows a cancelled delay where no context is captured, or where tasks are combined.
/// </summary>
/// <remarks>
/// <para>
/// Work is either pending, or a thread is busy with it: the pool counts a thread as busy from the moment at which work is queued for it until it finds none
/// any more. So no work that was queued before is left when nothing is pending and, looked at after that, no thread is busy; looked at the other way
/// round, work could slip through.
/// </para>
/// <para>
/// Threads of the pool that are busy for long with something else, as test runners have them, would never let it be at peace. How many there are is
/// learned, once for the process: as many as were busy all through a while; fewer as soon as fewer are seen. One of them could come to its end at the very
/// moment at which the code has something there, which would then be taken for it; so if any work has come to its end, peace has to last. Threads that
/// move a clock themselves are known.
/// </para>
/// </remarks>
/// <param name="context">Whose code it is.</param>
/// <param name="grace">How long to wait at most.</param>
internal sealed class PoolWatch(ClockContext context, TimeSpan grace)
{
    /// <summary>Threads that are busy for good with something else.</summary>
    private static int _busyForGood;

    /// <summary>Threads of the pool that are inside a run.</summary>
    private static int _running;

    /// <summary>How much work had come to its end when the pool was at peace last.</summary>
    private long _completedAtPeace = -1;

    /// <summary>Whoever is busy for as long as that, while no work anywhere comes to its end, is busy for good.</summary>
    private static TimeSpan Patience => TimeSpan.FromSeconds(0.5);

    /// <summary>The same while other work comes and goes: long enough to see it gone for a moment.</summary>
    private static TimeSpan LongPatience => TimeSpan.FromSeconds(2);

    /// <summary>How long peace has to last where it may be mistaken: a hundred times as long as the runtime has something there.</summary>
    private static TimeSpan Confirmation => TimeSpan.FromMilliseconds(2);

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
    /// <returns>False if it is at work for longer than the grace, for the code or so much that nobody can tell for whom.</returns>
    internal bool TrySettle()
    {
        SpinWait spin = default;
        Wait wait = new(TimeProvider.System.GetTimestamp());
        while (!context.HasPosted)
        {
            bool isPending = ThreadPool.PendingWorkItemCount > 0;
            int busy = Busy;
            bool isOwn = context.OnPool > 0;
            int forGood = LearnFewer(busy);
            if (!isPending && !isOwn && busy <= forGood)
            {
                if (IsPeaceSure(forGood, ref wait))
                {
                    return true;
                }
            }
            else if (wait.IsTooLong(isOwn, isPending, grace))
            {
                return false;
            }
            else
            {
                LearnMore(isOwn, busy, ref wait);
            }

            spin.SpinOnce();
        }

        return true;
    }

    private bool IsPeaceSure(int forGood, ref Wait wait)
    {
        long completed = ThreadPool.CompletedWorkItemCount;
        if (forGood > 0 && completed != _completedAtPeace && !wait.HasLasted(Confirmation))
        {
            return false;
        }

        _completedAtPeace = completed;
        return true;
    }

    private static int LearnFewer(int busy)
    {
        int forGood = Volatile.Read(ref _busyForGood);
        if (busy < forGood)
        {
            Interlocked.CompareExchange(ref _busyForGood, busy, forGood);
            return busy;
        }

        return forGood;
    }

    private static void LearnMore(bool isOwn, int busy, ref Wait wait)
    {
        if (wait.SeeBusy(isOwn, busy) is var waited && waited > (wait.HasAnyCompleted ? LongPatience : Patience))
        {
            Volatile.Write(ref _busyForGood, wait.Fewest);
            wait.BeginAgain();
        }
    }

    /// <summary>What was seen in one wait.</summary>
    private struct Wait(long begun)
    {
        private long _peaceSince;

        /// <summary>Since when work has been pending all the time; 0: none is.</summary>
        private long _pendingSince;

        /// <summary>Since when only others have been at work, 0: the code is; and what had come to its end up to then.</summary>
        private long _othersSince;
        private long _completedThen;

        /// <summary>The fewest threads that were seen busy since.</summary>
        internal int Fewest { get; private set; }

        internal readonly bool HasAnyCompleted => ThreadPool.CompletedWorkItemCount != _completedThen;

        internal bool HasLasted(TimeSpan span)
        {
            long now = TimeProvider.System.GetTimestamp();
            _peaceSince = _peaceSince == 0 ? now : _peaceSince;
            return TimeProvider.System.GetElapsedTime(_peaceSince, now) > span;
        }

        internal bool IsTooLong(bool isOwn, bool isPending, TimeSpan grace)
        {
            long now = TimeProvider.System.GetTimestamp();
            _peaceSince = 0;
            _pendingSince = !isPending ? 0 : _pendingSince == 0 ? now : _pendingSince;
            long since = isOwn ? begun : _pendingSince;
            return since != 0 && TimeProvider.System.GetElapsedTime(since, now) > grace;
        }

        /// <summary>Takes note of how many threads are busy; says how long none of them has been at work for the code.</summary>
        internal TimeSpan SeeBusy(bool isOwn, int busy)
        {
            long now = TimeProvider.System.GetTimestamp();
            if (isOwn || _othersSince == 0)
            {
                (_othersSince, _completedThen, Fewest) = (isOwn ? 0 : now, ThreadPool.CompletedWorkItemCount, busy);
                return TimeSpan.Zero;
            }

            Fewest = Math.Min(Fewest, busy);
            return TimeProvider.System.GetElapsedTime(_othersSince, now);
        }

        internal void BeginAgain() => _othersSince = 0;
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
