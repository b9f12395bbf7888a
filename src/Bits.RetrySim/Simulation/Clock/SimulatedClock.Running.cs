namespace Bits.RetrySim;

/// <content>Asynchronous code, for which the clock goes on by itself.</content>
public sealed partial class SimulatedClock
{
    /// <summary>How far <see cref="Run(Func{Task}, TimeSpan?)"/> goes when nothing else is said: longer than any job lives that is left alone.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromDays(366);

    /// <summary>How long, in real time, something may come that is not on the clock once nothing is due there any more.</summary>
    internal TimeSpan RealTimeGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs asynchronous code to its end in virtual time: whenever all of it waits, the clock goes to the next instant at which anything is due, of a
    /// manager or a timer, and the code goes on at that very instant.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The code runs on this thread, and so does all that follows its awaits, one piece after the other: <c>Task.Delay(span, clock)</c>,
    /// <see cref="PeriodicTimer"/>, a <see cref="CancellationTokenSource"/> with a delay, waits for jobs. At one instant it comes after managers and
    /// timers. The same code leaves the same log each time. It cannot move the clock itself: it awaits.
    /// </para>
    /// <para>
    /// <c>ConfigureAwait(false)</c> makes no difference, except that such a piece runs within the callback that completed the await. What goes to the
    /// thread pool (<c>Task.Run</c>) is waited for up to a tenth of a second; longer work, real I/O and real timers only when nothing is due: time may
    /// go on meanwhile. A blocking wait
    /// (<c>.Result</c>, <c>.Wait()</c>) for anything on the clock waits for ever, since it holds the thread that would move it.
    /// </para>
    /// </remarks>
    /// <param name="code">What to run, for example <c>() => downloader.RunAsync(token)</c>.</param>
    /// <param name="limit">How much virtual time it may take, at most until the end of the year 9999; 366 days by default.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="code"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="TimeoutException">The limit was reached first; the message lists what is pending.</exception>
    /// <exception cref="InvalidOperationException">
    /// The code waits for something that never comes: nothing is due any more, and nothing came from outside in five seconds of real time; the
    /// message lists what is pending. Or as for <see cref="Advance"/>.
    /// </exception>
    /// <exception cref="Exception">What the code threw, as it was; or what a callback threw, as for <see cref="Advance"/>, as soon as it did.</exception>
    /// <example><code>bits.Run(async () =>
    /// {
    ///     job.Resume();
    ///     await Task.Delay(TimeSpan.FromHours(1), bits.Clock);
    ///     job.Suspend();
    /// });</code></example>
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
    /// <param name="code">As for <see cref="Run(Func{Task}, TimeSpan?)"/>.</param>
    /// <param name="limit">As for <see cref="Run(Func{Task}, TimeSpan?)"/>.</param>
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
        RequireNotNegative(span, nameof(limit));
        using ClockDriver.Turn turn = _driver.Take();
        return new CodeRun(_driver, _managers, RealTimeGrace).Run(code, Reserve(span.Ticks, nameof(limit)));
    }
}
