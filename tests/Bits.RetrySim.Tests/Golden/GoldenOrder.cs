using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>
/// The one difference that is allowed: JobModification lines of different jobs at one instant may change places among themselves. They are
/// put in the order of the jobs; those of one job keep theirs, and every other line its place.
/// </summary>
internal static class GoldenOrder
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex LogLine = new("^\\S+  job (?<job>\\d+)  NOTIFICATION .* JobModification$", Options);
    private static readonly Regex LookLine = new("^\\S+  job (?<job>\\d+)  in JobModification ", Options);
    private static readonly Regex JsonLine = new("\"kind\":\"notification\",\"job\":(?<job>\\d+),.*\"detail\":\"JobModification\"}$", Options);

    /// <summary>The event log with those lines in order.</summary>
    internal static string SortLog(string log) => Sort(log, LogLine);

    /// <summary>The looks with those lines in order.</summary>
    internal static string SortLooks(string looks) => Sort(looks, LookLine);

    /// <summary>The JSON lines with those lines in order.</summary>
    internal static string SortJson(string json) => Sort(json, JsonLine);

    private static string Sort(string text, Regex pattern)
    {
        string[] lines = text.Split('\n');
        Match[] matches = [.. lines.Select(line => pattern.Match(line))];
        int begin = 0;
        while (begin < lines.Length)
        {
            string instant = Instant(lines[begin]);
            int end = begin + 1;
            while (end < lines.Length && Instant(lines[end]) == instant)
            {
                end++;
            }

            int[] places = [.. Enumerable.Range(begin, end - begin).Where(place => matches[place].Success)];
            string[] sorted = [.. places.OrderBy(place => int.Parse(matches[place].Groups["job"].Value, System.Globalization.CultureInfo.InvariantCulture)).Select(place => lines[place])];
            for (int i = 0; i < places.Length; i++)
            {
                lines[places[i]] = sorted[i];
            }

            begin = end;
        }

        return string.Join('\n', lines);
    }

    // The first column; in JSON, which has none, all up to the first comma.
    private static string Instant(string line)
    {
        int end = line.AsSpan().IndexOfAny(' ', ',');
        return end < 0 ? line : line[..end];
    }
}
