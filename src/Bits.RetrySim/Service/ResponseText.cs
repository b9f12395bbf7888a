using System.Net;
using System.Text;

namespace Bits.RetrySim;

/// <summary>The head of a response, as far as it follows from what is kept of it (HTTP-8).</summary>
internal static class ResponseText
{
    private const string LineEnd = "\r\n";

    /// <summary>Null if there was no response that has one.</summary>
    internal static string? Of(FileRecord file)
    {
        if (file.Status == 0 || FileNames.ProtocolOf(file.RemoteName) != "http")
        {
            return null;
        }

        StringBuilder text = new();
        Add(text, FormattableString.Invariant($"HTTP/1.{(file.IsHttp10 ? 0 : 1)} {file.Status} {ReasonOf(file.Status)}"));
        if (file.Status is 200 or 206)
        {
            AddFile(text, file);
        }

        foreach (string line in file.Extras.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(text, line);
        }

        return text.ToString();
    }

    private static void AddFile(StringBuilder text, FileRecord file)
    {
        (long size, long timeStamp) = (file.Version.Size, file.Version.TimeStamp);
        FileRanges? ranges = file.Extras.AnsweredRanges;
        long from = file.Extras.AnsweredFrom;
        long length = (ranges?.LengthIn(size) ?? size) - from;
        if (size >= 0)
        {
            Add(text, FormattableString.Invariant($"Content-Length: {length}"));
        }

        if (ranges is { List.Count: > 1 })
        {
            Add(text, "Content-Type: multipart/byteranges");
        }
        else if (file.Status == 206)
        {
            long first = from + (ranges is null ? 0 : ranges.List[0].InitialOffset - ranges.Skipped);
            Add(text, FormattableString.Invariant($"Content-Range: bytes {first}-{first + length - 1}/{size}"));
        }

        if (timeStamp >= 0)
        {
            Add(text, FormattableString.Invariant($"Last-Modified: {new DateTimeOffset(timeStamp, TimeSpan.Zero):R}"));
        }
    }

    /// <summary>The names of .NET are those of the standard, without the blanks.</summary>
    private static string ReasonOf(int status)
    {
        string name = Enum.GetName((HttpStatusCode)status) ?? "";
        StringBuilder reason = new(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]))
            {
                reason.Append(' ');
            }

            reason.Append(name[i]);
        }

        return reason.ToString();
    }

    private static void Add(StringBuilder text, string line) => text.Append(line).Append(LineEnd);
}
