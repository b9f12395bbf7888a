namespace Bits.RetrySim;

public sealed partial class SimulatedClock
{
    /// <summary>
    /// Creates a timer on this clock. Its callback runs inside the call that advances the clock to its instant, never inside this method.
    /// </summary>
    /// <remarks>
    /// Exact to the tick of 100 ns; a periodic timer fires at each of its own instants. The clock keeps an armed timer alive. An exception that leaves
    /// the callback is rethrown, in an <see cref="AggregateException"/>, by the call that advances. The timer's Change returns false after it was disposed;
    /// its DisposeAsync completes when a callback that is running has ended.
    /// </remarks>
    /// <param name="callback">What to run.</param>
    /// <param name="state">Its argument.</param>
    /// <param name="dueTime">From now to the first call, 0 to 4,294,967,294 ms; zero: at the next advance, even by zero; -1 ms: never.</param>
    /// <param name="period">From one call to the next, 0 to 4,294,967,294 ms; zero or -1 ms: no second call.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) A span is out of its range.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (callback is null)
        {
            throw Failure.Null(nameof(callback));
        }

        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer of the code under test. It is armed in the clock's queue, so the clock refers to it only while it is armed.</summary>
    private sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : DueEntry(DuePhase.Input), ITimer
    {
        private const long LongestMilliseconds = 4_294_967_294;

        private static readonly ContextCallback InvokeInContext = static timer => ((Timer)timer!).InvokeCallback();

        /// <summary>The creator's, as the timers of the system have it; null where its flow is suppressed.</summary>
#pragma warning disable CA2213 // A captured context holds nothing to release.
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
#pragma warning restore CA2213

        private long _period;
        private bool _disposed;
        private bool _running;
        private TaskCompletionSource? _ended;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            long due = ToTicks(dueTime, nameof(dueTime));
            long every = ToTicks(period, nameof(period));
            lock (clock._gate)
            {
                if (_disposed)
                {
                    return false;
                }

                _period = every;
                if (due < 0)
                {
                    clock._timers.Disarm(this);
                }
                else
                {
                    clock._timers.Arm(this, clock.GetTimestamp() + due);
                }

                ShowNextNeedsLock();

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                DisposeNeedsLock();
            }
        }

        public ValueTask DisposeAsync()
        {
            lock (clock._gate)
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
                long missed = next > clock._now ? 0 : ((clock._now - next) / _period) + 1;
                clock._timers.Arm(this, next + (missed * _period));
            }
            else
            {
                clock._timers.Pop();
            }

            ShowNextNeedsLock();
        }

        internal void Invoke()
        {
            if (_context is null)
            {
                InvokeCallback();
            }
            else
            {
                ExecutionContext.Run(_context, InvokeInContext, this);
            }
        }

        internal void End()
        {
            TaskCompletionSource? ended;
            lock (clock._gate)
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
            clock._timers.Disarm(this);
            ShowNextNeedsLock();
        }

        private void ShowNextNeedsLock() => Volatile.Write(ref clock._nextTimer, clock._timers.NextInstant);
    }
}
