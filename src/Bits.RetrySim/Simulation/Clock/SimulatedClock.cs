namespace Bits.RetrySim;

/// <summary>
/// A time provider whose time moves only when told to, and then from instant to instant: whatever falls due on the way, in a manager of this
/// library or in a timer of the code under test, runs at its own instant and in its own turn, however far one call advances.
/// </summary>
/// <remarks>
/// <para>
/// Give it to code under test as its <see cref="TimeProvider"/>: <c>Task.Delay</c>, <see cref="CancellationTokenSource"/> and
/// <c>PeriodicTimer</c> work on it. Inside a callback <see cref="GetUtcNow"/> and <see cref="GetTimestamp"/> read the very instant
/// for which that callback was armed, to the tick of 100 ns; nothing is rounded to milliseconds.
/// </para>
/// <para>
/// What is due at one instant runs in a fixed order: managers first, in the order in which they were made, then the timer armed first, then
/// again the managers, and so on until nothing is due. A timer with a due time of zero waits for the next call that advances, even by zero.
/// </para>
/// <para>
/// The wall clock and the monotonic clock can be moved apart by <see cref="StepSystemTime"/> and <see cref="Sleep"/>. Timers, and the
/// retries and timeouts of jobs, follow the monotonic clock only (CLOCK-1, CLOCK-2).
/// </para>
/// </remarks>
/// <threadsafety>
/// Reading the clock, and creating, changing and disposing timers, is safe from any thread and from callbacks. Only one thread at a time may
/// advance it. Callbacks run on that thread, one after the other, in the execution context in which their timer was created, without a
/// synchronization context and with no lock held.
/// </threadsafety>
public sealed partial class SimulatedClock : SteppedTime
{
    /// <summary>The end of the calendar, 9999-12-31; the monotonic clock goes no further than this number of ticks either.</summary>
    private static readonly long LastTicks = DateTimeOffset.MaxValue.UtcTicks;

    private readonly ManagerQueue _managers = new();
    private readonly ClockDriver _driver;

    private long _now;
    private long _wallAtZero;

    /// <summary>When the next timer is due; read without the lock.</summary>
    private long _nextTimer = long.MaxValue;

    /// <summary>A clock that starts at 2000-01-01 00:00:00 UTC, in the local time zone UTC.</summary>
    public SimulatedClock()
        : this(Defaults.SimulationStart)
    {
    }

    /// <summary>A clock that starts at the given time, in the local time zone UTC.</summary>
    /// <param name="start">What the wall clock shows at first; an offset from UTC is converted.</param>
    public SimulatedClock(DateTimeOffset start)
        : this(start, TimeZoneInfo.Utc)
    {
    }

    /// <summary>A clock that starts at the given time in the given local time zone.</summary>
    /// <param name="start">What the wall clock shows at first; an offset from UTC is converted.</param>
    /// <param name="localTimeZone">What <see cref="LocalTimeZone"/> returns; daily bandwidth intervals follow it.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="localTimeZone"/> is null.</exception>
    public SimulatedClock(DateTimeOffset start, TimeZoneInfo localTimeZone)
    {
        if (localTimeZone is null)
        {
            throw Failure.Null(nameof(localTimeZone));
        }

        _driver = new ClockDriver(this, _managers);
        LocalTimeZone = localTimeZone;
        _wallAtZero = start.UtcTicks;
    }

    /// <summary>The lock of the timers and of both clocks.</summary>
    internal object TimerGate { get; } = new();

    /// <summary>The monotonic clock.</summary>
    internal long Now => Volatile.Read(ref _now);

    /// <summary>When the next timer is due; read without the lock.</summary>
    internal long NextTimer => Volatile.Read(ref _nextTimer);

    /// <summary>The armed timers of the code under test.</summary>
    internal DueQueue Timers { get; } = new();

    /// <summary>The local time zone given to the constructor; UTC by default.</summary>
    public override TimeZoneInfo LocalTimeZone { get; }

    /// <summary>The monotonic clock counts ticks of 100 ns: 10,000,000 per second.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time the monotonic clock has run since the start: all that was advanced, and the sleep that counted.</summary>
    public TimeSpan Elapsed => new(GetTimestamp());

    /// <summary>The monotonic clock: ticks of 100 ns since the start. It never goes back.</summary>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <summary>The wall clock: the start, the time that was advanced or slept, and the steps of the system time (CLOCK-10).</summary>
    public override DateTimeOffset GetUtcNow()
    {
        // Clamped only for a thread that reads while another one moves both clocks at an end of the calendar.
        long ticks = Volatile.Read(ref _wallAtZero) + Volatile.Read(ref _now);
        return new DateTimeOffset(Math.Clamp(ticks, 0, LastTicks), TimeSpan.Zero);
    }

    /// <summary>
    /// Sets the wall clock forward or back by a span, as a user or a time server does; the monotonic clock does not notice, so no timer,
    /// retry or timeout moves (CLOCK-1, CLOCK-2, CLOCK-3). May be called from callbacks.
    /// </summary>
    /// <param name="span">How far; negative: back.</param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The wall clock would leave the years 1 to 9999, now or on the rest of a running advance.</exception>
    public void StepSystemTime(TimeSpan span)
    {
        SettleWallTime();
        lock (TimerGate)
        {
            long now = GetTimestamp();
            if (span.Ticks < -(_wallAtZero + now) || span.Ticks > LastTicks - (_wallAtZero + Math.Max(now, _reserved)))
            {
                throw Failure.OutOfRange(nameof(span), span, "The system time must stay within the years 1 to 9999.");
            }

            Volatile.Write(ref _wallAtZero, _wallAtZero + span.Ticks);
        }
    }

    /// <summary>
    /// Creates a timer on this clock. Its callback runs inside the call that advances the clock to its instant, never inside this method.
    /// </summary>
    /// <remarks>
    /// Exact to the tick of 100 ns; a periodic timer fires at each of its own instants. The clock keeps an armed timer alive. An exception that leaves
    /// the callback is rethrown by the call that advances. The timer's Change returns false after it was disposed;
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

        SimulatedTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The time since the start, and what the wall clock shows, in UTC.</summary>
    /// <returns>One line, the same in every culture, as in <c>+00:10:00, 2000-01-01T00:10:00Z</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{InstantText.Of(Elapsed)}, {GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF}Z");

    /// <summary>Moves the monotonic clock on; for whoever holds the turn.</summary>
    internal void MoveTo(long timestamp) => Volatile.Write(ref _now, timestamp);

    /// <summary>What was thrown in the last advance that failed, in words; null if none did.</summary>
    internal string? ToldErrors => _driver.ToldErrors;

    /// <summary>Something may be due earlier than it was.</summary>
    internal void WakeDriver() => _driver.Context.Wake();

    internal void ShowNextTimerNeedsLock() => Volatile.Write(ref _nextTimer, Timers.NextInstant);

    /// <summary>The wall clock is about to leave the monotonic clock behind.</summary>
    private void SettleWallTime()
    {
        foreach (ISteppedManager manager in _managers.InOrder)
        {
            manager.BeforeStep();
        }
    }

    internal override long WallTicksAtZero => Volatile.Read(ref _wallAtZero);

    /// <inheritdoc/>
    internal override int Register(ISteppedManager manager)
    {
        int order = _managers.Add(manager);
        WakeDriver();
        return order;
    }

    /// <inheritdoc/>
    internal override void Unregister(ISteppedManager manager) => _managers.Remove(manager);

    /// <inheritdoc/>
    internal override void Stir(ISteppedManager manager)
    {
        _managers.Stir(manager);
        WakeDriver();
    }

    /// <inheritdoc/>
    internal override long SeeBytesAsOf(long timestamp) => _driver.SeeBytesAsOf(timestamp);

    /// <inheritdoc/>
    internal override bool TryStepTo(long timestamp)
    {
        // A manager goes first where a timer is due at the same instant.
        if (!_driver.MayStepTo(timestamp) || timestamp > Volatile.Read(ref _nextTimer) || !_managers.IsAloneUntil(timestamp))
        {
            return false;
        }

        Volatile.Write(ref _now, timestamp);
        return true;
    }
}
