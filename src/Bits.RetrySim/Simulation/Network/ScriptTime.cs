namespace Bits.RetrySim;

/// <summary>Checks the times of a script before anything is changed.</summary>
internal static class ScriptTime
{
    /// <summary>The longest span and the last instant a script can name, so that no sum of a few of them leaves the range of ticks.</summary>
    internal static readonly TimeSpan Maximum = TimeSpan.FromDays(366_000);

    /// <summary>A span of zero or more.</summary>
    internal static TimeSpan CheckSpan(TimeSpan value, string paramName) =>
        value >= TimeSpan.Zero && value <= Maximum
            ? value
            : throw Failure.OutOfRange(paramName, value, "A time is zero or more and at most 366,000 days.");

    /// <summary>A span of more than zero.</summary>
    internal static TimeSpan CheckDuration(TimeSpan value, string paramName) =>
        value > TimeSpan.Zero && value <= Maximum
            ? value
            : throw Failure.OutOfRange(paramName, value, "A duration is more than zero and at most 366,000 days.");

    /// <summary>A span of more than zero, if there is one.</summary>
    internal static TimeSpan? CheckDuration(TimeSpan? value, string paramName) =>
        value is { } span ? CheckDuration(span, paramName) : null;

    /// <summary>A bandwidth: at least one bit per second, or none that limits.</summary>
    internal static long? CheckBandwidth(long? bitsPerSecond, string paramName) =>
        bitsPerSecond is null or (> 0 and < ByteFlow.Unlimited)
            ? bitsPerSecond
            : throw Failure.OutOfRange(
                paramName,
                bitsPerSecond,
                "A bandwidth is at least 1 bit per second, or null for unlimited. "
                + "To let nothing through, script an outage or take the network away in the environment.");
}
