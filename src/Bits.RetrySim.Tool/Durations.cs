using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>Spans of time as people write them: <c>90</c>, <c>15m</c>, <c>1.5h</c>, <c>01:30:00</c>, and as they read them: 1 min 30 s, 15 min, 14 d.</summary>
internal static partial class Durations
{
    /// <summary>Every unit that is not zero; exact.</summary>
    internal static string Text(TimeSpan span)
    {
        decimal seconds = (decimal)(span.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        (decimal Value, string Unit)[] parts = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "min"), (seconds, "s")];
        return span == TimeSpan.Zero
            ? "0 s"
            : string.Join(' ', parts.Where(part => part.Value != 0).Select(part => Text(part.Value, part.Unit)));
    }

    /// <summary>An option that takes one span of time.</summary>
    internal static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = argument => Parse(argument, argument.Tokens[0].Value),
    };

    /// <summary>An option that takes several, with commas between them.</summary>
    internal static Option<IReadOnlyList<TimeSpan>?> ListOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "LIST",
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',')).Select(item => Parse(argument, item) ?? TimeSpan.Zero)],
    };

    /// <summary>The span, or null and the reason on the command line.</summary>
    private static TimeSpan? Parse(ArgumentResult argument, string text)
    {
        string option = ((OptionResult)argument.Parent!).Option.Name;
        if (SecondsOf(text) is not { } seconds)
        {
            argument.AddError($"{option}: '{text}' is not a time; write seconds, a number with s, m, h or d, or hours:minutes:seconds: 90, 15m, 1.5h, 14d, 01:30:00.");
            return null;
        }

        if (seconds > uint.MaxValue)
        {
            argument.AddError($"{option}: '{text}' is more than BITS takes; the longest time is {uint.MaxValue} seconds.");
            return null;
        }

        if (seconds != decimal.Truncate(seconds))
        {
            argument.AddError($"{option}: '{text}' is {Text(seconds, "s")}; BITS takes whole seconds.");
            return null;
        }

        return TimeSpan.FromSeconds((long)seconds);
    }

    /// <summary>The seconds of a text that is a time: a number with or without a unit, several of them as they are printed here, or as a clock shows them.</summary>
    private static decimal? SecondsOf(string text)
    {
        Match clock = Clock().Match(text);
        if (clock.Success)
        {
            return Number(clock, "d") * 86_400 + Number(clock, "h") * 3600 + Number(clock, "m") * 60 + Number(clock, "s");
        }

        if (Bare().IsMatch(text))
        {
            return Value(text.Trim());
        }

        Match match = Parts().Match(text);
        return match.Success
            ? match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures, (number, unit) => Value(number.Value) * SecondsPer(unit.Value)).Sum()
            : null;
    }

    private static decimal Number(Match match, string name) => match.Groups[name].Success ? Value(match.Groups[name].Value) : 0;

    private static decimal Value(string digits) => decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:(?<number>[0-9]{1,12}(?:\.[0-9]{1,7})?)\s*(?<unit>s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)\s*)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\s*[0-9]{1,12}(?:\.[0-9]{1,7})?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^\s*(?:(?<d>[0-9]{1,5})\.)?(?<h>[0-9]{1,7}):(?<m>[0-5]?[0-9])(?::(?<s>[0-5]?[0-9]))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    private static string Text(decimal value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.#######} {unit}");

    private static int SecondsPer(string unit) => char.ToLowerInvariant(unit[0]) switch
    {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => 1,
    };
}
