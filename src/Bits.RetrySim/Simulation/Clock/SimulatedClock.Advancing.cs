namespace Bits.RetrySim;

public sealed partial class SimulatedClock
{
    /// <summary>How far the running advance may come; the wall clock stays within the calendar up to there. 0 when nobody advances.</summary>
    private long _reserved;

    private long Furthest => LastTicks - Math.Max(_wallAtZero, 0);

    /// <summary>Moves both clocks forward, runs what falls due on the way, each at its own instant, and stops at the end of the span.</summary>
    /// <param name="span">How far; zero runs what is due now. At most until the end of the year 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="span"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// Called from a callback, from other code that runs inside a call to a manager or job on this clock, or while another thread advances; or an
    /// endless loop: more than 100,000 timers were armed for the instant at
    /// which they were armed, or a manager's limit of entries at one instant was exceeded. A loop leaves the clock at its instant.
    /// </exception>
    /// <exception cref="Exception">
    /// Callbacks threw. All else that was due has run, and the clock is at the end of the span. The first exception is rethrown as it was, with its
    /// stack. Its <see cref="Exception.Data"/> holds under the key "Bits.RetrySim.FurtherExceptions" how many more of its kind were thrown, an <see cref="int"/>,
    /// if any were, and under "Bits.RetrySim.Remark" the same for people, as <see cref="BitsSimulation.WriteTo"/> writes it.
    /// <see cref="BackgroundCopyManagerOptions.RethrowCallbackExceptions"/> switches off that callbacks of jobs are rethrown.
    /// </exception>
    /// <exception cref="AggregateException">Callbacks threw exceptions of several kinds: the first of each kind; the message counts them.</exception>
    /// <example>
    /// <code>
    /// bits.Clock.Advance(TimeSpan.FromDays(14));
    /// job.State.Should().Be(BackgroundCopyJobState.Error);
    /// </code>
    /// </example>
    public void Advance(TimeSpan span)
    {
        Arguments.NotNegative(span, nameof(span));
        using ClockDriver.Turn turn = _driver.Take();
        _driver.Drive(Reserve(span.Ticks, nameof(span)), null);
    }

    /// <summary>Does what <see cref="Advance"/> does, up to an instant instead of by a span.</summary>
    /// <param name="sinceStart">The instant, as <see cref="Elapsed"/> counts: from now to the end of the year 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="sinceStart"/> is past or beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Advance"/>.</exception>
    /// <exception cref="Exception">As for <see cref="Advance"/>.</exception>
    public void AdvanceTo(TimeSpan sinceStart)
    {
        Arguments.NotNegative(sinceStart, nameof(sinceStart));
        using ClockDriver.Turn turn = _driver.Take();
        if (sinceStart.Ticks < _now)
        {
            throw Failure.OutOfRange(nameof(sinceStart), sinceStart, $"The clock is already at {Elapsed}.");
        }

        _driver.Drive(Reserve(sinceStart.Ticks - _now, nameof(sinceStart)), null);
    }

    /// <summary>
    /// Advances to the next instant at which anything is due, of a manager or of a timer, and runs all that is due there. What is due now
    /// and has not run yet comes first: then time does not move.
    /// </summary>
    /// <returns>False when nothing is due before the end of the year 9999; nothing was changed.</returns>
    /// <exception cref="InvalidOperationException">As for <see cref="Advance"/>.</exception>
    /// <exception cref="Exception">As for <see cref="Advance"/>.</exception>
    public bool AdvanceToNextTimer()
    {
        using ClockDriver.Turn turn = _driver.Take();
        long next = _driver.NextDue(_now, out _);
        if (next > Furthest)
        {
            return false;
        }

        _driver.Drive(Reserve(next - _now, nameof(next)), null);
        return true;
    }

    /// <summary>
    /// Advances until a condition holds. It is tested before anything else, then after each instant at which anything ran, when nothing more is
    /// due at that instant, and at the limit.
    /// </summary>
    /// <remarks>
    /// Bytes arrive between those instants, too. A condition that reads the <c>Progress</c> of a job or file is therefore also asked ahead, with the bytes
    /// that will have arrived by the next instant; if it holds then, the clock stops at the very tick at which it begins to, provided that more bytes do not
    /// make it false again. Nothing but <c>Progress</c> is read ahead.
    /// </remarks>
    /// <param name="condition">
    /// Tested on this thread, any number of times, ahead of time too where it reads <c>Progress</c>: it must have no side effects, and may not advance the clock. If
    /// it throws, so does this method, at once.
    /// </param>
    /// <param name="limit">How far to go at most, from now. At most until the end of the year 9999.</param>
    /// <returns>True as soon as the condition holds; false at the limit, to which the clock has then advanced.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="condition"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Advance"/>.</exception>
    /// <exception cref="Exception">Callbacks threw, as for <see cref="Advance"/>; thrown at the end, in place of either result.</exception>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        if (condition is null)
        {
            throw Failure.Null(nameof(condition));
        }

        Arguments.NotNegative(limit, nameof(limit));
        using ClockDriver.Turn turn = _driver.Take();
        return _driver.Drive(Reserve(limit.Ticks, nameof(limit)), condition);
    }

    /// <summary>
    /// The machine sleeps: the wall clock moves on, nothing runs meanwhile. What is due now runs before it falls asleep. What fell due during the
    /// sleep runs at the instant at which it wakes up, in the order in which it fell due.
    /// </summary>
    /// <remarks>A periodic timer that missed several of its instants fires once for all of them, as those of the system do, and keeps to its grid.</remarks>
    /// <param name="span">How long. At most until the end of the year 9999.</param>
    /// <param name="countsSleep">
    /// Whether the monotonic clock runs on during sleep. On Windows it does, so that sleep counts towards the maximum download time (CLOCK-5); on
    /// Linux it does not, and whatever was pending has as long to wait after the sleep as before.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="span"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Advance"/>.</exception>
    /// <exception cref="Exception">As for <see cref="Advance"/>.</exception>
    public void Sleep(TimeSpan span, bool countsSleep = true)
    {
        Arguments.NotNegative(span, nameof(span));
        using ClockDriver.Turn turn = _driver.Take();
        Reserve(span.Ticks, nameof(span));
        _driver.Collect(
            static (driver, sleep) =>
            {
                driver.Run(driver.Clock.Now, null);
                driver.Clock.SleepFor(sleep.Span, sleep.Counts);
                return driver.Run(driver.Clock.Now, null);
            },
            (Span: span, Counts: countsSleep));
    }

    private long Reserve(long span, string parameter)
    {
        lock (TimerGate)
        {
            if (span > Furthest - _now)
            {
                throw Failure.OutOfRange(
                    parameter, new TimeSpan(span), $"The calendar ends with the year 9999: the clock can go {new TimeSpan(Furthest - _now)} further.");
            }

            _reserved = _now + span;
            return _reserved;
        }
    }

    /// <summary>The running advance is over.</summary>
    internal void Release()
    {
        lock (TimerGate)
        {
            _reserved = 0;
        }
    }

    /// <summary>From a timer within an advance, when all else that is due has run: the machine sleeps. The advance returns when it wakes, at the earliest.</summary>
    internal void SleepWithin(TimeSpan span, bool countsSleep)
    {
        Reserve(span.Ticks + Math.Max(_reserved - _now, 0), nameof(span));
        SleepFor(span, countsSleep);
    }

    private void SleepFor(TimeSpan span, bool countsSleep)
    {
        foreach (ISteppedManager manager in _managers.InOrder)
        {
            manager.FallAsleep();
        }

        if (countsSleep)
        {
            Volatile.Write(ref _now, _now + span.Ticks);
        }
        else
        {
            lock (TimerGate)
            {
                Volatile.Write(ref _wallAtZero, _wallAtZero + span.Ticks);
            }
        }

        foreach (ISteppedManager manager in _managers.InOrder)
        {
            manager.Wake(span);
        }
    }
}
