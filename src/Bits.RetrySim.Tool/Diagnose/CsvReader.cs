using System.Text;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>Reads tables with a head: of <c>Export-Csv</c> and of converters of event logs, with commas, semicolons or tabs.</summary>
internal static partial class CsvReader
{
    private static readonly char[] Separators = [',', ';', '\t'];

    internal static bool Recognizes(string text) => HeadOf(text) is not null;

    internal static IEnumerable<FieldBag> Read(string text, List<string> notes)
    {
        int head = HeadOf(text)!.Value;
        int end = text.IndexOf('\n', head);
        char separator = Separators.MaxBy(candidate => text[head..(end < 0 ? text.Length : end)].Count(letter => letter == candidate));
        using IEnumerator<List<string>> rows = Rows(text[head..], separator).GetEnumerator();
        rows.MoveNext();
        List<string> names = rows.Current;
        int broken = 0;
        while (rows.MoveNext())
        {
            if (rows.Current.Count < names.Count)
            {
                broken++;
            }

            FieldBag bag = new();
            foreach ((string name, string cell) in names.Zip(rows.Current))
            {
                if (cell is ['{', '"', ..])
                {
                    JsonRecordReader.AddTo(bag, cell);
                }
                else
                {
                    bag.Add(name, cell);
                }
            }

            yield return bag;
        }

        if (broken > 0)
        {
            notes.Add($"Rows that have fewer cells than the head, or broke off: {broken}.");
        }
    }

    private static IEnumerable<List<string>> Rows(string text, char separator)
    {
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(letter);
                i++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || (letter != separator && letter is not ('\r' or '\n')))
            {
                cell.Append(letter);
            }
            else if (letter != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter == '\n' && row is not [""])
                {
                    yield return row;
                }

                row = letter == '\n' ? [] : row;
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }

    /// <summary>Where the line begins that names an event's id or a job's state as a cell; Export-Csv may write a line with a type before it.</summary>
    private static int? HeadOf(string text)
    {
        foreach (ValueMatch name in Names().EnumerateMatches(text))
        {
            ReadOnlySpan<char> before = text.AsSpan(0, name.Index).TrimEnd(" \"");
            ReadOnlySpan<char> after = text.AsSpan(name.Index + name.Length).TrimStart(" \"");
            bool isLast = after is [] or ['\r' or '\n', ..];
            if (after is [',' or ';' or '\t', ..] || (isLast && before is [.., ',' or ';' or '\t']))
            {
                return text.LastIndexOf('\n', name.Index) + 1;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b(EventID|Event ID|event_id|JobState)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
