using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Reads <c>bitsadmin /list</c> and <c>/info</c>: with <c>/verbose</c>, where several names and values share a line, and without, where each job is a
/// line of its own.
/// </summary>
internal static partial class BitsadminReader
{
    private const string JobFile = "JOB FILE";

    internal static bool Recognizes(string text) => JobBegin().IsMatch(text) || ShortLine().IsMatch(text) || Nothing().IsMatch(text);

    internal static IEnumerable<FieldBag> Read(string text, List<string> notes)
    {
        FieldBag? bag = null;
        bool inFiles = false;
        bool isShort = false;
        foreach (string line in text.Split('\n'))
        {
            if (ShortLine().Match(line) is { Success: true } job)
            {
                isShort = true;
                yield return OfShortLine(job);
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
                bag.Add("DISPLAY", display.Groups["name"].Value);
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

    private static FieldBag OfShortLine(Match job)
    {
        FieldBag bag = new();
        bag.Add("GUID", job.Groups["guid"].Value);
        bag.Add("DISPLAY", job.Groups["name"].Value);
        bag.Add("STATE", job.Groups["state"].Value);
        bag.Add("FILES", job.Groups["files"].Value);
        bag.Add("BYTES", job.Groups["bytes"].Value);
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

    [GeneratedRegex(@"^\s*GUID:\s*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex JobBegin();

    [GeneratedRegex(@"^\s*GUID:\s*(?<guid>\{[^}]*\})\s*DISPLAY:\s*'?(?<name>.*?)'?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Display();

    [GeneratedRegex(
        @"^\s*(?<guid>\{[0-9A-Fa-f-]{36}\})\s+'?(?<name>.*?)'?\s+(?<state>[A-Z_]{5,})\s+(?<files>[0-9]+ / [0-9]+)\s+(?<bytes>[0-9]+ / \w+)\s*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortLine();

    [GeneratedRegex(@"^Listed 0 job", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"(?<!\w)(?<name>TYPE|STATE|OWNER|PRIORITY|FILES|BYTES|CREATION TIME|MODIFICATION TIME|COMPLETION TIME|ACL FLAGS|NOTIFY INTERFACE|NOTIFICATION FLAGS"
        + "|RETRY DELAY|NO PROGRESS TIMEOUT|ERROR COUNT|PROXY USAGE|PROXY LIST|PROXY BYPASS LIST|ERROR FILE|ERROR CODE|ERROR CONTEXT|DESCRIPTION"
        + "|NOTIFICATION COMMAND LINE|CUSTOM HEADERS):",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
