namespace Bits.RetrySim;

/// <summary>A manager as <c>SimulatedClock</c> sees it: asked for its next exact instant instead of arming timers (D-5).</summary>
internal interface IClockedManager
{
    /// <summary>The clock's timestamp at which something is due next; <see cref="long.MaxValue"/> when nothing is.</summary>
    long NextTimestamp { get; }

    /// <summary>
    /// Processes everything due at or before the clock's present timestamp, to quiescence. Exceptions of callbacks that the clock is to
    /// rethrow are added to <paramref name="errors"/>; an exception that leaves this method ends the Advance at once (D-4).
    /// </summary>
    void Pump(ICollection<Exception> errors);

    /// <summary>
    /// The clock jumped while nothing could run: what fell due meanwhile is now due at the present timestamp, in its old order. A pump follows.
    /// </summary>
    void Wake();

    /// <summary>The wall clock is about to be set: what has happened up to now still belongs to the time it shows.</summary>
    void BeforeStep();
}
