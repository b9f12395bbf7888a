using System.Globalization;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Reads dates in the format of whatever machine wrote them. Whether day or month comes first is decided by the separator and by all dates of the
/// input together; where nothing decides, it is said.
/// </summary>
internal sealed partial class DateReader
{
    /// <summary>What stands for "no time": 1601 in the API, the year 1 in .NET.</summary>
    private const int FirstRealYear = 1602;

    /// <summary>What is beyond stands for "never"; and all that BITS does after it has to have its place in the calendar.</summary>
    private const int LastRealYear = 9000;

    private const string Half = @"[AaPp]\.?\s?[Mm]\b\.?|上午|下午|午前|午後|午后|오전|오후";

    private readonly bool _isDayFirst;
    private bool _isUnsure;
    private bool _hasUnknownHalf;

    /// <param name="text">The whole input.</param>
    internal DateReader(string text)
    {
        Match[] slashed = [.. Dates().Matches(text).Where(date => date.Groups["sep"].ValueSpan is "/" && date.Groups["a"].Length < 3)];
        bool firstIsDay = slashed.Any(date => Part(date, "a") > 12);
        bool secondIsDay = slashed.Any(date => Part(date, "b") > 12);
        // Where hours go to 12, months come first more often than not, unless the halves of the day are written in Chinese, Japanese or Korean.
        _isDayFirst = firstIsDay || (!secondIsDay && slashed.Any(date => !date.Groups["half"].Success || !char.IsAscii(date.Groups["half"].ValueSpan[0])));
        IsUndecided = slashed.Length > 0 && firstIsDay == secondIsDay;
    }

    /// <summary>What there is to say about dates that could mean another day or another half of it, a sentence each.</summary>
    internal IEnumerable<string> Doubts
    {
        get
        {
            if (_isUnsure)
            {
                yield return $"Dates like 3/4/2025 were read as {(_isDayFirst ? "day/month" : "month/day")}/year; nothing in the input says whether that is right.";
            }

            if (_hasUnknownHalf)
            {
                yield return "Times with a word after them that is neither AM nor PM were left out: whether they are of the morning or of the afternoon is not known here.";
            }
        }
    }

    private bool IsUndecided { get; }

    /// <summary>An instant, and whether it has no zone and so is in the local time of some machine; null if this is no date, or stands for none.</summary>
    internal (DateTimeOffset At, bool IsLocal)? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (JsonDate().Match(text) is { Success: true } json)
        {
            return long.TryParse(json.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long ms)
                && Math.Abs(ms) < (long)TimeSpan.FromDays(100_000).TotalMilliseconds
                ? Real(DateTimeOffset.FromUnixTimeMilliseconds(ms), isLocal: false)
                : null;
        }

        return Dates().Match(text) is { Success: true } date ? Read(date) : null;
    }

    private (DateTimeOffset At, bool IsLocal)? Read(Match date)
    {
        (int a, int b, int c) = (Part(date, "a"), Part(date, "b"), Part(date, "c"));
        bool isSlashed = date.Groups["sep"].ValueSpan is "/";
        (int year, int month, int day) = date.Groups["a"].Length == 4 ? (a, b, c)
            : isSlashed && !_isDayFirst ? (c, a, b)
            : (c, b, a);
        int hour = Part(date, "hour");
        if (date.Groups["half"].Success)
        {
            hour = (hour % 12) + (IsAfternoon(date.Groups["half"].ValueSpan) ? 12 : 0);
        }

        if (hour is > 0 and <= 12 && date.Groups["word"].Success && !date.Groups["half"].Success && !date.Groups["zone"].Success)
        {
            _hasUnknownHalf = true;
            return null;
        }

        year += date.Groups[date.Groups["a"].Length == 4 ? "a" : "c"].Length <= 2 ? 2000 : 0;
        if (year is < FirstRealYear or > LastRealYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23
            || Part(date, "minute") > 59 || Part(date, "second") > 59)
        {
            return null;
        }

        _isUnsure |= isSlashed && IsUndecided && date.Groups["a"].Length < 3 && a != b;
        DateTimeOffset at = new DateTimeOffset(year, month, day, hour, Part(date, "minute"), Part(date, "second"), TimeSpan.Zero)
            .AddTicks(long.Parse(date.Groups["fraction"].Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture));
        string zone = date.Groups["zone"].Value;
        return zone.Length == 0 ? Real(at, isLocal: true) : Real(at - Offset(zone), isLocal: false);
    }

    private static bool IsAfternoon(ReadOnlySpan<char> half) => half is ['P' or 'p', ..] or "下午" or "午後" or "午后" or "오후";

    private static (DateTimeOffset At, bool IsLocal)? Real(DateTimeOffset at, bool isLocal) => at.Year < FirstRealYear ? null : (at, isLocal);

    private static TimeSpan Offset(string zone)
    {
        if (zone is "Z" or "z" or "UTC" or "GMT")
        {
            return TimeSpan.Zero;
        }

        string digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        TimeSpan offset = new(int.Parse(digits[..2], CultureInfo.InvariantCulture), int.Parse(digits[2..], CultureInfo.InvariantCulture), 0);
        return zone[0] == '-' ? -offset : offset;
    }

    private static int Part(Match date, string name) =>
        date.Groups[name].Success ? int.Parse(date.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;

    // Between date and time and before AM, Windows writes narrow and other blanks, and marks of direction. East Asian halves of the day come before the hour.
    [GeneratedRegex(
        @"(?<![0-9.])(?<a>[0-9]{1,4})(?<sep>[-./])[\s\u200E\u200F]*(?<b>[0-9]{1,2})\k<sep>[\s\u200E\u200F]*(?<c>[0-9]{1,4})[.,]?[T\s\u200E\u200F]+(?:(?<half>" + Half + @")\s*)?"
        + @"(?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<second>[0-9]{2}))?(?:[.,](?<fraction>[0-9]{1,9}))?(?:\s*(?<half>" + Half + @"))?"
        + @"(?:\s?(?<zone>[Zz]\b|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?(?![0-9])(?<word>[^\S\r\n]*\p{L})?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(@"Date\((-?[0-9]{1,16})", RegexOptions.CultureInvariant)]
    private static partial Regex JsonDate();
}
