namespace Bits.RetrySim;

/// <summary>A manager's callbacks that are inside a client's code, and those who wait for their end (D-36).</summary>
/// <threadsafety>Safe from any thread; its locks are held for no other one.</threadsafety>
internal sealed class RunningCallbacks
{
    /// <summary>Which thread waits for the callbacks of which manager. Its lock is taken before that of any one manager's list.</summary>
    private static readonly Dictionary<int, RunningCallbacks> Waiting = [];

    private readonly object _gate = new();
    private readonly List<(int Thread, CallbackCall Call)> _running = [];

    /// <summary>This thread goes into a client's code.</summary>
    internal void Begin(CallbackCall call)
    {
        lock (_gate)
        {
            _running.Add((Environment.CurrentManagedThreadId, call));
        }
    }

    /// <summary>It has come back.</summary>
    internal void End(CallbackCall call)
    {
        lock (_gate)
        {
            _running.RemoveAll(running => running.Call == call);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Waits until all have come back. One that waits for this very thread never would, be it itself or by way of the end of other managers:
    /// then nobody is waited for.
    /// </summary>
    /// <param name="timeout">How long to wait at most, in real time: a callback takes that, whatever the manager's time does.</param>
    /// <returns>The first one that has not come back in time; null if all have.</returns>
    internal CallbackCall? WaitForAll(TimeSpan timeout)
    {
        int self = Environment.CurrentManagedThreadId;
        lock (Waiting)
        {
            if (WaitsFor(self, []))
            {
                return null;
            }

            Waiting[self] = this;
        }

        try
        {
            return Wait(timeout);
        }
        finally
        {
            lock (Waiting)
            {
                Waiting.Remove(self);
            }
        }
    }

    private CallbackCall? Wait(TimeSpan timeout)
    {
        long begun = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            while (_running.Count > 0)
            {
                TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                {
                    return _running.Count > 0 ? _running[0].Call : null;
                }
            }
        }

        return null;
    }

    /// <summary>Whether one of the callbacks cannot come back before a thread does.</summary>
    private bool WaitsFor(int thread, HashSet<RunningCallbacks> seen)
    {
        if (!seen.Add(this))
        {
            return false;
        }

        int[] running;
        lock (_gate)
        {
            running = [.. _running.Select(static call => call.Thread)];
        }

        return running.Any(other => other == thread || (Waiting.TryGetValue(other, out RunningCallbacks? next) && next.WaitsFor(thread, seen)));
    }
}
