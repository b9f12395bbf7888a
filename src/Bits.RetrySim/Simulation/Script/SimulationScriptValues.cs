using System.Globalization;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Reads single values of a script.</summary>
internal static class SimulationScriptValues
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    internal static string Text(SimulationScriptNode node) =>
        node.Kind == JsonTokenType.String ? node.Text : throw node.Wrong("a text");

    internal static bool Boolean(SimulationScriptNode node) => node.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw node.Wrong("true or false"),
    };

    /// <summary>A field that is left out unless it is true.</summary>
    internal static bool True(SimulationScriptNode node) => node.Kind == JsonTokenType.True ? true : throw node.Wrong("true, or no such field");

    internal static long Bytes(SimulationScriptNode node) => Integer(node, 0, long.MaxValue, "a number of bytes, 0 or more");

    internal static long BitsPerSecond(SimulationScriptNode node) =>
        Integer(node, 1, ByteFlow.Unlimited - 1, "bits per second, 1 or more (leave it out for unlimited)");

    internal static int Int32(SimulationScriptNode node, int minimum, int maximum, string expected) =>
        (int)Integer(node, minimum, maximum, expected);

    internal static long Integer(SimulationScriptNode node, long minimum, long maximum, string expected) =>
        node.Kind == JsonTokenType.Number
        && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
        && value >= minimum && value <= maximum
            ? value
            : throw node.Wrong(expected);

    /// <summary>A time of zero or more.</summary>
    internal static TimeSpan Span(SimulationScriptNode node) =>
        TryTime(node, out TimeSpan span) && span >= TimeSpan.Zero && span <= ScriptTime.Maximum
            ? span
            : throw node.Wrong("a time of zero or more, as text like \"1.02:03:04\" (days.hours:minutes:seconds) or as seconds");

    /// <summary>A time of more than zero.</summary>
    internal static TimeSpan Duration(SimulationScriptNode node) =>
        TryTime(node, out TimeSpan span) && span > TimeSpan.Zero && span <= ScriptTime.Maximum
            ? span
            : throw node.Wrong("a time above zero, as text like \"1.02:03:04\" (days.hours:minutes:seconds) or as seconds");

    /// <summary>A time that a job can be given (D-32).</summary>
    internal static TimeSpan JobTime(SimulationScriptNode node)
    {
        TimeSpan span = Span(node);
        return span <= TimeSpan.FromSeconds(uint.MaxValue) ? span : throw node.Wrong("at most 4294967295 seconds");
    }

    internal static DateTimeOffset Date(SimulationScriptNode node) =>
        node.Kind == JsonTokenType.String
        && DateTimeOffset.TryParseExact(
            node.Text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
            ? date
            : throw node.Wrong("a date like \"2021-06-08T09:47:00Z\"");

    /// <summary>A code as text, <c>"0x80072EE7"</c> or by its name, or as a number, with which a transfer can fail.</summary>
    internal static int HResult(SimulationScriptNode node)
    {
        int code = node.Kind switch
        {
            JsonTokenType.String when TryHex(node.Text, out int hex) => hex,
            JsonTokenType.String when TryName(node.Text, out int named) => named,
            JsonTokenType.Number => unchecked((int)Integer(node, int.MinValue, uint.MaxValue, "an HRESULT")),
            _ => throw node.Wrong("an HRESULT like \"0x80072EE7\" or the name of one, such as \"ERROR_WINHTTP_NAME_NOT_RESOLVED\""),
        };
        return FaultCode.Explain(code) is { } why ? throw node.Wrong($"the HRESULT of a failed transfer ({why})") : code;
    }

    internal static int HttpStatus(SimulationScriptNode node)
    {
        int status = Int32(node, HResults.MinimumHttpStatus, HResults.MaximumHttpStatus, "an HTTP status from 100 to 999");
        return FaultCode.ExplainHttpStatus(status) is { } why ? throw node.Wrong($"the HTTP status of a failed transfer ({why})") : status;
    }

    /// <summary>One of the names of an enumeration, in any case.</summary>
    internal static T Name<T>(SimulationScriptNode node, params T[] allowed)
        where T : struct, Enum
    {
        foreach (T value in allowed)
        {
            if (node.Kind == JsonTokenType.String && string.Equals(node.Text, value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw node.Wrong($"one of {string.Join(", ", allowed.Select(static value => $"\"{JsonNamingPolicy.CamelCase.ConvertName(value.ToString())}\""))}");
    }

    /// <summary>A text that passes a check of the library, whose message becomes the expectation.</summary>
    internal static string Checked(SimulationScriptNode node, Action<string> check)
    {
        string text = Text(node);
        try
        {
            check(text);
        }
        catch (ArgumentException exception)
        {
            throw node.Wrong($"another one: {FirstSentence(exception)}", exception);
        }

        return text;
    }

    /// <summary>What the message of a rejected argument says, without the code and the name of the parameter.</summary>
    internal static string FirstSentence(ArgumentException exception)
    {
        int end = exception.Message.IndexOf(" (E_INVALIDARG", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.');
    }

    private static bool TryTime(SimulationScriptNode node, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (node.Kind == JsonTokenType.String)
        {
            // Of "10" and "10:00" .NET makes days, and hours and minutes, which is hardly what is meant.
            return node.Text.AsSpan().Count(':') == 2 && TimeSpan.TryParseExact(node.Text, "c", CultureInfo.InvariantCulture, out span);
        }

        if (node.Kind != JsonTokenType.Number
            || !decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
            || Math.Abs(seconds) > (decimal)ScriptTime.Maximum.TotalSeconds)
        {
            return false;
        }

        decimal ticks = seconds * TimeSpan.TicksPerSecond;
        span = TimeSpan.FromTicks((long)ticks);
        return ticks == decimal.Truncate(ticks);
    }

    private static bool TryHex(string text, out int code)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            & uint.TryParse(text.AsSpan(Math.Min(2, text.Length)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint bits);
        code = unchecked((int)bits);
        return isHex;
    }

    private static bool TryName(string text, out int code)
    {
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            if (string.Equals(entry.Name, text, StringComparison.OrdinalIgnoreCase))
            {
                code = entry.Code;
                return true;
            }
        }

        code = 0;
        return false;
    }
}
