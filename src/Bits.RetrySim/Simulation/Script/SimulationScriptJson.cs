using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Takes the JSON of a script apart, remembering the places.</summary>
internal ref struct SimulationScriptJson
{
    private readonly ScriptSource _source;
    private Utf8JsonReader _reader;

    private SimulationScriptJson(ScriptSource source)
    {
        _source = source;
        _reader = new Utf8JsonReader(source.Utf8.Span, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    }

    /// <exception cref="SimulationScriptException">This is not JSON, or an object has a field twice.</exception>
    internal static SimulationScriptNode Parse(ReadOnlyMemory<byte> utf8)
    {
        ScriptSource source = new(utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
        SimulationScriptJson json = new(source);
        string path = string.Empty;
        try
        {
            json._reader.Read();
            SimulationScriptNode root = json.ReadValue(ref path);
            path = string.Empty;

            // What follows the script is an error that the reader finds.
            json._reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            int offset = source.OffsetOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            // Not with the reader's exception inside, which quotes the script.
            throw new SimulationScriptException(source.Locate(offset), path, $"JSON ({Reason(exception)})");
        }
        catch (InvalidOperationException exception)
        {
            // The reader says so when a text is not Unicode.
            throw new SimulationScriptException(source.Locate((int)json._reader.TokenStartIndex), path, "Unicode text", null, exception);
        }
    }

    /// <summary>
    /// What the reader says, as one sentence. What it quotes of the script, which may be all the rest of it, is left out, unless it is the one
    /// character that is wrong.
    /// </summary>
    private static string Reason(JsonException exception)
    {
        const int longestQuoted = 4;
        int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.');
        int quoted = reason.StartsWith('\'') ? reason.LastIndexOf("' is ", StringComparison.Ordinal) : -1;
        if (quoted > longestQuoted)
        {
            reason = "what stands there" + reason[(quoted + 1)..];
        }

        return reason.Replace(". ", "; ", StringComparison.Ordinal);
    }

    /// <param name="path">The field that is read; when an exception leaves, the one at which it arose.</param>
    private SimulationScriptNode ReadValue(ref string path)
    {
        string own = path;
        SimulationScriptNode node = new(_source, _reader.TokenType, own, (int)_reader.TokenStartIndex, TextOfToken());
        if (node.Kind == JsonTokenType.StartObject)
        {
            HashSet<string> names = new(StringComparer.Ordinal);
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string name = _reader.GetString()!;
                path = SimulationScriptNode.Join(own, name);
                if (!names.Add(name))
                {
                    throw new SimulationScriptException(_source.Locate((int)_reader.TokenStartIndex), path, "each field once", "it again");
                }

                _reader.Read();
                node.Members.Add((name, ReadValue(ref path)));
                path = own;
            }
        }
        else if (node.Kind == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                path = string.Create(CultureInfo.InvariantCulture, $"{own}[{node.Items.Count}]");
                node.Items.Add(ReadValue(ref path));
                path = own;
            }
        }

        return node;
    }

    private readonly string TextOfToken() => _reader.TokenType switch
    {
        JsonTokenType.String => _reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(_reader.ValueSpan),
        _ => string.Empty,
    };
}
