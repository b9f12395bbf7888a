using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Reads <c>bitsadmin /list</c> and <c>/info</c>: with <c>/verbose</c>, where several names and values share a line, and without, where each job is a
/// line of its own.
/// </summary>
internal static partial class BitsadminReader
{
    private const string JobFile = "JOB FILE";

    internal static bool Recognizes(string text) => JobBegin().IsMatch(text) || ShortLine().Matches(text).Any(line => ShortEnd().IsMatch(RestOf(line))) || IsEmptyListing(text);

    /// <summary>Whether it is a listing of no jobs.</summary>
    internal static bool IsEmptyListing(string text) => Nothing().IsMatch(text);

    internal static IEnumerable<FieldBag> Read(string text, List<string> notes)
    {
        FieldBag? bag = null;
        bool inFiles = false;
        bool isShort = false;
        foreach (string line in text.Split('\n'))
        {
            if (ShortLine().Match(line) is { Success: true } job && ShortEnd().Match(RestOf(job)) is { Success: true } shortEnd)
            {
                isShort = true;
                yield return OfShortLine(job, shortEnd);
                continue;
            }

            if (JobBegin().IsMatch(line))
            {
                if (bag is not null)
                {
                    yield return bag;
                }

                (bag, inFiles) = (new FieldBag(), false);
            }

            if (bag is null)
            {
                continue;
            }

            if (Display().Match(line) is { Success: true } display)
            {
                bag.Add("GUID", display.Groups["guid"].Value);
                bag.Add("DISPLAY", NameIn(display.Groups["name"].Value));
                continue;
            }

            inFiles = line.StartsWith("JOB FILES:", StringComparison.Ordinal) || (inFiles && line is [' ' or '\t', ..]);
            if (inFiles)
            {
                bag.Add(JobFile, line);
            }
            else
            {
                AddFields(bag, line);
            }
        }

        if (bag is not null)
        {
            yield return bag;
        }

        if (isShort)
        {
            notes.Add("The listing has neither errors nor times nor settings; bitsadmin /list /allusers /verbose has them.");
        }
    }

    private static string RestOf(Match shortLine) => shortLine.Groups["rest"].Value.TrimEnd();

    /// <summary>Names stand in quotation marks, and may hold some.</summary>
    private static string NameIn(string text)
    {
        string name = text.Trim();
        int begin = name is ['\'', ..] ? 1 : 0;
        int end = name.Length > begin && name[^1] == '\'' ? name.Length - 1 : name.Length;
        return name[begin..end];
    }

    private static FieldBag OfShortLine(Match job, Match end)
    {
        FieldBag bag = new();
        bag.Add("GUID", job.Groups["guid"].Value);
        bag.Add("DISPLAY", NameIn(RestOf(job)[..end.Index]));
        bag.Add("STATE", end.Groups["state"].Value);
        bag.Add("FILES", end.Groups["files"].Value);
        bag.Add("BYTES", end.Groups["bytes"].Value);
        return bag;
    }

    private static void AddFields(FieldBag bag, string line)
    {
        MatchCollection names = Names().Matches(line);
        for (int i = 0; i < names.Count; i++)
        {
            int begin = names[i].Index + names[i].Length;
            int end = i + 1 < names.Count ? names[i + 1].Index : line.Length;
            bag.Add(names[i].Groups["name"].Value, line[begin..end]);
            if (names[i].Groups["name"].ValueSpan is "ERROR FILE" or "ERROR CODE" or "DESCRIPTION")
            {
                return; // The rest of the line is free text.
            }
        }
    }

    [GeneratedRegex(@"^[ \t]*GUID:[ \t]*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex JobBegin();

    [GeneratedRegex(@"^[ \t]*GUID:[ \t]*(?<guid>\{[^}]*\})[ \t]*DISPLAY:(?<name>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Display();

    [GeneratedRegex(
        @"^[ \t]*(?<guid>\{[0-9A-Fa-f-]{36}\})[ \t](?<rest>.*)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortLine();

    // From its end, which nothing but the name stands before, whatever that holds.
    [GeneratedRegex(
        @"[ \t](?<state>[A-Z_]{5,40})[ \t]+(?<files>[0-9]{1,20} / [0-9]{1,20})[ \t]+(?<bytes>[0-9]{1,20} / \w{1,20})\z",
        RegexOptions.RightToLeft | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortEnd();

    [GeneratedRegex(@"^Listed 0 job", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"(?<!\w)(?<name>TYPE|STATE|OWNER|PRIORITY|FILES|BYTES|CREATION TIME|MODIFICATION TIME|COMPLETION TIME|ACL FLAGS|NOTIFY INTERFACE|NOTIFICATION FLAGS"
        + "|RETRY DELAY|NO PROGRESS TIMEOUT|ERROR COUNT|PROXY USAGE|PROXY LIST|PROXY BYPASS LIST|ERROR FILE|ERROR CODE|ERROR CONTEXT|DESCRIPTION"
        + "|NOTIFICATION COMMAND LINE|CUSTOM HEADERS):",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
