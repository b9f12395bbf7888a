namespace Bits.RetrySim;

/// <summary>Header lines that a client writes for requests. What they hold may be secret, so no message quotes it.</summary>
internal static class RequestHeaders
{
    internal static bool IsToken(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    /// <summary>Lines of name, colon and value; the last one may end with a line break.</summary>
    /// <exception cref="ArgumentException">A line is none (E_INVALIDARG).</exception>
    internal static void Check(string headers, string argument)
    {
        string[] lines = Lines(headers);
        for (int line = 0; line < lines.Length; line++)
        {
            int colon = lines[line].IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !IsToken(lines[line][..colon]) || lines[line].Any(static c => char.IsControl(c) && c != '\t'))
            {
                throw Failure.InvalidArgument(
                    argument, $"Line {line + 1} of {lines.Length} is not a header: write a name, a colon and a value without control characters. The line is not shown, since it may be secret.");
            }
        }
    }

    /// <summary>The headers by their names; of several of one name the last one.</summary>
    internal static IReadOnlyDictionary<string, string> Read(string? headers)
    {
        Dictionary<string, string> read = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] parts in Lines(headers).Select(static line => line.Split(':', 2)))
        {
            read[parts[0]] = parts[1].Trim();
        }

        return read;
    }

    internal static string[] Lines(string? headers) => headers is null ? [] : headers.TrimEnd('\r', '\n').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
}
