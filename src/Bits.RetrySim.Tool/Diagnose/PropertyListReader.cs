using System.Text;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>Reads <c>Get-BitsTransfer | Format-List *</c>: a name, a colon and a value on each line; what does not fit goes on, indented, in the next.</summary>
internal static partial class PropertyListReader
{
    internal static bool Recognizes(string text) => State().IsMatch(text);

    internal static IEnumerable<FieldBag> Read(string text)
    {
        FieldBag bag = new();
        string name = "";
        StringBuilder value = new();
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd()).Append(""))
        {
            Match field = Field().Match(line);
            if (line.Length > 0 && !field.Success && char.IsWhiteSpace(line[0]))
            {
                value.Append(line.AsSpan().TrimStart());
                continue;
            }

            bag.Add(name, value.ToString());
            name = field.Groups["name"].Value;
            value.Clear().Append(field.Groups["value"].ValueSpan);
            if (bag.Has(name) || line.Length == 0)
            {
                yield return bag;
                bag = new FieldBag();
            }
        }
    }

    [GeneratedRegex(@"^JobState\s*:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex State();

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)\s*: ?(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
