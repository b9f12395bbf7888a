using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>
/// How fast all background jobs together may transfer inside and outside a daily interval; foreground jobs are not limited (POLICY-5).
/// </summary>
/// <remarks>
/// The hours are those of the local time zone of the manager's TimeProvider. An interval whose end is not after its beginning goes on past
/// midnight; one whose end is its beginning lasts all day, so that there is no outside. Where the zone changes its offset, the hour that the
/// local clock shows decides. A limit of 0 stops background jobs: they wait in TRANSIENT_ERROR until the interval is over.
/// </remarks>
/// <param name="FromHour">The hour at which the interval begins, 0 to 23.</param>
/// <param name="ToHour">The hour at which the interval ends, 0 to 23.</param>
/// <param name="KilobitsPerSecond">The limit inside the interval in units of 1,000 bit/s; 0 or more, where 1 counts as 2.</param>
/// <param name="KilobitsPerSecondOutside">The limit outside the interval, likewise; null, the default, is no limit.</param>
/// <exception cref="ArgumentOutOfRangeException">An hour or a limit is out of range (E_INVALIDARG).</exception>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record BandwidthLimit(int FromHour, int ToHour, int KilobitsPerSecond, int? KilobitsPerSecondOutside = null)
{
    private const int LowestKilobitsPerSecond = 2;
    private const int BitsPerKilobit = 1000;
    private const int HoursPerDay = 24;

    /// <summary>The hour at which the interval begins, 0 to 23.</summary>
    public int FromHour { get; init => field = Hour(value); } = Hour(FromHour);

    /// <summary>The hour at which the interval ends, 0 to 23.</summary>
    public int ToHour { get; init => field = Hour(value); } = Hour(ToHour);

    /// <summary>The limit inside the interval in units of 1,000 bit/s; 0 stops background jobs, 1 counts as 2.</summary>
    public int KilobitsPerSecond { get; init => field = Rate(value); } = Rate(KilobitsPerSecond);

    /// <summary>The limit outside the interval in units of 1,000 bit/s; 0 stops background jobs, 1 counts as 2, null is no limit.</summary>
    public int? KilobitsPerSecondOutside { get; init => field = OptionalRate(value); } = OptionalRate(KilobitsPerSecondOutside);

    /// <summary>Whether the limit is the same at every hour.</summary>
    internal bool IsConstant => FromHour == ToHour || InBits(KilobitsPerSecond) == InBits(KilobitsPerSecondOutside);

    /// <summary>The limit in bit/s at an hour of the local day; 0: background jobs are stopped, null: no limit.</summary>
    internal long? BitsPerSecondAt(int hour) => InBits(IsInside(hour) ? KilobitsPerSecond : KilobitsPerSecondOutside);

    private bool IsInside(int hour) => FromHour < ToHour
        ? hour >= FromHour && hour < ToHour
        : FromHour == ToHour || hour >= FromHour || hour < ToHour;

    // A limit so low that nothing would ever arrive is raised (POLICY-5); only 0 means stop.
    internal static long? InBits(int? kilobits) => kilobits switch
    {
        null => null,
        0 => 0,
        int value => (long)Math.Max(value, LowestKilobitsPerSecond) * BitsPerKilobit,
    };

    internal static int Hour(int value, [CallerMemberName] string name = "") => value is >= 0 and < HoursPerDay
        ? value
        : throw OutOfRange(value, name, "an hour must be between 0 and 23.");

    private static int Rate(int value, [CallerMemberName] string name = "") => value >= 0
        ? value
        : throw OutOfRange(value, name, "a limit must be 0 or more.");

    internal static int? OptionalRate(int? value, [CallerMemberName] string name = "") =>
        value is int rate ? Rate(rate, name) : null;

    private static ArgumentOutOfRangeException OutOfRange(int value, string name, string rule) =>
        Failure.OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; {rule}"));
}
