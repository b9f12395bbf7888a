using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Reads events as <c>wevtutil</c> writes them: each <c>Event</c> by itself, so that it does not matter whether they have a root, what stands between
/// them, and whether the last one is whole.
/// </summary>
internal static partial class EventXmlReader
{
    private const string End = "</Event>";

    // Windows writes what it was given, control characters as well; entities of a document type are nothing that an event has.
    private static readonly XmlReaderSettings Settings = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    internal static bool Recognizes(string text) => Begin().IsMatch(text);

    internal static IEnumerable<FieldBag> Read(string text, List<string> notes)
    {
        int unreadable = 0;
        int from = 0;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        while (Begin().Match(text, from) is { Success: true } begin)
        {
            end = end >= 0 && end < begin.Index ? text.IndexOf(End, begin.Index, StringComparison.Ordinal) : end;
            int next = Begin().Match(text, begin.Index + begin.Length) is { Success: true } following ? following.Index : text.Length;
            if (end < 0 || end > next)
            {
                unreadable++;
                from = next;
                continue;
            }

            from = end + End.Length;
            if (Parse(text[begin.Index..from]) is { } bag)
            {
                yield return bag;
            }
            else
            {
                unreadable++;
            }
        }

        if (unreadable > 0)
        {
            notes.Add($"Events that could not be read, or broke off: {unreadable}.");
        }
    }

    private static FieldBag? Parse(string xml)
    {
        XElement root;
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(xml), Settings);
            root = XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }

        FieldBag bag = new();
        foreach (XElement element in root.Descendants().Where(element => !element.HasElements))
        {
            switch (element.Name.LocalName)
            {
                case "Provider":
                    bag.Add("ProviderName", element.Attribute("Name")?.Value);
                    break;
                case "TimeCreated":
                    bag.Add("SystemTime", element.Attribute("SystemTime")?.Value);
                    break;
                default:
                    bag.Add(element.Attribute("Name")?.Value ?? element.Name.LocalName, element.Value);
                    break;
            }
        }

        return bag;
    }

    [GeneratedRegex(@"<Event[\s>]", RegexOptions.CultureInvariant)]
    private static partial Regex Begin();
}
