namespace Bits.RetrySim;

/// <summary>The lock of a <see cref="ServiceLoop"/>, which knows whether somebody waits for it.</summary>
internal sealed class ServiceLock
{
    private readonly object _gate = new();
    private int _waiting;
    private int _asleep;

    /// <summary>Whether another thread would come in if the lock were let go.</summary>
    internal bool IsWaitedFor => Volatile.Read(ref _waiting) != 0;

    /// <summary>Whether this thread has it.</summary>
    internal bool IsHeld => Monitor.IsEntered(_gate);

    /// <summary>How many threads have let go of it until somebody wakes them, and are not back yet.</summary>
    internal int Asleep
    {
        get
        {
            lock (_gate)
            {
                return _asleep;
            }
        }
    }

    internal void Enter()
    {
        if (!Monitor.TryEnter(_gate))
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                Monitor.Enter(_gate);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }

    internal void Exit() => Monitor.Exit(_gate);

    /// <summary>Lets go of it until somebody calls <see cref="WakeAll"/>.</summary>
    internal void Wait()
    {
        _asleep++;
        try
        {
            Monitor.Wait(_gate);
        }
        finally
        {
            _asleep--;
        }
    }

    internal void WakeAll() => Monitor.PulseAll(_gate);
}
