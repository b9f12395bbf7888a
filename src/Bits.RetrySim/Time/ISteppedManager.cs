namespace Bits.RetrySim;

/// <summary>A manager as <see cref="SteppedTime"/> sees it: asked for its next exact instant instead of arming timers (D-5).</summary>
internal interface ISteppedManager
{
    /// <summary>
    /// The timestamp at which something is due next; <see cref="long.MaxValue"/> when nothing is. It comes earlier in a pump of this manager
    /// only, or is told by <see cref="SteppedTime.Stir"/>.
    /// </summary>
    long NextTimestamp { get; }

    /// <summary>
    /// Processes everything due at or before the present timestamp, to quiescence, and what comes after it as far as
    /// <see cref="SteppedTime.TryStepTo"/> lets it. Exceptions of callbacks that are to be rethrown are added to <paramref name="errors"/>; an
    /// exception that leaves this method ends the advance at once (D-4).
    /// </summary>
    void Pump(ICollection<Exception> errors);

    /// <summary>The machine falls asleep: what has happened up to now still belongs to the time it shows.</summary>
    void FallAsleep();

    /// <summary>
    /// It is awake again; its timestamps may have jumped or stood still. What fell due meanwhile is now due at the present timestamp, in its old
    /// order. A pump follows.
    /// </summary>
    void Wake(TimeSpan slept);

    /// <summary>What it has to do, a line for each thing, for a person who wonders why nothing ends.</summary>
    IReadOnlyList<string> DescribePending();

    /// <summary>The wall clock is about to be set: what has happened up to now still belongs to the time it shows.</summary>
    void BeforeStep();
}
