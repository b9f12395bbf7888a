using System.Globalization;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>The kinds of single values that scripts have.</summary>
internal static class ScriptTypes
{
    private const string SpanPattern = @"\s*([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]{1,7})?\s*$";

    /// <summary>Something else than zeros.</summary>
    private const string NotZero = "(?=.*[1-9])";

    private const string SpanForm = "as text like \"1.02:03:04\" (days.hours:minutes:seconds) or as seconds";

    /// <summary>The longest time that a script can name.</summary>
    private const long MostSeconds = 366_000L * 86_400;

    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    internal static ScriptType<string> Text { get; } = new ScriptValue<string>("a text", ReadText, static writer => writer.WriteString("type", "string"));

    internal static ScriptType<bool> Boolean { get; } = new ScriptValue<bool>("`true` or `false`", ReadBoolean, static writer => writer.WriteString("type", "boolean"));

    /// <summary>A field that is left out unless it is true.</summary>
    internal static ScriptType<bool> True { get; } = new ScriptValue<bool>(
        "`true`",
        static node => node.Kind == JsonTokenType.True ? true : throw node.Wrong("true, or no such field"),
        static writer => writer.WriteBoolean("const", true));

    internal static ScriptType<long> Bytes { get; } = Integer(0, long.MaxValue, "a number of bytes, 0 or more");

    internal static ScriptType<long> BitsPerSecond { get; } = Integer(1, ByteFlow.Unlimited - 1, "bits per second, 1 or more (leave it out for unlimited)");

    /// <summary>A time of zero or more.</summary>
    internal static ScriptType<TimeSpan> Span { get; } = new ScriptValue<TimeSpan>(
        $"a time of zero or more, {SpanForm}", ReadSpan, static writer => WriteSpan(writer, "^" + SpanPattern, "minimum", 0));

    /// <summary>A time of more than zero.</summary>
    internal static ScriptType<TimeSpan> Duration { get; } = new ScriptValue<TimeSpan>(
        $"a time above zero, {SpanForm}",
        static node => TryTime(node, out TimeSpan span) && span > TimeSpan.Zero && span <= ScriptTime.Maximum ? span : throw node.Wrong($"a time above zero, {SpanForm}"),
        static writer => WriteSpan(writer, "^" + NotZero + SpanPattern, "exclusiveMinimum", 0));

    /// <summary>A time forward or back.</summary>
    internal static ScriptType<TimeSpan> Step { get; } = new ScriptValue<TimeSpan>(
        $"a time other than zero, negative for back, {SpanForm}",
        static node => TryTime(node, out TimeSpan span) && span != TimeSpan.Zero && span.Duration() <= ScriptTime.Maximum
            ? span
            : throw node.Wrong($"a time other than zero, negative for back, {SpanForm}"),
        static writer =>
        {
            writer.WriteStartObject("not");
            writer.WriteNumber("const", 0);
            writer.WriteEndObject();
            WriteSpan(writer, "^" + NotZero + @"\s*-?" + SpanPattern[@"\s*".Length..], "minimum", -MostSeconds);
        });

    /// <summary>A time since the simulation's start at which something happens: it cannot lie after the end.</summary>
    internal static ScriptType<TimeSpan> Instant { get; } = new ScriptValue<TimeSpan>(
        $"a time since the start, {SpanForm}",
        static node =>
        {
            TimeSpan instant = ReadSpan(node);
            node.Source.Instants.Add((node, instant));
            return instant;
        },
        static writer => WriteSpan(writer, "^" + SpanPattern, "minimum", 0));

    /// <summary>A time that a job can be given (D-32).</summary>
    internal static ScriptType<TimeSpan> JobTime { get; } = new ScriptValue<TimeSpan>(
        $"at most 4294967295 seconds, {SpanForm}",
        static node => ReadSpan(node) is var span && span <= Defaults.Longest ? span : throw node.Wrong("at most 4294967295 seconds"),
        static writer => WriteSpan(writer, "^" + SpanPattern, "minimum", 0, uint.MaxValue));

    internal static ScriptType<DateTimeOffset> Date { get; } = new ScriptValue<DateTimeOffset>(
        "a date like \"2021-06-08T09:47:00Z\"",
        static node => node.Kind == JsonTokenType.String
            && DateTimeOffset.TryParseExact(
                node.Text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
                ? date
                : throw node.Wrong("a date like \"2021-06-08T09:47:00Z\""),
        static writer =>
        {
            writer.WriteString("type", "string");
            writer.WriteString("pattern", @"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,7})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?$");
        });

    /// <summary>The HRESULT of any failure.</summary>
    internal static ScriptType<int> HResult { get; } = new ScriptValue<int>("an HRESULT, as \"0x80072EE7\", by its name, or as a number", ReadHResult, WriteHResult);

    /// <summary>A code with which a transfer can fail.</summary>
    internal static ScriptType<int> TransferFailure { get; } = new ScriptValue<int>(
        "the HRESULT of a failed transfer, as \"0x80072EE7\", by its name, or as a number",
        static node => ReadHResult(node) is var code && FaultCode.Explain(code, Wording.Json) is { } why ? throw node.Wrong($"the HRESULT of a failed transfer ({why})") : code,
        WriteHResult);

    internal static ScriptType<int> AnyHttpStatus { get; } = Int32(HResults.MinimumHttpStatus, HResults.MaximumHttpStatus, "an HTTP status from 100 to 999");

    internal static ScriptType<int> FailedHttpStatus { get; } = new ScriptValue<int>(
        "an HTTP status from 100 to 999, other than 200 and 206",
        static node => AnyHttpStatus.Read(node) is var status && FaultCode.ExplainHttpStatus(status) is { } why
            ? throw node.Wrong($"the HTTP status of a failed transfer ({why})")
            : status,
        static writer =>
        {
            AnyHttpStatus.WriteSchema(writer);
            writer.WriteStartObject("not");
            writer.WriteStartArray("enum");
            foreach (int status in Enumerable.Range(HResults.MinimumHttpStatus, HResults.MaximumHttpStatus - HResults.MinimumHttpStatus + 1).Where(status => FaultCode.ExplainHttpStatus(status) is not null))
            {
                writer.WriteNumberValue(status);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    internal static ScriptType<int> Int32(int minimum, int maximum, string expected) =>
        new ScriptValue<int>(expected, node => (int)ReadInteger(node, minimum, maximum, expected), writer => WriteInteger(writer, minimum, maximum));

    internal static ScriptType<long> Integer(long minimum, long maximum, string expected) =>
        new ScriptValue<long>(expected, node => ReadInteger(node, minimum, maximum, expected), writer => WriteInteger(writer, minimum, maximum));

    /// <summary>One of the names of an enumeration, in any case.</summary>
    internal static ScriptType<T> Name<T>(params T[] allowed)
        where T : struct, Enum
    {
        string[] names = Array.ConvertAll(allowed, static value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        string expected = $"one of {string.Join(", ", names.Select(static name => $"\"{name}\""))}";
        return ScriptWords.Of(expected, expected, names, allowed);
    }

    /// <summary>Several names of an enumeration of bits: one name, or an array of them.</summary>
    internal static ScriptType<T> Flags<T>(Func<IEnumerable<T>, T> join, params T[] allowed)
        where T : struct, Enum
    {
        ScriptType<T> name = Name(allowed);
        ScriptList<T> list = new(name);
        return new ScriptValue<T>(
            $"{name.Text}, or an array of them",
            node => node.Kind == JsonTokenType.StartArray ? join(list.Read(node)) : node.Kind == JsonTokenType.String ? name.Read(node) : throw node.Wrong($"{name.Text}, or an array of them"),
            writer => WriteEither(writer, name, list));
    }

    /// <summary>A value, or a word in its place.</summary>
    internal static ScriptType<T> OrWord<T>(ScriptType<T> type, string word, T meaning) => new ScriptValue<T>(
        $"{type.Text}; or `\"{word}\"`",
        node => ScriptWords.Is(node, word) ? meaning : type.Read(node),
        writer =>
        {
            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
            type.WriteSchema(writer);
            writer.WriteEndObject();
            writer.WriteStartObject();
            ScriptWords.WriteSchema(writer, word);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });

    /// <summary>A bandwidth, or that there is none that limits.</summary>
    internal static ScriptType<long?> Capacity { get; } = OrWord(
        new ScriptValue<long?>("bits per second, 1 or more", static node => ReadInteger(node, 1, ByteFlow.Unlimited - 1, "bits per second, 1 or more, or \"unlimited\""), BitsPerSecond.WriteSchema),
        "unlimited",
        null);

    /// <summary>A SHA-256 hash.</summary>
    internal static ScriptType<string> Sha256 { get; } = Checked("a SHA-256 hash in 64 hexadecimal digits", static text => ContentHash.Check(text, "sha256"));

    /// <summary>A text that passes a check of the library, whose message becomes the expectation.</summary>
    internal static ScriptType<string> Checked(string text, Action<string> check) => new ScriptValue<string>(
        text,
        node =>
        {
            string value = ReadText(node);
            try
            {
                check(value);
            }
            catch (ArgumentException exception)
            {
                throw node.Wrong($"another one: {FirstSentence(exception)}", exception);
            }

            return value;
        },
        Text.WriteSchema);

    /// <summary>A text of a limited length.</summary>
    internal static ScriptType<string> Limited(int longest, string what) => new ScriptValue<string>(
        $"{what} of at most {longest} characters",
        node => ReadText(node).Length <= longest ? node.Text : throw node.Wrong(FormattableString.Invariant($"{what} of at most {longest} characters")),
        writer =>
        {
            writer.WriteString("type", "string");
            writer.WriteNumber("maxLength", longest);
        });

    internal static string ReadText(SimulationScriptNode node) => node.Kind == JsonTokenType.String ? node.Text : throw node.Wrong("a text");

    /// <summary>What the message of a refusal says, without the code and the name of the parameter.</summary>
    internal static string FirstSentence(Exception exception)
    {
        int end = exception.Message.IndexOf(" (E_INVALIDARG", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.');
    }

    private static bool ReadBoolean(SimulationScriptNode node) => node.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw node.Wrong("true or false"),
    };

    private static long ReadInteger(SimulationScriptNode node, long minimum, long maximum, string expected) =>
        node.Kind == JsonTokenType.Number
        && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && value >= minimum && value <= maximum && value == decimal.Truncate(value)
            ? (long)value
            : throw node.Wrong(expected);

    private static TimeSpan ReadSpan(SimulationScriptNode node) =>
        TryTime(node, out TimeSpan span) && span >= TimeSpan.Zero && span <= ScriptTime.Maximum ? span : throw node.Wrong($"a time of zero or more, {SpanForm}");

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

    private static int ReadHResult(SimulationScriptNode node) => node.Kind switch
    {
        JsonTokenType.String when TryHex(node.Text, out int hex) => hex,
        JsonTokenType.String when TryName(node.Text, out int named) => named,
        JsonTokenType.Number => unchecked((int)ReadInteger(node, int.MinValue, uint.MaxValue, "an HRESULT")),
        _ => throw node.Wrong("an HRESULT like \"0x80072EE7\" or the name of one, such as \"ERROR_WINHTTP_NAME_NOT_RESOLVED\""),
    };

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

    private static void WriteInteger(Utf8JsonWriter writer, long minimum, long maximum)
    {
        writer.WriteString("type", "integer");
        writer.WriteNumber("minimum", minimum);
        writer.WriteNumber("maximum", maximum);
    }

    internal static void WriteEither(Utf8JsonWriter writer, params ReadOnlySpan<ScriptType> types)
    {
        writer.WriteStartArray("anyOf");
        foreach (ScriptType type in types)
        {
            writer.WriteStartObject();
            type.WriteSchema(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter writer, string pattern, string bound, long least, long most = MostSeconds)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteString("type", "number");
        writer.WriteNumber(bound, least);
        writer.WriteNumber("maximum", most);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", pattern);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteHResult(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        WriteInteger(writer, int.MinValue, uint.MaxValue);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", "^(0[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9_]*)$");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
