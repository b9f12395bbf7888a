namespace Bits.RetrySim;

/// <summary>The limits by priority that are in force at a moment, and how long they are (POLICY-8, POLICY-9).</summary>
/// <param name="Limits">The limits.</param>
/// <param name="ChangesAt">When other limits come into force; null if none ever do.</param>
internal readonly record struct WeeklyInterval(PriorityBandwidth Limits, DateTimeOffset? ChangesAt)
{
    // A week and a day, since a clock that is put back shows an hour twice.
    private const int HoursAhead = 8 * 24;

    // Nothing is planned so near the end of the calendar that looking a week ahead could leave it.
    private static readonly DateTime LastReckoned = DateTime.MaxValue.AddDays(-10);

    /// <summary>The limits in force at a moment: in the hours of the maintenance schedule its own, else those of the work schedule.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="zone">Where days and hours are read off the clock.</param>
    /// <param name="moment">The moment; its own offset does not matter.</param>
    internal static WeeklyInterval At(GroupPolicy policy, TimeZoneInfo zone, DateTimeOffset moment)
    {
        DateTime utc = moment.UtcDateTime;
        PriorityBandwidth inForce = LimitsAt(policy, zone, utc);
        if ((policy.WorkSchedule is null && policy.MaintenanceSchedule is null) || utc > LastReckoned)
        {
            return new(inForce, null);
        }

        for (int hour = 0; hour < HoursAhead; hour++)
        {
            utc = NextHour(zone, utc);
            if (LimitsAt(policy, zone, utc) != inForce)
            {
                return new(inForce, new DateTimeOffset(utc, TimeSpan.Zero));
            }
        }

        return new(inForce, null);
    }

    private static PriorityBandwidth LimitsAt(GroupPolicy policy, TimeZoneInfo zone, DateTime utc)
    {
        long local = LocalTicks(zone, utc);
        int hour = (int)((local % TimeSpan.TicksPerDay) / TimeSpan.TicksPerHour);
        DayOfWeek day = new DateTime(local).DayOfWeek;
        if (policy.MaintenanceSchedule is { } maintenance && maintenance.Holds(day, hour))
        {
            return maintenance.Limits;
        }

        return (policy.WorkSchedule is { } work ? work.Holds(day, hour) ? work.Limits : work.LimitsOutside : null) ?? PriorityBandwidth.Unlimited;
    }

    /// <summary>The first moment at which the local clock has come to another hour, or is put to another time.</summary>
    private static DateTime NextHour(TimeZoneInfo zone, DateTime utc)
    {
        DateTime next = utc.AddTicks(TimeSpan.TicksPerHour - (LocalTicks(zone, utc) % TimeSpan.TicksPerHour));
        return zone.GetUtcOffset(next) == zone.GetUtcOffset(utc) ? next : DailyInterval.OffsetChange(zone, utc, next);
    }

    /// <summary>What the local clock shows; before the calendar begins it shows its first instant.</summary>
    private static long LocalTicks(TimeZoneInfo zone, DateTime utc) => Math.Clamp(utc.Ticks + zone.GetUtcOffset(utc).Ticks, 0, DateTime.MaxValue.Ticks);
}
