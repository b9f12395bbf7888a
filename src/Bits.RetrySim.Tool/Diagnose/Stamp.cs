using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>Dates and sizes as a diagnosis tells them.</summary>
internal static class Stamp
{
    /// <summary>To the second; where the zone is not known nothing is said of it here.</summary>
    internal static string Of(DateTimeOffset at, bool isLocal) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + (isLocal ? "" : " UTC");

    /// <summary>To the millisecond, UTC.</summary>
    internal static string Exact(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>For programs: ISO 8601, with a Z only if it is UTC.</summary>
    internal static string Iso(DateTimeOffset at, bool isLocal) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (isLocal ? "" : "Z");

    /// <summary>A span as a person says it.</summary>
    internal static string Rounded(TimeSpan span) => Durations.Text(
        span >= TimeSpan.FromHours(1) ? Round(span, TimeSpan.FromMinutes(1))
        : span >= TimeSpan.FromMinutes(2) ? Round(span, TimeSpan.FromSeconds(1))
        : span >= TimeSpan.FromSeconds(1) ? Round(span, TimeSpan.FromSeconds(0.1))
        : Round(span, TimeSpan.FromMilliseconds(1)));

    internal static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    private static TimeSpan Round(TimeSpan span, TimeSpan unit) => unit * Math.Round(span / unit);
}
