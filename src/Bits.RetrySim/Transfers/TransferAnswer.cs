namespace Bits.RetrySim;

/// <summary>What few answers tell besides.</summary>
/// <param name="RemoteName">What the file's remote name becomes, after a redirect that is reported (PROP-31); null: it stays.</param>
/// <param name="Headers">Lines of the response that do not follow from the file (HTTP-8).</param>
internal sealed record TransferAnswer(string? RemoteName, string Headers)
{
    internal static readonly TransferAnswer None = new(null, "");

    /// <summary>Where the server application says that its reply is (UP-6); null: it has none.</summary>
    internal string? ReplyName { get; init; }

    /// <summary>What a file holds of which somebody said it.</summary>
    internal ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The SHA-256 hash of the file that is here, in whichever case; null: nobody has looked.</summary>
    internal string? Sha256 { get; init; }

    /// <summary>Whether the server speaks HTTP/1.0 (HTTP-1).</summary>
    internal bool IsHttp10 { get; init; }

    /// <summary>How long the server application is waited for, in ticks (RETRY-24).</summary>
    internal long Patience { get; init; }

    /// <summary>What the server shows, and the job's client has to approve (PROP-25); null: nothing.</summary>
    internal BackgroundCopyServerCertificate? Certificate { get; init; }
}
