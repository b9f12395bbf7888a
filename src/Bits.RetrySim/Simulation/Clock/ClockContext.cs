namespace Bits.RetrySim;

/// <summary>
/// Where code that a clock runs goes on after each await: piece by piece, in the order in which the pieces became ready, on the thread that moves the
/// clock, at the instant at which they became ready.
/// </summary>
/// <threadsafety>Pieces are posted from any thread; one thread at a time runs them.</threadsafety>
internal sealed class ClockContext : SynchronizationContext
{
    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Whether a piece waits; read without the lock.</summary>
    private volatile bool _hasPosted;

    internal bool HasPosted => _hasPosted;

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

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this)
        {
            throw new NotSupportedException("Code that a clock runs cannot be waited for by another thread; use Post.");
        }

        d(state);
    }

    /// <summary>Calls something in this context: what it awaits goes on here.</summary>
    internal T Call<T>(Func<T> code)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            return code();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs the piece that has waited longest; what it throws is added to <paramref name="errors"/>. False if none waits.</summary>
    internal bool TryRunNext(AdvanceErrors errors)
    {
        if (!_hasPosted)
        {
            return false;
        }

        RunNext(errors);
        return true;
    }

    private void RunNext(AdvanceErrors errors)
    {
        (SendOrPostCallback callback, object? state) = Take();
        try
        {
            Call(() =>
            {
                callback(state);
                return true;
            });
        }
#pragma warning disable CA1031 // Nothing is lost: whoever moves the clock throws it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Only an async void method lets it come as far as here.
            errors.Add(exception);
        }
    }

    /// <summary>Waits in real time until a piece waits; false if none came.</summary>
    internal bool WaitForPost(TimeSpan longest)
    {
        lock (_gate)
        {
            return _hasPosted || (Monitor.Wait(_gate, longest) && _hasPosted);
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
