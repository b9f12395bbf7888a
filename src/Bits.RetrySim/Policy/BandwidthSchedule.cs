using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>Limits of background jobs by priority, at certain hours of certain days of the week (POLICY-8, POLICY-9).</summary>
/// <remarks>
/// The hours are those of the local time zone of the manager's TimeProvider. Days whose end comes before their beginning go on over the end of the week. Hours whose end is not
/// after their beginning go on past midnight, as part of the day on which they began; where the end is the beginning they last all day.
/// </remarks>
/// <param name="FromDay">The first day.</param>
/// <param name="ToDay">The last day, which is one of them.</param>
/// <param name="FromHour">The hour at which the limits begin, 0 to 23.</param>
/// <param name="ToHour">The hour at which the limits end, 0 to 23.</param>
/// <param name="Limits">The limits at these hours.</param>
/// <param name="LimitsOutside">The limits at all other hours; null, the default: none.</param>
/// <exception cref="ArgumentException">A day or an hour is out of range, or the limits are null (E_INVALIDARG).</exception>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record BandwidthSchedule(
    DayOfWeek FromDay, DayOfWeek ToDay, int FromHour, int ToHour, PriorityBandwidth Limits, PriorityBandwidth? LimitsOutside = null)
{
    private const int DaysPerWeek = 7;

    /// <summary>The first day.</summary>
    public DayOfWeek FromDay { get; init => field = Day(value); } = Day(FromDay);

    /// <summary>The last day, which is one of them.</summary>
    public DayOfWeek ToDay { get; init => field = Day(value); } = Day(ToDay);

    /// <summary>The hour at which the limits begin, 0 to 23.</summary>
    public int FromHour { get; init => field = BandwidthLimit.Hour(value); } = BandwidthLimit.Hour(FromHour, nameof(FromHour));

    /// <summary>The hour at which the limits end, 0 to 23.</summary>
    public int ToHour { get; init => field = BandwidthLimit.Hour(value); } = BandwidthLimit.Hour(ToHour, nameof(ToHour));

    /// <summary>The limits at these hours.</summary>
    public PriorityBandwidth Limits { get; init => field = value ?? throw Failure.Null(nameof(Limits)); } = Limits ?? throw Failure.Null(nameof(Limits));

    /// <summary>Whether an hour of a day is one of them.</summary>
    internal bool Holds(DayOfWeek day, int hour)
    {
        if (FromHour <= ToHour)
        {
            return HasDay(day) && (FromHour == ToHour || (hour >= FromHour && hour < ToHour));
        }

        // Past midnight it is still the day before.
        return hour >= FromHour ? HasDay(day) : hour < ToHour && HasDay((DayOfWeek)(((int)day + DaysPerWeek - 1) % DaysPerWeek));
    }

    private bool HasDay(DayOfWeek day) => FromDay <= ToDay ? day >= FromDay && day <= ToDay : day >= FromDay || day <= ToDay;

    private static DayOfWeek Day(DayOfWeek value, [CallerMemberName] string name = "") => Enum.IsDefined(value)
        ? value
        : throw Failure.OutOfRange(name, value, $"{name} is {(int)value}; a day must be between 0 (Sunday) and 6 (Saturday).");
}
