using System.Text;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>Finds out what an input is, and reads it.</summary>
internal static partial class InputReader
{
    internal const string StandardInput = "-";

    private const string Readable =
        "this reads bitsadmin /list /verbose, Get-BitsTransfer | Format-List *, and the log of Bits-Client as XML, JSON or CSV";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="standardInput">What that is.</param>
    /// <exception cref="CommandException">It cannot be read, or is nothing that is known.</exception>
    internal static Evidence Read(string path, Func<Stream> standardInput)
    {
        string name = path == StandardInput ? "the standard input" : $"'{path}'";
        return Read(name, path, Load(path, name, standardInput));
    }

    private static byte[] Load(string path, string name, Func<Stream> standardInput)
    {
        if (Directory.Exists(path))
        {
            throw CommandException.Usage($"{name} is a directory; name the files in it.");
        }

        try
        {
            if (path != StandardInput)
            {
                return File.ReadAllBytes(path);
            }

            using Stream stream = standardInput();
            using MemoryStream buffer = new();
            stream.CopyTo(buffer);
            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.File($"there is no file {name}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.File($"{name} cannot be read: {exception.Message}", exception);
        }
    }

    private static Evidence Read(string name, string path, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("ElfFile\0"u8))
        {
            string file = path == StandardInput ? "LOG.evtx" : path;
            throw CommandException.Usage(
                $"{name} is an EVTX file, which only Windows reads; export it there: wevtutil qe \"{file}\" /lf:true /f:xml /uni:true > events.xml");
        }

        string text = Decode(bytes);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw CommandException.Usage($"{name} is empty; {Readable}.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw CommandException.Usage($"{name} is a binary file; {Readable}.");
        }

        Evidence evidence = Parse(text) ?? throw CommandException.Usage($"{name} is nothing that is known here; {Explain(text)}.");
        return evidence is { Jobs: [], Events: [] } && !BitsadminReader.IsEmptyListing(text)
            ? throw CommandException.Usage($"{name} tells of no job; {string.Concat(evidence.Notes.Select(note => note.TrimEnd('.') + "; "))}{Explain(text)}.")
            : evidence;
    }

    /// <summary>What tells one format from the others is looked for from the most to the least telling; null: it is none of them.</summary>
    private static Evidence? Parse(string text)
    {
        DateReader dates = new(text);
        RecordReader records = new(dates);
        List<string> notes = [];
        IEnumerable<FieldBag>? bags = text switch
        {
            _ when EventXmlReader.Recognizes(text) => EventXmlReader.Read(text, notes),
            _ when BitsadminReader.Recognizes(text) => BitsadminReader.Read(text, notes),
            _ when PropertyListReader.Recognizes(text) => PropertyListReader.Read(text),
            _ when JsonRecordReader.Recognizes(text) => JsonRecordReader.Read(text, notes),
            _ when CsvReader.Recognizes(text) => CsvReader.Read(text, notes),
            _ => null,
        };
        if (bags is null)
        {
            return null;
        }

        foreach (FieldBag bag in bags)
        {
            records.Add(bag);
        }

        return records.ToEvidence(notes);
    }

    /// <summary>UTF-8, UTF-16 or UTF-32 by their byte order marks; UTF-16 without one by its zeros; else UTF-8, or if it is not, Latin 1.</summary>
    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
        {
            using StreamReader reader = new(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }

        if (bytes is [not 0, 0, not 0, 0, ..])
        {
            return Encoding.Unicode.GetString(bytes);
        }

        if (bytes is [0, not 0, 0, not 0, ..])
        {
            return Encoding.BigEndianUnicode.GetString(bytes);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static string Explain(string text) => Table().IsMatch(text)
        ? "it looks like a table, which leaves out what matters; write it with Get-BitsTransfer -AllUsers | Format-List *"
        : Readable;

    [GeneratedRegex(@"^JobId\s+DisplayName\s+TransferType", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Table();
}
