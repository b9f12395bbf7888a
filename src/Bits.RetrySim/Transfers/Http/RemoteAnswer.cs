using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Bits.RetrySim;

/// <summary>A response about a file, as far as it matters: which version of the file it is about, and which bytes it brings.</summary>
internal sealed class RemoteAnswer(HttpResponseMessage response, string? newName) : IDisposable
{
    /// <summary>What <see cref="ResponseText"/> writes itself, from what is kept of the file (HTTP-8).</summary>
    private static readonly HashSet<string> OfFile = new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Content-Range", "Last-Modified" };

    internal int Status => (int)response.StatusCode;

    /// <summary>200 or 206: an answer about the file (OQ-40).</summary>
    internal bool IsAboutFile => Status is 200 or 206;

    internal bool IsPart => Status == 206;

    internal bool IsHttp10 => response.Version < System.Net.HttpVersion.Version11;

    /// <summary>How many bytes the body has; -1 if that is not said.</summary>
    internal long Length => response.Content.Headers.ContentLength ?? -1;

    internal ContentRangeHeaderValue? Range => response.Content.Headers.ContentRange;

    /// <summary>Whether the body is the file's bytes, not packed and not in parts.</summary>
    internal bool IsPlain => response.Content.Headers.ContentEncoding.All(static coding => coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        && !"multipart/byteranges".Equals(response.Content.Headers.ContentType?.MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The version of the file (CONS-1, HTTP-6).</summary>
    internal FileVersion Version => new(IsPart ? Range?.Length ?? -1 : Length, TimeStamp);

    /// <summary>What makes a server answer with the whole file if it is another one by now; null: it tells nothing that could.</summary>
    internal RangeConditionHeaderValue? Condition =>
        response.Headers.ETag is { IsWeak: false } tag ? new RangeConditionHeaderValue(tag)
        : response.Content.Headers.LastModified is { } modified ? new RangeConditionHeaderValue(modified)
        : null;

    private long TimeStamp =>
        response.Content.Headers.LastModified is { } modified ? FileVersion.ToTicks(modified)
        : response.Headers.ETag is { } tag ? FileVersion.OfTag(NumberOf(tag.Tag))
        : FileVersion.NoTimeStamp;

    /// <summary>What is told of it besides the file.</summary>
    internal TransferAnswer ToTransferAnswer() => new(newName, Headers()) { IsHttp10 = IsHttp10 };

    internal Task<Stream> OpenBodyAsync(CancellationToken stop) => response.Content.ReadAsStreamAsync(stop);

    public void Dispose() => response.Dispose();

    /// <summary>The same for the same tag on every machine, and from 0.</summary>
    private static long NumberOf(string tag) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(tag))) & (long.MaxValue >> 1);

    private string Headers()
    {
        StringBuilder text = new();
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).Where(static header => !OfFile.Contains(header.Key)))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(name).Append(": ").AppendJoin(", ", values);
        }

        return text.ToString();
    }
}
