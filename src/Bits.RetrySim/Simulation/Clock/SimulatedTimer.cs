namespace Bits.RetrySim;

/// <summary>A timer of the code under test. It is armed in the clock's queue, so the clock refers to it only while it is armed.</summary>
internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : DueEntry(DuePhase.Input), ITimer
{
    private const long LongestMilliseconds = 4_294_967_294;

    private static readonly ContextCallback InvokeInContext = static timer =>
    {
        // The context of .NET Framework brings along that in which the creator waits (D-48).
        SynchronizationContext.SetSynchronizationContext(null);
        ((SimulatedTimer)timer!).InvokeCallback();
    };

    /// <summary>The creator's, as the timers of the system have it; null where its flow is suppressed.</summary>
#pragma warning disable CA2213 // A captured context holds nothing to release.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
#pragma warning restore CA2213

    private long _period;
    private bool _disposed;
    private bool _running;
    private TaskCompletionSource? _ended;

    /// <summary>Whose it is, as far as its argument tells: " of Task" for a delay.</summary>
    internal string Purpose => state?.GetType() is { } type ? $" of {(type.DeclaringType ?? type).Name}" : "";

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        long due = ToTicks(dueTime, nameof(dueTime));
        long every = ToTicks(period, nameof(period));
        lock (clock.TimerGate)
        {
            if (_disposed)
            {
                return false;
            }

            _period = every;
            if (due < 0)
            {
                clock.Timers.Disarm(this);
            }
            else
            {
                clock.Timers.Arm(this, clock.GetTimestamp() + due);
            }

            clock.ShowNextTimerNeedsLock();
        }

        clock.WakeDriver();
        return true;
    }

    public void Dispose()
    {
        lock (clock.TimerGate)
        {
            DisposeNeedsLock();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (clock.TimerGate)
        {
            DisposeNeedsLock();

            // Continuations run inside the advance, which keeps their order.
            return _running ? new ValueTask((_ended ??= new TaskCompletionSource()).Task) : ValueTask.CompletedTask;
        }
    }

    /// <summary>Its instant has come: arms it for the next one, if there is one, before the callback, which may change that.</summary>
    internal void BeginNeedsLock()
    {
        _running = true;
        if (_period > 0)
        {
            long next = Instant + _period;
            long missed = next > clock.GetTimestamp() ? 0 : ((clock.GetTimestamp() - next) / _period) + 1;
            clock.Timers.Arm(this, next + (missed * _period));
        }
        else
        {
            clock.Timers.Pop();
        }

        clock.ShowNextTimerNeedsLock();
    }

    internal void Invoke()
    {
        if (_context is null)
        {
            InvokeCallback();
        }
        else
        {
            ExecutionContext.Run(_context.CreateCopy(), InvokeInContext, this);
        }
    }

    internal void End()
    {
        TaskCompletionSource? ended;
        lock (clock.TimerGate)
        {
            _running = false;
            ended = _ended;
        }

        ended?.SetResult();
    }

    /// <summary>The system's limits, but no rounding to milliseconds; -1: never.</summary>
    private static long ToTicks(TimeSpan span, string parameter)
    {
        long milliseconds = span.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds is < -1 or > LongestMilliseconds)
        {
            throw Failure.OutOfRange(parameter, span, $"A timer takes 0 to {LongestMilliseconds} ms, or -1 ms for never.");
        }

        return milliseconds < 0 ? -1 : Math.Max(span.Ticks, 0);
    }

    private void InvokeCallback() => callback(state);

    private void DisposeNeedsLock()
    {
        _disposed = true;
        clock.Timers.Disarm(this);
        clock.ShowNextTimerNeedsLock();
    }

}
