using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <content>The loop that steps from instant to instant. Everything here runs on the one thread that holds the turn.</content>
public sealed partial class SimulatedClock
{
    private const int LivelockLimit = 100_000;

    /// <summary>The limit in words, the same in every culture.</summary>
    private const string LivelockText = "100,000";

    private const string FurtherExceptions = "Bits.RetrySim.FurtherExceptions";

    private readonly List<Exception> _errors = [];
    private int _driver;

    /// <summary>How far the running advance may come; the wall clock stays within the calendar up to there. 0 when nobody advances.</summary>
    private long _reserved;

    /// <summary>How far managers may step on within a pump; -1 while a condition is to be tested after each instant, or nobody advances.</summary>
    private long _stepsTo = -1;

    /// <summary>Where the guard counts timers, and the last arming before it began to.</summary>
    private long _guardedInstant;
    private long _guardedSequence;
    private int _guardCount;

    private long Furthest => LastTicks - Math.Max(_wallAtZero, 0);

    private long Reserve(long span, string parameter)
    {
        lock (TimerGate)
        {
            if (span > Furthest - _now)
            {
                throw Failure.OutOfRange(
                    parameter, new TimeSpan(span), $"The calendar ends with the year 9999: the clock can go {new TimeSpan(Furthest - _now)} further.");
            }

            _reserved = _now + span;
            return _reserved;
        }
    }

    private bool Drive(long target, Func<bool>? condition) =>
        Collect(static (clock, goal) => clock.Run(goal.Target, goal.Condition), (Target: target, Condition: condition));

    /// <summary>Throws what callbacks threw, and whatever ended the work before its time (D-24).</summary>
    private bool Collect<TArgument>(Func<SimulatedClock, TArgument, bool> work, TArgument argument)
    {
        bool result = false;
        try
        {
            result = work(this, argument);
        }
        catch (Exception e) when (_errors.Count > 0)
        {
            _errors.Add(e);
        }

        if (_errors.Count > 0)
        {
            ThrowErrors();
        }

        return result;
    }

    /// <summary>The first one as it was, since a test is written for it; together only if they are of several kinds.</summary>
    private void ThrowErrors()
    {
        Exception first = _errors[0];
        if (_errors.Exists(other => other.GetType() != first.GetType()))
        {
            throw new AggregateException(_errors);
        }

        first.Data.Remove(FurtherExceptions);
        if (_errors.Count > 1)
        {
            first.Data[FurtherExceptions] = _errors.Count - 1;
        }

        ExceptionDispatchInfo.Throw(first);
    }

    private bool Run(long target, Func<bool>? condition)
    {
        if (condition is not null && condition())
        {
            return true;
        }

        _stepsTo = condition is null ? target : -1;
        bool untested = false;
        int pumps = 0;
        while (true)
        {
            long now = _now;
            long next = NextDue(now, out ISteppedManager? manager);
            if (next > now)
            {
                if (untested && condition is not null)
                {
                    // Asked again afterwards: the condition may have armed something.
                    untested = false;
                    if (condition())
                    {
                        return true;
                    }

                    continue;
                }

                if (next <= target)
                {
                    Volatile.Write(ref _now, next);
                    pumps = 0;
                }
                else if (TryFinish(target))
                {
                    return target > now && condition is not null && condition();
                }
                else
                {
                    continue;
                }
            }

            untested = true;
            if (manager is null)
            {
                FireNextTimer();
                pumps = 0;
            }
            else if (++pumps <= LivelockLimit)
            {
                manager.Pump(_errors);
            }
            else
            {
                throw Livelock("managers were pumped in a row");
            }
        }
    }

    /// <summary>The next instant at which anything is due, not before now, and the manager whose turn it is then; null: a timer's.</summary>
    private long NextDue(long now, out ISteppedManager? first)
    {
        long next = _managers.Next(now, out first);
        long timer = Math.Max(Volatile.Read(ref _nextTimer), now);
        if (timer < next)
        {
            next = timer;
            first = null;
        }

        return next;
    }

    /// <summary>Moves on to the end, unless another thread has armed a timer on the way there just now.</summary>
    private bool TryFinish(long target)
    {
        lock (TimerGate)
        {
            if (Timers.NextInstant <= target)
            {
                return false;
            }

            Volatile.Write(ref _now, Math.Max(target, _now));
            return true;
        }
    }

    private void FireNextTimer()
    {
        SimulatedTimer timer;
        lock (TimerGate)
        {
            // Another thread may have disposed or changed it since it was seen.
            if (Timers.Peek is not SimulatedTimer first || first.Instant > _now)
            {
                return;
            }

            GuardNeedsLock(first);
            timer = first;
            timer.BeginNeedsLock();
        }

        try
        {
            timer.Invoke();
        }
#pragma warning disable CA1031 // Nothing is lost: Collect throws it when the other timers have had their turn.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _errors.Add(e);
        }

        timer.End();
    }

    /// <summary>
    /// Counts the timers that were armed for the present instant after the first one fired there. Many timers of one instant are no loop,
    /// however many they are.
    /// </summary>
    private void GuardNeedsLock(SimulatedTimer timer)
    {
        if (_guardedInstant != _now)
        {
            _guardedInstant = _now;
            _guardedSequence = Timers.LastSequence;
            _guardCount = 0;
        }
        else if (timer.Sequence > _guardedSequence && ++_guardCount > LivelockLimit)
        {
            throw Livelock("timers were armed for the instant at which they were armed");
        }
    }

    private InvalidOperationException Livelock(string what) =>
        new($"Time stands still at {Elapsed} since start ({GetUtcNow():O}): more than {LivelockText} {what}.");

    /// <summary>The right to advance, held by one thread from the beginning to the end of a call.</summary>
    private readonly ref struct Turn
    {
        private readonly SimulatedClock _clock;
        private readonly SynchronizationContext? _context;

        internal Turn(SimulatedClock clock)
        {
            if (ForeignCode.RunsOn(clock) && Volatile.Read(ref clock._driver) == 0)
            {
                throw new InvalidOperationException(
                    "The clock cannot be advanced from within a call to a manager or a job on it: what runs there, be it a callback, the rest of an "
                    + "async method, a logger, a listener or a local file, has to return first.");
            }

            int thread = Environment.CurrentManagedThreadId;
            int driver = Interlocked.CompareExchange(ref clock._driver, thread, 0);
            if (driver != 0)
            {
                throw new InvalidOperationException(driver == thread
                    ? "The clock cannot be advanced from a callback: it is being advanced."
                    : "The clock is being advanced by another thread.");
            }

            // As on the thread pool: otherwise code that awaits with ConfigureAwait(false) would resume on another thread, at some later time,
            // whenever the caller has a synchronization context, as test frameworks do.
            _clock = clock;
            _context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            clock._guardedInstant = -1;
        }

        public void Dispose()
        {
            _clock._errors.Clear();
            _clock._stepsTo = -1;
            lock (_clock.TimerGate)
            {
                _clock._reserved = 0;
            }

            SynchronizationContext.SetSynchronizationContext(_context);
            Volatile.Write(ref _clock._driver, 0);
        }
    }
}
