using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Times, counts and sizes as a person reads them.</summary>
internal static class TimeText
{
    private static readonly string[] ByteUnits = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A span in its two largest units, as in <c>2 d 6 h</c>; below a minute in seconds or milliseconds.</summary>
    internal static string Span(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return "0 s";
        }

        return span switch
        {
            { Ticks: < TimeSpan.TicksPerSecond } => Invariant($"{(decimal)span.Ticks / TimeSpan.TicksPerMillisecond:0.####} ms"),
            { Ticks: < TimeSpan.TicksPerMinute } => Invariant($"{(decimal)span.Ticks / TimeSpan.TicksPerSecond:0.###} s"),
            { Ticks: < TimeSpan.TicksPerHour } => Two(span.Minutes, "min", span.Seconds, "s"),
            { Ticks: < TimeSpan.TicksPerDay } => Two(span.Hours, "h", span.Minutes, "min"),
            _ => Two(span.Days, "d", span.Hours, "h"),
        };
    }

    /// <summary>A number and what is counted, as in <c>2,016 attempts</c>.</summary>
    internal static string Count(int count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    /// <summary>How often a cycle was repeated, as in <c>x2,016</c>.</summary>
    internal static string Times(int count) => Invariant($"x{count:N0}");

    /// <summary>A number of bytes, as in <c>60 MB</c>, in steps of 1,000.</summary>
    internal static string Bytes(long bytes)
    {
        decimal amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < ByteUnits.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return Invariant($"{(amount < 100 ? Math.Floor(amount * 10) / 10 : Math.Floor(amount)):0.#} {ByteUnits[unit]}");
    }

    /// <summary>A date and time in UTC, to the second.</summary>
    internal static string Utc(DateTimeOffset time) => Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}");

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        Invariant($"{large:N0} {largeUnit}") + (small == 0 ? "" : Invariant($" {small} {smallUnit}"));
}
