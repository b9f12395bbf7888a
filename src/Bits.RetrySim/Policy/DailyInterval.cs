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
            DateTime boundary = NextBoundary(limit, utc + offset) - offset;
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

    private static long? LimitAt(BandwidthLimit limit, TimeZoneInfo zone, DateTime utc) =>
        limit.BitsPerSecondAt(TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Hour);

    /// <summary>The next time, after a local time, at which the clock would show one of the two hours.</summary>
    private static DateTime NextBoundary(BandwidthLimit limit, DateTime local)
    {
        DateTime from = NextHour(local, limit.FromHour);
        DateTime to = NextHour(local, limit.ToHour);
        return from < to ? from : to;
    }

    private static DateTime NextHour(DateTime local, int hour)
    {
        DateTime today = local.Date.AddHours(hour);
        return today > local ? today : today.AddDays(1);
    }

    /// <summary>The first moment in (before, after] at which the offset is no longer that of <paramref name="before"/>.</summary>
    private static DateTime OffsetChange(TimeZoneInfo zone, DateTime before, DateTime after)
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
