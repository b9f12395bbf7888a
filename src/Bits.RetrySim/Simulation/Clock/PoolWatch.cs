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
/// Others have work pending, too, runs of other clocks for example, and that is not this run's to wait for. Where the numbers of the pool are what they were
/// when it was at peace last, nothing has been queued since. Otherwise a <see cref="PoolFence"/> tells when what is pending was queued later.
/// </para>
/// <para>
/// Threads of the pool that are busy for long with something else, as test runners have them, would never let it be at peace. How many there are is
/// learned, once for the process: as many as were busy all through a while; fewer as soon as fewer are seen. One of them could come to its end at the very
/// moment at which the code has something there, which would then be taken for it; so if any work has come to its end, or such a thread may have begun a run, peace has to last. Threads that
/// move a clock themselves are known.
/// </para>
/// </remarks>
/// <param name="context">Whose code it is.</param>
/// <param name="grace">How long to wait at most.</param>
internal sealed class PoolWatch(ClockContext context, TimeSpan grace)
{
    /// <summary>Threads that are busy for good with something else.</summary>
    private static int _busyForGood;

    /// <summary>The pool when it was at peace last; null: never yet.</summary>
    private PoolSample? _atPeace;

    /// <summary>Whoever is busy for as long as that, while no work anywhere comes to its end, is busy for good.</summary>
    private static TimeSpan Patience => TimeSpan.FromSeconds(0.5);

    /// <summary>The same while other work comes and goes: long enough to see it gone for a moment.</summary>
    private static TimeSpan LongPatience => TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the runtime waits, for each thread that the pool has, before it adds one to a pool that takes nothing up while the processors are busy.
    /// </summary>
    private static TimeSpan BeforeAThreadIsAdded => TimeSpan.FromSeconds(1);

    /// <summary>How long peace has to last where it may be mistaken: a hundred times as long as the runtime has something there; seen at more than two looks.</summary>
    private static TimeSpan Confirmation => TimeSpan.FromMilliseconds(2);

    private static TimeSpan LongestLookAtPeace => TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when the pool is at peace, or as soon as a piece of code is ready.</summary>
    /// <returns>False if it is at work for longer than the grace, for the code or so much that nobody can tell for whom.</returns>
    internal bool TrySettle()
    {
        SpinWait spin = default;
        Wait wait = default;
        PoolFence? fence = null;
        while (!context.HasPosted)
        {
            // In this order: see above. What passes the fence only while the numbers are read may begin work that they do not show.
            bool hadPassed = fence?.HasPassed(context.CameToPool) == true;
            PoolSample sample = PoolSample.Take();
            long came = context.CameToPool;
            bool isOwn = context.OnPool > 0;
            int forGood = LearnFewer(sample);
            bool isPending = sample.Pending > 0 && sample != _atPeace && !(hadPassed && fence!.HasPassed(came));
            if (sample.IsSure && !isPending && !isOwn && sample.Busy <= forGood)
            {
                if (IsPeaceSure(sample, forGood, came, ref wait))
                {
                    return true;
                }
            }
            else if (wait.IsTooLong(isOwn, came, isPending, sample.Runs, grace))
            {
                return false;
            }
            else
            {
                LearnMore(isOwn, sample, ref wait);
            }

            if (isPending && !isOwn && spin.NextSpinWillYield)
            {
                fence = fence?.IsFor(came) == true ? fence : new PoolFence(came);
                fence.Wait();
            }
            else
            {
                spin.SpinOnce();
            }
        }

        return true;
    }

    /// <summary>
    /// How long to wait at most while nothing is taken up and the code is not known to be there: others hold every thread, and on busy processors the pool is slow
    /// to add one, which is no fault of the code's.
    /// </summary>
    private static TimeSpan WhileOthersHoldThePool(TimeSpan grace, int threads) => grace + (threads * BeforeAThreadIsAdded);

    private bool IsPeaceSure(PoolSample sample, int forGood, long came, ref Wait wait)
    {
        if (forGood > 0 && (sample.Completed, sample.Runs) != (_atPeace?.Completed, _atPeace?.Runs) && !wait.HasLasted(Confirmation, LongestLookAtPeace, came))
        {
            return false;
        }

        _atPeace = sample;
        return true;
    }

    private static int LearnFewer(PoolSample sample)
    {
        int forGood = Volatile.Read(ref _busyForGood);
        if (sample.IsSure && sample.Busy < forGood)
        {
            Interlocked.CompareExchange(ref _busyForGood, sample.Busy, forGood);
            return sample.Busy;
        }

        return forGood;
    }

    private void LearnMore(bool isOwn, PoolSample sample, ref Wait wait)
    {
        if (sample.IsSure && wait.SeeBusy(isOwn, sample.Busy) is var waited && waited > (wait.HasAnyCompleted ? LongPatience : Patience))
        {
            Volatile.Write(ref _busyForGood, wait.Fewest);
            wait.BeginAgain();

            // What was peace before is not known to be any more: it has to last.
            _atPeace = null;
        }
    }

    /// <summary>What was seen in one wait.</summary>
    private struct Wait
    {
        private WatchedTime _peace;

        /// <summary>
        /// The code known to be on the pool. It may come there again and again, and wait for a thread in between, which is others' time and not its own.
        /// </summary>
        private WatchedTime _own;
        private long _came;

        /// <summary>Work pending all the time while no run began or ended and no thread was added, which would be others getting on.</summary>
        private WatchedTime _pending;
        private (long Runs, int Threads) _others;

        /// <summary>None but others at work, and what had come to its end before.</summary>
        private WatchedTime _onlyOthers;
        private long _completedThen;

        /// <summary>The fewest threads that were seen busy since.</summary>
        internal int Fewest { get; private set; }

        internal readonly bool HasAnyCompleted => PoolCounts.Completed != _completedThen;

        internal bool HasLasted(TimeSpan span, TimeSpan longestLook, long came)
        {
            LookAtOwn(isOwn: false, came, out bool hasCome);
            _peace = hasCome ? default : _peace;
            _peace.Look(isSeen: true, longestLook);
            return _peace.Elapsed > span;
        }

        internal bool IsTooLong(bool isOwn, long came, bool isPending, long runs, TimeSpan grace)
        {
            _peace = default;
            (long, int) others = (runs, PoolCounts.Threads);
            _pending = isPending && _others == others ? _pending : default;
            _others = others;
            _pending.Look(isPending, WatchedTime.LongestLook);

            LookAtOwn(isOwn, came, out _);
            return (_own.IsSeen && _own.Elapsed > grace) || _pending.Elapsed > WhileOthersHoldThePool(grace, _others.Threads);
        }

        /// <summary>Takes note of how many threads are busy; says how long none of them has been at work for the code.</summary>
        internal TimeSpan SeeBusy(bool isOwn, int busy)
        {
            if (isOwn || !_onlyOthers.IsSeen)
            {
                (_onlyOthers, _completedThen, Fewest) = (default, PoolCounts.Completed, busy);
            }

            Fewest = Math.Min(Fewest, busy);
            _onlyOthers.Look(!isOwn, WatchedTime.LongestLook);
            return _onlyOthers.Elapsed;
        }

        /// <summary>Code that goes from piece to piece there may be between two of them at each look.</summary>
        private void LookAtOwn(bool isOwn, long came, out bool hasCome)
        {
            hasCome = came != _came;
            _came = came;
            _own.Look(isOwn || hasCome, WatchedTime.LongestLook);
        }

        internal void BeginAgain() => _onlyOthers = default;
    }
}
