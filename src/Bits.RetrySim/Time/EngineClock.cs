namespace Bits.RetrySim;

/// <summary>
/// Any time provider as the engine sees it: ticks of 100 ns since this object was made, from the monotonic clock only (CLOCK-1, CLOCK-2),
/// and the wall clock for what is shown to people (CLOCK-10).
/// </summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class EngineClock
{
    /// <summary>What can be multiplied by the ticks of a second without leaving 64 bits.</summary>
    private const long LargestFactor = long.MaxValue / TimeSpan.TicksPerSecond;

    /// <summary>Two of the longest times that BITS knows, each 136 years, fit several times behind it.</summary>
    private const long LastReckoned = long.MaxValue - (1L << 58);

    private readonly long _frequency;
    private readonly bool _isMovedByHand;
    private long _last;

    internal EngineClock(TimeProvider provider)
    {
        Provider = provider;
        _isMovedByHand = provider is SteppedTime;
        _frequency = provider.TimestampFrequency;
        if (_frequency <= 0)
        {
            throw new InvalidOperationException($"The time provider's TimestampFrequency is {_frequency}; it must be positive.");
        }

        Origin = provider.GetTimestamp();
    }

    internal TimeProvider Provider { get; }

    /// <summary>The provider's timestamp at which this clock was 0.</summary>
    internal long Origin { get; }

    /// <summary>Ticks since the beginning; never less than what any thread has read before (D-5).</summary>
    internal long Now
    {
        get
        {
            long now = ToInstant(Provider.GetTimestamp());
            if (_isMovedByHand)
            {
                // It goes on only: what any thread has read before is no later.
                return now;
            }

            long last = Volatile.Read(ref _last);
            while (now > last)
            {
                long seen = Interlocked.CompareExchange(ref _last, now, last);
                if (seen == last)
                {
                    return now;
                }

                last = seen;
            }

            return last;
        }
    }

    /// <summary>
    /// <see cref="Now"/> as the engine reckons with it: it stands still 900 years before the last instant there is, so that whatever is due some
    /// time from now can still be told.
    /// </summary>
    internal long Present => Math.Min(Now, LastReckoned);

    /// <summary>The wall clock, which may be set forwards and backwards at any time.</summary>
    internal DateTimeOffset UtcNow => Provider.GetUtcNow();

    /// <summary>The engine instant of a timestamp of the provider, rounded down to a tick, at the ends of the range clamped.</summary>
    internal long ToInstant(long timestamp)
    {
        long elapsed = unchecked(timestamp - Origin);
        return _frequency == TimeSpan.TicksPerSecond && timestamp >= Origin && elapsed >= 0 ? elapsed : Scale(timestamp);
    }

    /// <summary>The first timestamp of the provider that reads as this instant or a later one; <see cref="long.MaxValue"/> for an instant that never comes.</summary>
    internal long ToTimestamp(long instant)
    {
        if (instant == long.MaxValue)
        {
            return long.MaxValue;
        }

        if (_frequency == TimeSpan.TicksPerSecond && instant >= 0 && Origin >= 0)
        {
            return instant <= long.MaxValue - Origin ? Origin + instant : long.MaxValue;
        }

        return ScaleBack(instant);
    }

    private long Scale(long timestamp)
    {
        long elapsed = unchecked(timestamp - Origin);
        if (timestamp >= Origin && elapsed >= 0 && _frequency <= LargestFactor)
        {
            long seconds = elapsed / _frequency;
            if (seconds < LargestFactor)
            {
                return (seconds * TimeSpan.TicksPerSecond) + (elapsed % _frequency * TimeSpan.TicksPerSecond / _frequency);
            }
        }

        // A timestamp before the origin, a frequency above 900 GHz, or 29,000 years.
        Int128 scaled = ((Int128)timestamp - Origin) * TimeSpan.TicksPerSecond;
        Int128 instant = scaled / _frequency;
        return Clamp(scaled < instant * _frequency ? instant - 1 : instant);
    }

    private long ScaleBack(long instant)
    {
        Int128 scaled = (Int128)instant * _frequency;
        Int128 elapsed = scaled / TimeSpan.TicksPerSecond;
        return Clamp(Origin + (scaled > elapsed * TimeSpan.TicksPerSecond ? elapsed + 1 : elapsed));
    }

    private static long Clamp(Int128 value) =>
        value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;
}
