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

    private int _onPool;

    internal ClockContext(ClockDriver driver)
    {
        _driver = driver;
        SetWaitNotificationRequired();
    }

    internal bool HasPosted => _hasPosted;

    /// <summary>Pieces of its code that threads of the pool are carrying out.</summary>
    internal int OnPool => Volatile.Read(ref _onPool);

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue((d, state));
            _hasPosted = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>As tokens of cancellation do it for those who registered here: at once, if this is the thread that moves the clock.</summary>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this && !_driver.IsOnThisThread)
        {
            throw new NotSupportedException("Another thread cannot wait until code on a simulated clock has run; use Post.");
        }

        Call(d, state);
    }

    /// <summary>A wait that blocks this thread: it cannot end by anything on the clock, which this thread moves, and must not be waited for for ever.</summary>
    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        int grace = (int)_driver.Clock.RealTimeGrace.TotalMilliseconds;
        if (millisecondsTimeout >= 0 && millisecondsTimeout <= grace)
        {
            return WaitHelper(waitHandles, waitAll, millisecondsTimeout);
        }

        int result = WaitHelper(waitHandles, waitAll, grace);
        return result == WaitHandle.WaitTimeout ? throw new InvalidOperationException(PendingText.Blocking(_driver.Clock)) : result;
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

    /// <summary>Runs the piece that has waited longest; what it throws is added to <paramref name="errors"/>. False if none waits.</summary>
    internal bool TryRunNext(AdvanceErrors errors)
    {
        if (!_hasPosted)
        {
            return false;
        }

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

        return true;
    }

    /// <summary>Waits in real time until a piece waits; false if none came.</summary>
    internal bool WaitForPost(TimeSpan longest)
    {
        lock (_gate)
        {
            return _hasPosted || (Monitor.Wait(_gate, longest) && _hasPosted);
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
            Interlocked.Add(ref _onPool, step);
        }
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
            return next;
        }
    }
}
