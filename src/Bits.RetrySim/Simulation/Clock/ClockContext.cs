namespace Bits.RetrySim;

/// <summary>
/// Where code that a clock runs goes on after each await: piece by piece, in the order in which the pieces became ready, on the thread that moves the
/// clock, at the instant at which they became ready (D-48).
/// </summary>
/// <threadsafety>Pieces are posted from any thread; one thread at a time runs them.</threadsafety>
internal sealed class ClockContext : SynchronizationContext
{
    /// <summary>The context whose code this is; it goes with the code wherever its execution context does, to the thread pool for example.</summary>
    private static readonly AsyncLocal<ClockContext?> Owner = new(OnThreadChanged);

    private readonly ClockDriver _driver;
    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Whether a piece waits; read without the lock.</summary>
    private volatile bool _hasPosted;

    /// <summary>How often anything has happened that whoever waits for this code may have to look at.</summary>
    private long _wakes;

    private long _lastPosted;
    private int _onPool;
    private long _cameToPool;

    internal ClockContext(ClockDriver driver)
    {
        _driver = driver;
        SetWaitNotificationRequired();
    }

    internal bool HasPosted => _hasPosted;

    /// <summary>Pieces of its code that threads of the pool are carrying out.</summary>
    internal int OnPool => Volatile.Read(ref _onPool);

    /// <summary>How often its code has come to a thread of the pool.</summary>
    internal long CameToPool => Interlocked.Read(ref _cameToPool);

    /// <summary>How many pieces have been posted.</summary>
    internal long LastPosted => Interlocked.Read(ref _lastPosted);

    /// <summary>Which of them ran last; for the thread that moves the clock.</summary>
    internal long LastRun { get; private set; }

    /// <summary>See <see cref="WaitForWake"/>.</summary>
    internal long Wakes => Interlocked.Read(ref _wakes);

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue((d, state));
            _lastPosted++;
            _hasPosted = true;
            WakeNeedsLock();
        }
    }

    /// <summary>
    /// As tokens of cancellation do it for those who registered here: at once, if this is the thread that moves the clock; otherwise it has its turn, and
    /// this thread waits for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Its turn did not come within the grace; it will not run any more.</exception>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current == this || _driver.IsOnThisThread)
        {
            Call(d, state);
            return;
        }

        SentPiece sent = new(d, state);
        Post(static piece => ((SentPiece)piece!).Run(), sent);
        if (!sent.TryWait(_driver.Clock.RealTimeGrace))
        {
            throw new InvalidOperationException(PendingText.NotTaken(_driver.Clock));
        }
    }

    /// <summary>A wait that blocks this thread: it cannot end by anything on the clock, which this thread moves, and must not be waited for for ever.</summary>
    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        TimeSpan grace = _driver.Clock.RealTimeGrace;
        if (millisecondsTimeout >= 0 && millisecondsTimeout <= grace.TotalMilliseconds)
        {
            return WaitHelper(waitHandles, waitAll, millisecondsTimeout);
        }

        int result = WaitHandle.WaitTimeout;
        return WatchedTime.TryWait(grace, longest => (result = WaitHelper(waitHandles, waitAll, (int)Math.Ceiling(longest.TotalMilliseconds))) != WaitHandle.WaitTimeout)
            ? result
            : throw new InvalidOperationException(PendingText.Blocking(_driver.Clock));
    }

    /// <summary>Calls code in this context: what it awaits goes on here.</summary>
    internal T Call<T>(Func<T> code)
    {
        ClockContext? owner = Owner.Value;
        Owner.Value = this;
        try
        {
            T result = default!;
            Call(_ => result = code(), state: null);
            return result;
        }
        finally
        {
            Owner.Value = owner;
        }
    }

    /// <summary>Runs the piece that has waited longest; what it throws is added to <paramref name="errors"/>.</summary>
    internal void RunNext(AdvanceErrors errors)
    {
        (SendOrPostCallback callback, object? state) = Take();
        try
        {
            Call(callback, state);
        }
#pragma warning disable CA1031 // Nothing is lost: whoever moves the clock throws it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Only an async void method lets it come as far as here.
            errors.Add(exception);
        }
    }

    /// <summary>Something has happened to the clock; whoever moves it looks anew, unless it was that thread itself.</summary>
    internal void Wake()
    {
        if (_driver.IsOnThisThread)
        {
            return;
        }

        lock (_gate)
        {
            WakeNeedsLock();
        }
    }

    /// <summary>Waits in real time until anything has happened since <see cref="Wakes"/> was read, or the time is over.</summary>
    internal void WaitForWake(long seen, TimeSpan longest)
    {
        lock (_gate)
        {
            if (_wakes == seen)
            {
                Monitor.Wait(_gate, longest);
            }
        }
    }

    /// <summary>Counts the code that has come to a thread of the pool, and that has left it.</summary>
    private static void OnThreadChanged(AsyncLocalValueChangedArgs<ClockContext?> change)
    {
        if (change.ThreadContextChanged && Thread.CurrentThread.IsThreadPoolThread)
        {
            change.PreviousValue?.Count(-1);
            change.CurrentValue?.Count(1);
        }
    }

    private void Count(int step)
    {
        if (!_driver.IsOnThisThread)
        {
            if (step > 0)
            {
                Interlocked.Increment(ref _cameToPool);
            }

            Interlocked.Add(ref _onPool, step);
        }
    }

    private void WakeNeedsLock()
    {
        _wakes++;
        Monitor.PulseAll(_gate);
    }

    private void Call(SendOrPostCallback piece, object? state)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            piece(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private (SendOrPostCallback Callback, object? State) Take()
    {
        lock (_gate)
        {
            (SendOrPostCallback, object?) next = _posted.Dequeue();
            _hasPosted = _posted.Count > 0;
            LastRun++;
            return next;
        }
    }

    /// <summary>A piece whose sender waits until it has run.</summary>
    private sealed class SentPiece(SendOrPostCallback callback, object? state)
    {
        private readonly TaskCompletionSource _ended = new();

        /// <summary>1 as soon as it is decided whether it runs.</summary>
        private int _decided;

        internal void Run()
        {
            if (Interlocked.Exchange(ref _decided, 1) != 0)
            {
                return;
            }

            try
            {
                callback(state);
                _ended.SetResult();
            }
#pragma warning disable CA1031 // Nothing is lost: its sender throws it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _ended.SetException(exception);
            }
        }

        /// <summary>Waits until it has run, and throws what it threw; false if it did not begin in time and never will.</summary>
        internal bool TryWait(TimeSpan longest)
        {
            if (!WatchedTime.TryWait(longest, slice => Task.WaitAny([_ended.Task], slice) >= 0) && Interlocked.Exchange(ref _decided, 1) == 0)
            {
                return false;
            }

            _ended.Task.GetAwaiter().GetResult();
            return true;
        }
    }
}
