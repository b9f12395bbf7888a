namespace Bits.RetrySim;

/// <summary>An instant on both clocks: the engine's, which decides, and the wall's, by which it is re-based at a restart (CLOCK-4).</summary>
/// <param name="Engine">Engine ticks.</param>
/// <param name="Wall">UTC ticks of the wall clock when the instant was set.</param>
internal readonly record struct Moment(long Engine, long Wall)
{
    /// <summary>No instant.</summary>
    internal static readonly Moment None = new(long.MinValue, 0);

    /// <summary>The wall time; one beyond the calendar is its end.</summary>
    internal DateTimeOffset Utc => UtcOf(Wall);

    internal bool IsSet => Engine != long.MinValue;

    /// <summary>A wall time; one beyond the calendar, which a provider's clock at its first or last year leads to, is its end.</summary>
    internal static DateTimeOffset UtcOf(long wall) => new(Math.Clamp(wall, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>Engine ticks from this instant to a later one; an instant that a restart moved into the future reads 0 (CLOCK-4).</summary>
    internal long ElapsedAt(Moment now) => Math.Max(0, now.Engine - Engine);

    /// <summary>Another instant, on both clocks as far from this one.</summary>
    internal Moment MovedTo(long engine) => new(engine, Wall + (engine - Engine));

    /// <summary>The same wall time seen from the engine time at which the service starts again (CLOCK-4).</summary>
    internal Moment RebasedAt(Moment start) => IsSet ? new Moment(start.Engine + (Wall - start.Wall), Wall) : this;
}
