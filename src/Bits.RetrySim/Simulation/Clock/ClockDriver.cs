namespace Bits.RetrySim;

/// <summary>
/// Moves a clock from instant to instant: managers first, then timers, then code that goes on after an await, until nothing more is due there.
/// Everything here runs on the one thread that holds the turn.
/// </summary>
internal sealed class ClockDriver
{
    private const int LivelockLimit = 100_000;

    /// <summary>The limit in words, the same in every culture.</summary>
    private const string LivelockText = "100,000";

    private readonly ManagerQueue _managers;
    private readonly AdvanceErrors _errors = [];

    /// <summary>The thread that holds the turn; 0 when none does.</summary>
    private int _thread;

    /// <summary>How far managers may step on within a pump; -1 while a condition is to be tested after each instant, or nobody advances.</summary>
    private long _stepsTo = -1;

    /// <summary>Where the guard counts timers, and the last arming before it began to.</summary>
    private long _guardedInstant;
    private long _guardedSequence;
    private int _guardCount;

    /// <summary>As of when a condition that is being asked sees the bytes that flow; -1 when none is.</summary>
    private long _seesBytesAsOf = -1;
    private bool _sawBytes;

    internal ClockDriver(SimulatedClock clock, ManagerQueue managers)
    {
        Clock = clock;
        _managers = managers;
        Context = new ClockContext(this);
    }

    internal SimulatedClock Clock { get; }

    /// <summary>Where code goes on after its awaits.</summary>
    internal ClockContext Context { get; }

    /// <summary>Whether this thread moves the Clock.</summary>
    internal bool IsOnThisThread => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>What was thrown in the last advance that failed, in words; null if none did.</summary>
    internal string? ToldErrors => _errors.Told;

    /// <summary>Whether something was thrown that is not rethrown yet.</summary>
    internal bool HasErrors => _errors.Count > 0;

    /// <summary>Takes the right to advance, from here to its disposal.</summary>
    internal Turn Take() => new(this);

    /// <summary>Whether a manager may step on to a timestamp within its pump, as far as the running advance is concerned.</summary>
    internal bool MayStepTo(long timestamp) => timestamp <= _stepsTo && !Context.HasPosted;

    /// <summary>Runs all that is due up to a target, or until a condition holds, and throws what was thrown meanwhile.</summary>
    internal bool Drive(long target, Func<bool>? condition) =>
        Collect(static (driver, goal) => driver.Run(goal.Target, goal.Condition), (Target: target, Condition: condition));

    /// <summary>Throws what callbacks threw, and whatever ended the work before its time (D-24).</summary>
    internal bool Collect<TArgument>(Func<ClockDriver, TArgument, bool> work, TArgument argument)
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

        _errors.ThrowIfAny(Clock.Elapsed);
        return result;
    }

    /// <summary>Something was thrown that is to be rethrown with the rest.</summary>
    internal void Add(Exception error) => _errors.Add(error);

    /// <summary>As of when whoever reads bytes that flow sees them; takes note that a condition did.</summary>
    internal long SeeBytesAsOf(long now)
    {
        if (Volatile.Read(ref _seesBytesAsOf) is var asOf && (asOf < 0 || !IsOnThisThread))
        {
            return now;
        }

        _sawBytes = true;
        return Math.Max(now, asOf);
    }

    /// <summary>The armed timers, the first ones first, a line for each.</summary>
    internal List<string> DescribeTimers()
    {
        lock (Clock.TimerGate)
        {
            return [.. Clock.Timers.InOrder().Select(static entry => PendingText.Timer((SimulatedTimer)entry))];
        }
    }

    /// <summary>Runs all that is due up to a target, or until a condition holds; what is thrown meanwhile is kept.</summary>
    internal bool Run(long target, Func<bool>? condition)
    {
        if (condition is not null && Holds(condition, Clock.Now))
        {
            return true;
        }

        _stepsTo = condition is null ? target : -1;
        bool untested = false;
        bool looksAhead = condition is not null && _sawBytes;
        int pumps = 0;
        int posted = 0;
        long guardedPosts = -1;
        while (true)
        {
            long now = Clock.Now;
            long next = NextDue(now, out ISteppedManager? manager);
            if (next > now)
            {
                if (Context.HasPosted)
                {
                    // Code that goes on after an await comes last at its instant, and may arm something there. Many pieces that were ready before the first
                    // one ran are no loop, however many they are.
                    untested = true;
                    guardedPosts = guardedPosts < 0 ? Context.LastPosted : guardedPosts;
                    Context.RunNext(_errors);
                    posted += Context.LastRun > guardedPosts ? 1 : 0;
                    ThrowIfLivelock(posted, "pieces of code went on after an await in a row");
                    continue;
                }

                if (untested && condition is not null)
                {
                    // Asked again afterwards: the condition may have armed something.
                    untested = false;
                    if (Holds(condition, now))
                    {
                        return true;
                    }

                    looksAhead = _sawBytes;
                    continue;
                }

                if (looksAhead)
                {
                    looksAhead = false;
                    if (TryStopBetween(now, Math.Min(next - 1, target), condition!))
                    {
                        return true;
                    }

                    continue;
                }

                if (next <= target)
                {
                    Clock.MoveTo(next);
                    (pumps, posted, guardedPosts) = (0, 0, -1);
                }
                else if (TryFinish(target))
                {
                    return target > now && condition is not null && Holds(condition, target);
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
            else
            {
                ThrowIfLivelock(++pumps, "managers were pumped in a row");
                manager.Pump(_errors);
            }
        }
    }

    /// <summary>The next instant at which anything is due, not before now, and the manager whose turn it is then; null: a timer's.</summary>
    internal long NextDue(long now, out ISteppedManager? first)
    {
        long next = _managers.Next(now, out first);
        long timer = Math.Max(Clock.NextTimer, now);
        if (timer < next)
        {
            next = timer;
            first = null;
        }

        return next;
    }

    /// <summary>Asks a condition, which sees the bytes that flow as they are at an instant up to which nothing else happens.</summary>
    private bool Holds(Func<bool> condition, long instant)
    {
        _sawBytes = false;
        Volatile.Write(ref _seesBytesAsOf, instant);
        try
        {
            return condition();
        }
        finally
        {
            Volatile.Write(ref _seesBytesAsOf, -1);
        }
    }

    /// <summary>
    /// Bytes grow while nothing else happens: if a condition that does not hold now will do so by the end of that time, moves to the first instant at which
    /// it does (D-49).
    /// </summary>
    private bool TryStopBetween(long now, long end, Func<bool> condition)
    {
        if (end <= now || !Holds(condition, end))
        {
            return false;
        }

        while (end - now > 1)
        {
            long middle = now + ((end - now) / 2);
            (now, end) = Holds(condition, middle) ? (now, middle) : (middle, end);
        }

        Clock.MoveTo(end);
        return true;
    }

    /// <summary>Moves on to the end, unless another thread has armed a timer on the way there just now.</summary>
    private bool TryFinish(long target)
    {
        lock (Clock.TimerGate)
        {
            if (Clock.Timers.NextInstant <= target)
            {
                return false;
            }

            Clock.MoveTo(Math.Max(target, Clock.Now));
            return true;
        }
    }

    private void FireNextTimer()
    {
        SimulatedTimer timer;
        lock (Clock.TimerGate)
        {
            // Another thread may have disposed or changed it since it was seen.
            if (Clock.Timers.Peek is not SimulatedTimer first || first.Instant > Clock.Now)
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
        if (_guardedInstant != Clock.Now)
        {
            _guardedInstant = Clock.Now;
            _guardedSequence = Clock.Timers.LastSequence;
            _guardCount = 0;
        }
        else if (timer.Sequence > _guardedSequence && ++_guardCount > LivelockLimit)
        {
            throw Livelock("timers were armed for the instant at which they were armed");
        }
    }

    private void ThrowIfLivelock(int count, string what)
    {
        if (count > LivelockLimit)
        {
            throw Livelock(what);
        }
    }

    private InvalidOperationException Livelock(string what) =>
        new($"Time stands still at {Clock.Elapsed} since start ({Clock.GetUtcNow():O}): more than {LivelockText} {what}.");

    /// <summary>The right to advance, held by one thread from the beginning to the end of a call.</summary>
    internal readonly ref struct Turn
    {
        private readonly ClockDriver _driver;
        private readonly SynchronizationContext? _context;

        internal Turn(ClockDriver driver)
        {
            if (ForeignCode.RunsOn(driver.Clock) && Volatile.Read(ref driver._thread) == 0)
            {
                throw new InvalidOperationException(
                    "The clock cannot be advanced from within a call to a manager or a job on it: what runs there, be it a callback, the rest of an "
                    + "async method, a logger, a listener or a local file, has to return first.");
            }

            int thread = Environment.CurrentManagedThreadId;
            int holder = Interlocked.CompareExchange(ref driver._thread, thread, 0);
            if (holder != 0)
            {
                throw new InvalidOperationException(holder == thread
                    ? "The clock cannot be advanced from a callback, or from code that Run runs: it is being advanced. Let such code await Task.Delay(span, clock)."
                    : "The clock is being advanced by another thread.");
            }

            // As on the thread pool: otherwise code that awaits with ConfigureAwait(false) would resume on another thread, at some later time,
            // whenever the caller has a synchronization context, as test frameworks do.
            _driver = driver;
            _context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            driver._guardedInstant = -1;
        }

        public void Dispose()
        {
            _driver._errors.Clear();
            _driver._stepsTo = -1;
            _driver.Clock.Release();
            SynchronizationContext.SetSynchronizationContext(_context);
            Volatile.Write(ref _driver._thread, 0);
        }
    }
}
