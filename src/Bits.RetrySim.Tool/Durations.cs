using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>Spans of time as people write them: <c>90</c>, <c>15m</c>, <c>14d</c>, and as they read them: 1 min 30 s, 15 min, 14 d.</summary>
internal static class Durations
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
        CustomParser = argument => [.. argument.Tokens[0].Value.Split(',').Select(item => Parse(argument, item) ?? TimeSpan.Zero)],
    };

    /// <summary>The span, or null and the reason on the command line.</summary>
    private static TimeSpan? Parse(ArgumentResult argument, string text)
    {
        string option = ((OptionResult)argument.Parent!).Option.Name;
        string digits = text.TrimEnd('s', 'm', 'h', 'd');
        if (text.Length - digits.Length > 1 || !decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out decimal number))
        {
            argument.AddError($"{option}: '{text}' is not a time; write seconds, or a number with s, m, h or d: 90, 15m, 6h, 14d.");
            return null;
        }

        decimal seconds = number * SecondsPer(text[^1]);
        if (seconds > uint.MaxValue)
        {
            argument.AddError($"{option}: '{text}' is more than BITS takes; the longest time is {uint.MaxValue} seconds.");
            return null;
        }

        return TimeSpan.FromSeconds((long)seconds);
    }

    private static string Text(decimal value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.#######} {unit}");

    private static int SecondsPer(char unit) => unit switch
    {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => 1,
    };
}
