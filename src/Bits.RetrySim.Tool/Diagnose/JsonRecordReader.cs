using System.Text.Json;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Reads what converters make of event logs and listings: an array of objects, objects one after the other, or one that holds them. Objects are read
/// one by one, so that a file that breaks off loses the last one only. Where a converter puts a value does not matter, its name does.
/// </summary>
internal static class JsonRecordReader
{
    private const int DeepestSearch = 3;

    /// <summary>Names by which an object that holds arrays is known to be an event or a job itself.</summary>
    private static readonly string[] Marks = ["EventID", "event_id", "Id", "JobState"];

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    internal static bool Recognizes(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    internal static IEnumerable<FieldBag> Read(string text, List<string> notes)
    {
        int unreadable = 0;
        foreach ((int begin, int end) in Objects(text))
        {
            if (end < 0 || RecordsOf(text.AsMemory(begin, end - begin)) is not { } records)
            {
                unreadable++;
                continue;
            }

            foreach (FieldBag bag in records)
            {
                yield return bag;
            }
        }

        if (unreadable > 0)
        {
            notes.Add($"JSON objects that could not be read, or broke off: {unreadable}.");
        }
    }

    /// <summary>All that a text says in JSON, as far as it can be read; used for cells that hold an object.</summary>
    internal static void AddTo(FieldBag bag, string text) => Read(text.AsMemory(), root =>
    {
        Flatten(bag, "", root);
        return bag;
    });

    /// <summary>Where the outermost objects are; the end is -1 where the last one breaks off.</summary>
    private static IEnumerable<(int Begin, int End)> Objects(string text)
    {
        (int depth, int begin, bool inString) = (0, 0, false);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case '{' when !inString:
                    begin = depth++ == 0 ? i : begin;
                    break;
                case '}' when !inString && depth > 0:
                    if (--depth == 0)
                    {
                        yield return (begin, i + 1);
                    }

                    break;
            }
        }

        if (depth > 0)
        {
            yield return (begin, -1);
        }
    }

    private static List<FieldBag>? RecordsOf(ReadOnlyMemory<char> text) => Read<List<FieldBag>>(text, static root => [.. Records(root, DeepestSearch)]);

    /// <summary>Null if it is no JSON, or holds half a character (\uD800), which is JSON but no text: the reader says that when it is asked for it.</summary>
    private static T? Read<T>(ReadOnlyMemory<char> text, Func<JsonElement, T> make)
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            return make(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An object is a record, unless it is there to hold an array of them.</summary>
    private static IEnumerable<FieldBag> Records(JsonElement element, int depth)
    {
        JsonElement[] held = [.. element.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Array && depth > 0)
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(item => item.ValueKind == JsonValueKind.Object)];
        bool isRecord = held.Length == 0 || element.EnumerateObject().Any(member => Marks.Contains(member.Name, StringComparer.OrdinalIgnoreCase));
        if (!isRecord)
        {
            return held.SelectMany(item => Records(item, depth - 1));
        }

        FieldBag bag = new();
        Flatten(bag, "", element);
        return [bag];
    }

    /// <summary>What an object says itself comes before what is nested in it.</summary>
    private static void Flatten(FieldBag bag, string name, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AddObject(bag, name, element);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(bag, name, item);
                }

                break;
            case JsonValueKind.String when element.GetString() is ['{', '"', ..] nested:
                AddTo(bag, nested);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                bag.Add(name, element.ToString());
                break;
        }
    }

    private static void AddObject(FieldBag bag, string name, JsonElement element)
    {
        string? given = Text(element, "@Name") ?? Text(element, "Name");
        string? value = Text(element, "#text") ?? Text(element, "text");
        if (value is not null)
        {
            // An element of XML: <Data Name="given">value</Data>, or one with other attributes.
            bag.Add(given ?? name, value);
            return;
        }

        if (name.Equals("Provider", StringComparison.OrdinalIgnoreCase))
        {
            bag.Add("ProviderName", given ?? (element.TryGetProperty("#attributes", out JsonElement attributes) ? Text(attributes, "Name") : null));
            return;
        }

        foreach (JsonProperty member in element.EnumerateObject().OrderBy(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            Flatten(bag, member.Name, member.Value);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;
}
