using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>A manager's calls that are inside a client's code, and those who wait for their end (D-36).</summary>
/// <threadsafety>Safe from any thread; its locks are held for no other one.</threadsafety>
/// <param name="loop">Whose lock is not held meanwhile.</param>
/// <param name="driver">Who moves the time, and rethrows.</param>
/// <param name="journal">Hears how long they take.</param>
/// <param name="provider">Measures that.</param>
/// <param name="setup">How callbacks are called.</param>
internal sealed class RunningCallbacks(ServiceLoop loop, TimeDriver driver, Journal journal, TimeProvider provider, CallbackSetup setup)
{
    /// <summary>Which thread waits for the callbacks of which manager. Its lock is taken before that of any one manager's list.</summary>
    private static readonly Dictionary<int, RunningCallbacks> Waiting = [];

    private readonly object _gate = new();
    private readonly List<(int Thread, RunningCall Call)> _running = [];

    /// <summary>Calls the client, unless the manager has ended; what he throws is his answer (D-24).</summary>
    internal bool TryInvoke(RunningCall call, out Exception? failure)
    {
        failure = null;
        using (loop.Look())
        {
            if (loop.HasEnded)
            {
                return false;
            }

            Begin(call);
        }

        failure = Invoke(call);
        return true;
    }

    /// <summary>From within a call: the client has come back. What is no HRESULT is handed to whoever moves the time, even if he ended the manager (D-24).</summary>
    internal void Return(RunningCall call, Exception? failure)
    {
        End(call);
        if (setup.Rethrows && failure is not (null or COMException))
        {
            driver.TryRethrow(failure);
        }
    }

    /// <summary>Calls the client, and takes the time if somebody wants to know it.</summary>
    private Exception? Invoke(RunningCall call)
    {
        if (!journal.TimesCallbacks)
        {
            return call.Invoke();
        }

        long begun = provider.GetTimestamp();
        Exception? failure = call.Invoke();
        TimeSpan took = provider.GetElapsedTime(begun);
        using (loop.Look())
        {
            journal.CallbackReturned(call.ToldAs, failure is null, took);
        }

        return failure;
    }

    /// <summary>This thread goes into a client's code.</summary>
    private void Begin(RunningCall call)
    {
        lock (_gate)
        {
            _running.Add((Environment.CurrentManagedThreadId, call));
        }
    }

    /// <summary>It has come back.</summary>
    internal void End(RunningCall call)
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
    internal RunningCall? WaitForAll(TimeSpan timeout)
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

    private RunningCall? Wait(TimeSpan timeout)
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
