using System.Globalization;
using System.Text.RegularExpressions;

namespace Bits.RetrySim;

/// <summary>Reads what stands in configuration, the same in every culture. What cannot be read is a <see cref="FormatException"/> that tells how it is written.</summary>
internal static partial class SettingText
{
    private const string DurationForm = "a duration is written as in ISO 8601 without years and months (PT10M, P14D) or as a TimeSpan (00:10:00, 14.00:00:00)";

    /// <summary>Neither years nor months, whose length depends, and no bare number, which has no unit.</summary>
    internal static TimeSpan Duration(string text)
    {
        try
        {
            if (IsoDuration().Match(text) is { Success: true } match)
            {
                return new TimeSpan(checked((long)(
                    (Part(match, "weeks") * 7 * TimeSpan.TicksPerDay) + (Part(match, "days") * TimeSpan.TicksPerDay) + (Part(match, "hours") * TimeSpan.TicksPerHour)
                    + (Part(match, "minutes") * TimeSpan.TicksPerMinute) + (Part(match, "seconds") * TimeSpan.TicksPerSecond))));
            }
        }
        catch (OverflowException tooLong)
        {
            throw new FormatException($"it is longer than the longest duration, {TimeSpan.MaxValue:c}", tooLong);
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span)
            ? span
            : throw new FormatException(DurationForm);
    }

    internal static int Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a whole number up to {int.MaxValue} is expected"));

    internal static bool Flag(string text) => bool.TryParse(text, out bool flag) ? flag : throw new FormatException("true or false is expected");

    internal static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
            ? Enum.Parse<T>(word)
            : throw new FormatException($"one of {string.Join(", ", Enum.GetNames<T>())} is expected");

    private static decimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true } part ? decimal.Parse(part.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^P(?=.)((?<weeks>\d+)W)?((?<days>\d+)D)?(T(?=.)((?<hours>\d+)H)?((?<minutes>\d+)M)?((?<seconds>\d+(\.\d+)?)S)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IsoDuration();
}
