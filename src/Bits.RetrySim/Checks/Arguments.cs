using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Turning what clients give into what the engine takes, or saying what is wrong with it (D-30, D-32).</summary>
internal static class Arguments
{
    internal const int MaximumDisplayNameLength = 256;
    internal const int MaximumDescriptionLength = 1024;

    /// <summary>LIM-9.</summary>
    internal const int MaximumCommandParametersLength = 4000;

    /// <summary>Whole seconds, fractions rounded up, 0 to 4,294,967,295.</summary>
    internal static uint Seconds(TimeSpan value, string argument) => Whole(value, TimeSpan.TicksPerSecond, argument, "s");

    /// <summary>Whole milliseconds, fractions rounded up, 0 to 4,294,967,295.</summary>
    internal static uint Milliseconds(TimeSpan value, string argument) => Whole(value, TimeSpan.TicksPerMillisecond, argument, "ms");

    /// <summary>A span by which time moves on.</summary>
    internal static void NotNegative(TimeSpan span, string argument)
    {
        if (span < TimeSpan.Zero)
        {
            throw Failure.OutOfRange(argument, span, "Time does not go back: the span must not be negative.");
        }
    }

    internal static string NotNull(string? value, string argument) => value ?? throw Failure.Null(argument);

    /// <summary>A text within the limit of its setter (LIM-1, LIM-2, OQ-26).</summary>
    internal static string Text(string? value, int limit, string argument)
    {
        string text = NotNull(value, argument);
        return text.Length <= limit
            ? text
            : throw Failure.Bits(
                HResults.BG_E_STRING_TOO_LONG, Invariant($"{argument} has {text.Length} characters; the limit is {limit}."));
    }

    internal static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    internal static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static uint Whole(TimeSpan value, long unit, string argument, string unitName)
    {
        long count = value.Ticks < 0 ? -1 : (value.Ticks / unit) + (value.Ticks % unit == 0 ? 0 : 1);
        return count is >= 0 and <= uint.MaxValue
            ? (uint)count
            : throw Failure.OutOfRange(
                argument, value, Invariant($"{argument} is {value:c}; it must be between 0 and {uint.MaxValue} {unitName}."));
    }
}
