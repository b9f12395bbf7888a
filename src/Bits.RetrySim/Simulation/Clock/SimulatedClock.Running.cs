namespace Bits.RetrySim;

/// <content>Asynchronous code, for which the clock goes on by itself.</content>
public sealed partial class SimulatedClock
{
    /// <summary>How far a run goes when nothing else is said: longer than any job lives that is left alone.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromDays(366);

    private static readonly TimeSpan LongestGrace = TimeSpan.FromMilliseconds(int.MaxValue);

    private TimeSpan _realTimeGrace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long, in real time, <see cref="Run(Func{Task}, TimeSpan?)"/> waits for what is not on the clock before it gives up: for something to come when
    /// nothing is due, for work on the thread pool to end, for a wait that blocks the thread. It decides when a run fails, never what one that
    /// succeeds does. On the pool only the time counts for which the code is there, and nowhere more than 50 ms of a time in which the machine lets nobody
    /// look. Where others hold every thread of the pool it is a second longer for each, since the runtime may take that long to add one.
    /// </summary>
    /// <value>A millisecond to 24 days (2,147,483,647 ms); 5 seconds by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is shorter or longer.</exception>
    public TimeSpan RealTimeGrace
    {
        get => _realTimeGrace;
        set => _realTimeGrace = value >= TimeSpan.FromMilliseconds(1) && value <= LongestGrace
            ? value
            : throw Failure.OutOfRange(nameof(value), value, $"The grace is 1 to {int.MaxValue} ms.");
    }

    /// <summary>
    /// Runs asynchronous code to its end in virtual time: whenever all of it waits, the clock goes to the next instant at which anything is due, of a
    /// manager or a timer, and the code goes on at that very instant.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The code runs on this thread, and so does what follows its awaits, one piece after the other, whatever context the caller has: after
    /// <c>Task.Delay(span, clock)</c>, <c>PeriodicTimer</c>, a <see cref="CancellationTokenSource"/> with a delay, <c>WhenAny</c>, and waits for jobs.
    /// At one instant it comes after managers and timers. The same code leaves the same log each time. It cannot move the clock itself: it awaits.
    /// </para>
    /// <para>
    /// With <c>ConfigureAwait(false)</c> a piece runs within the timer or job that completed the await, or, where the runtime wants it so, on the thread
    /// pool. Time stands still while the pool is at work for the code, <c>Task.Run</c> included. Threads of its own, real timers and real I/O are not seen:
    /// they are waited for only when nothing is due on the clock.
    /// </para>
    /// <para>
    /// A wait that blocks this thread (<c>.Result</c>, <c>.Wait()</c>) cannot end by anything on the clock: it fails after <see cref="RealTimeGrace"/>, and on the
    /// thread pool this method does. In a timer, in a callback of a job, and after <c>ConfigureAwait(false)</c> on this thread nothing notices it, and it never
    /// ends.
    /// </para>
    /// </remarks>
    /// <param name="code">What to run, for example <c>() => downloader.RunAsync(token)</c>.</param>
    /// <param name="limit">How much virtual time it may take, at most until the end of the year 9999; 366 days by default.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="code"/> is null.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="code"/> returned no task.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="NotReachedException">
    /// The code has not ended within the limit, to which the clock has then advanced; or it waits for something that does not come; or it is at work on
    /// the thread pool for longer than <see cref="RealTimeGrace"/>. The message lists what is pending: timers with their instants, jobs with their
    /// <see cref="BackgroundCopyJob.RetryStatus"/>, and what is not on the clock.
    /// </exception>
    /// <exception cref="InvalidOperationException">A wait blocks this thread for longer than <see cref="RealTimeGrace"/>; or as for <see cref="Advance"/>.</exception>
    /// <exception cref="Exception">What the code threw, as it was; or what a callback threw, as for <see cref="Advance"/>, as soon as it did.</exception>
    /// <example>
    /// <code>
    /// bits.Run(async () =>
    /// {
    ///     job.Resume();
    ///     await Task.Delay(TimeSpan.FromHours(1), bits.Clock);
    ///     job.Suspend();
    /// });
    /// </code>
    /// </example>
    public void Run(Func<Task> code, TimeSpan? limit = null)
    {
        if (code is null)
        {
            throw Failure.Null(nameof(code));
        }

        RunToEnd(code, limit).GetAwaiter().GetResult();
    }

    /// <summary>Does what <see cref="Run(Func{Task}, TimeSpan?)"/> does, and hands out the result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="code">What to run, for example <c>() => downloader.DownloadAsync(url, token)</c>.</param>
    /// <param name="limit">How much virtual time it may take, at most until the end of the year 9999; 366 days by default.</param>
    /// <returns>What the code returned.</returns>
    /// <inheritdoc cref="Run(Func{Task}, TimeSpan?)" path="/exception"/>
    public T Run<T>(Func<Task<T>> code, TimeSpan? limit = null)
    {
        if (code is null)
        {
            throw Failure.Null(nameof(code));
        }

        return ((Task<T>)RunToEnd(code, limit)).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Starts asynchronous code on the clock, to run beside other code: it goes up to its first await now, and on from there whenever somebody moves the
    /// clock, by <see cref="Run(Func{Task}, TimeSpan?)"/> or by <see cref="Advance"/> and its like.
    /// </summary>
    /// <remarks>
    /// <see cref="Advance"/> goes to its end whatever the code does, and waits for nothing on the thread pool; <see cref="Run(Func{Task}, TimeSpan?)"/> does. A
    /// failure of the code is in its task, for whoever awaits it.
    /// </remarks>
    /// <param name="code">What to start.</param>
    /// <returns>The task of the code, to await it in other code that runs here, or to look at its result.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="code"/> is null.</exception>
    public Task Start(Func<Task> code) => _driver.Context.Call(code ?? throw Failure.Null(nameof(code)));

    /// <inheritdoc cref="Start(Func{Task})"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    public Task<T> Start<T>(Func<Task<T>> code) => _driver.Context.Call(code ?? throw Failure.Null(nameof(code)));

    private Task RunToEnd(Func<Task> code, TimeSpan? limit)
    {
        TimeSpan span = limit ?? TimeSpan.FromTicks(Math.Min(DefaultLimit.Ticks, Furthest - _now));
        Arguments.NotNegative(span, nameof(limit));
        using ClockDriver.Turn turn = _driver.Take();
        return new CodeRun(_driver, _managers).Run(code, Reserve(span.Ticks, nameof(limit)));
    }
}
