namespace Bits.RetrySim;

/// <summary>The bandwidth limit that is in force at a moment, and how long it is (POLICY-5).</summary>
/// <param name="BitsPerSecond">The limit; 0: background jobs are stopped, null: no limit.</param>
/// <param name="ChangesAt">When another limit comes into force; null if none ever does.</param>
internal readonly record struct DailyInterval(long? BitsPerSecond, DateTimeOffset? ChangesAt)
{
    // Nothing is planned so near the end of the calendar that reckoning a day ahead could leave it.
    private static readonly DateTime LastReckoned = DateTime.MaxValue.AddDays(-3);

    /// <summary>The limit in force at a moment.</summary>
    /// <param name="limit">The policy.</param>
    /// <param name="zone">Where the hours of the policy are read off the clock.</param>
    /// <param name="moment">The moment; its own offset does not matter.</param>
    public static DailyInterval At(BandwidthLimit limit, TimeZoneInfo zone, DateTimeOffset moment)
    {
        DateTime utc = moment.UtcDateTime;
        long? inForce = LimitAt(limit, zone, utc);
        if (limit.IsConstant || utc > LastReckoned)
        {
            return new(inForce, null);
        }

        // The clock may be put forward or back on the way to the next boundary, and so reach it at another moment, skip it, or pass it
        // twice. Up to that moment the old offset holds; from there on the reckoning begins again.
        while (true)
        {
            TimeSpan offset = zone.GetUtcOffset(utc);
            DateTime boundary = new(NextBoundary(limit, LocalTicks(utc, offset)) - offset.Ticks, DateTimeKind.Utc);
            if (zone.GetUtcOffset(boundary) == offset)
            {
                return new(inForce, new DateTimeOffset(boundary, TimeSpan.Zero));
            }

            utc = OffsetChange(zone, utc, boundary);
            if (LimitAt(limit, zone, utc) != inForce)
            {
                return new(inForce, new DateTimeOffset(utc, TimeSpan.Zero));
            }
        }
    }

    private static long? LimitAt(BandwidthLimit limit, TimeZoneInfo zone, DateTime utc)
    {
        long local = LocalTicks(utc, zone.GetUtcOffset(utc));
        return limit.BitsPerSecondAt((int)((local - DayOf(local)) / TimeSpan.TicksPerHour));
    }

    /// <summary>What the local clock shows, in ticks: west of UTC the first hours of the calendar lie before it, where no date can be.</summary>
    private static long LocalTicks(DateTime utc, TimeSpan offset) => utc.Ticks + offset.Ticks;

    /// <summary>The midnight at or before a local time.</summary>
    private static long DayOf(long local) => local - ((local % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay;

    /// <summary>The next time, after a local time, at which the clock would show one of the two hours.</summary>
    private static long NextBoundary(BandwidthLimit limit, long local) => Math.Min(NextHour(local, limit.FromHour), NextHour(local, limit.ToHour));

    private static long NextHour(long local, int hour)
    {
        long today = DayOf(local) + (hour * TimeSpan.TicksPerHour);
        return today > local ? today : today + TimeSpan.TicksPerDay;
    }

    /// <summary>The first moment in (before, after] at which the offset is no longer that of <paramref name="before"/>.</summary>
    internal static DateTime OffsetChange(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        TimeSpan old = zone.GetUtcOffset(before);
        while ((after - before).Ticks > 1)
        {
            DateTime middle = before.AddTicks((after - before).Ticks / 2);
            if (zone.GetUtcOffset(middle) == old)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return after;
    }
}
