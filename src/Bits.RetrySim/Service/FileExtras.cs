namespace Bits.RetrySim;

/// <summary>What few files have: made when the first of it is set.</summary>
internal sealed class FileExtras
{
    /// <summary>Lines of the last response that do not follow from the file (HTTP-8).</summary>
    internal string Headers { get; set; } = "";

    /// <summary>The byte from which the last response was, if it was one about the file (HTTP-8).</summary>
    internal long AnsweredFrom { get; set; }

    /// <summary>The parts of it that are fetched; null: all of it (FILE-11).</summary>
    internal FileRanges? Ranges { get; set; }

    /// <summary>In which order its bytes come, once parts of it have been asked for; null: from its beginning (FILE-24).</summary>
    internal FetchOrder? Order { get; set; }

    /// <summary>What the last response was about, where it was about parts of the file (HTTP-8).</summary>
    internal FileRanges? AnsweredRanges { get; set; }

    /// <summary>The remote name that a restart of the service brings back, since Resume has not been called after another one was set (FILE-13).</summary>
    internal string? KeptRemoteName { get; set; }

    /// <summary>The SHA-256 hash that it has to have, in lower case; null: whatever comes is good.</summary>
    internal string? ExpectedSha256 { get; set; }

    /// <summary>What was kept of a file; null: nothing that few have.</summary>
    internal static FileExtras? Of(FileSnapshot kept)
    {
        ResponseSnapshot? response = kept.Response;
        if (kept is { Ranges: null, Order: null, KeptRemoteName: null, ExpectedSha256: null } && response is null or { From: 0, Headers: "", Ranges: null })
        {
            return null;
        }

        return new FileExtras
        {
            Headers = response?.Headers ?? "",
            AnsweredFrom = response?.From ?? 0,
            Ranges = kept.Ranges is { } ranges ? FileRanges.OfKept(ranges) : null,
            Order = kept.Order is { } order ? new FetchOrder(order, kept.Size) : null,
            AnsweredRanges = response?.Ranges is { } answered ? FileRanges.OfKept(answered, response.Skipped) : null,
            KeptRemoteName = kept.KeptRemoteName,
            ExpectedSha256 = kept.ExpectedSha256,
        };
    }

    /// <summary>The last response as it could be kept.</summary>
    internal ResponseSnapshot ToSnapshot(int status, bool isHttp10) => new(status, isHttp10, AnsweredFrom, Headers)
    {
        Ranges = AnsweredRanges?.ToKept(),
        Skipped = AnsweredRanges?.Skipped ?? 0,
    };
}
