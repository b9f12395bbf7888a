using System.Collections.Frozen;

namespace Bits.RetrySim;

/// <summary>Headers of a response as one text, a line each, so that what has them can be compared as a value.</summary>
internal static class HeaderLines
{
    private const string Separator = ": ";
    private const int LongestPort = 5;

    /// <summary>What the simulated server says of a file by itself.</summary>
    private static readonly string[] OfTheServer = ["Content-Length", "Content-Range", "Accept-Ranges", "Last-Modified", "ETag"];

    /// <summary>A header as a line.</summary>
    /// <exception cref="ArgumentException">
    /// (E_INVALIDARG) The name is no token of HTTP or one of those that follow from the file, or the value holds control characters.
    /// </exception>
    internal static string Line(string name, string value)
    {
        CheckName(name, nameof(name));
        if (value.Any(char.IsControl))
        {
            throw Failure.InvalidArgument(nameof(value), "The value of a header is one line without control characters.");
        }

        return name + Separator + value.Trim(' ');
    }

    /// <summary>The lines with one more, or with that one in place of another for the same header.</summary>
    internal static string With(string lines, string line)
    {
        string name = line[..(line.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)];
        return string.Join('\n', Split(lines).Where(other => !other.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Append(line));
    }

    internal static IReadOnlyDictionary<string, string> Read(string lines) => Split(lines)
        .Select(line => line.Split(Separator, 2))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);

    internal static IEnumerable<string> Split(string lines) => lines.Length == 0 ? [] : lines.Split('\n');

    /// <summary>
    /// A name as it may stand in messages. Who writes a whole header where its name belongs has written its value, too, which may be a credential; a port or a
    /// path behind a colon is none.
    /// </summary>
    internal static string WithoutValue(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        ReadOnlySpan<char> value = name.AsSpan(colon + 1);
        bool isPart = colon < 0 || value.IsEmpty || value[0] is '/' or '\\' || (value.Length <= LongestPort && !value.ContainsAnyExceptInRange('0', '9'));
        return isPart ? name : IsWithUser(name) ? "..." : name[..(colon + 1)] + "...";
    }

    /// <summary>Whether what stands before the colon may be the name of a user, which is not shown either.</summary>
    private static bool IsWithUser(string name) => name.Contains('@', StringComparison.Ordinal) || name.Contains("40", StringComparison.Ordinal);

    internal static void CheckName(string name, string argument)
    {
        if (!RequestHeaders.IsToken(name))
        {
            throw Failure.InvalidArgument(argument, $"\"{FileNames.Shown(WithoutValue(name))}\" is not the name of a header. Write one such as \"Retry-After\".");
        }

        if (OfTheServer.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw Failure.InvalidArgument(
                argument, $"{name} follows from the file itself and would have no effect here. Script its size, ranges, time stamp or tag instead.");
        }
    }
}
