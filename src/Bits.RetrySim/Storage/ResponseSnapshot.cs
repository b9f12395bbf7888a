using System.Text.Json.Serialization;

namespace Bits.RetrySim;

/// <summary>The last response about a file as it could be kept (HTTP-8): what does not follow from the file.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsHttp10">Whether it was one of HTTP/1.0.</param>
/// <param name="From">The byte from which it was.</param>
/// <param name="Headers">Further header lines. They may be secret, so the text of this value does not show them.</param>
internal sealed record ResponseSnapshot(int Status, bool IsHttp10, long From, string Headers)
{
    /// <summary>The parts of the file that it was about; null: all of it.</summary>
    [JsonInclude]
    internal IReadOnlyList<BackgroundCopyFileRange>? Ranges { get; init; }

    /// <summary>How many bytes came before those parts.</summary>
    [JsonInclude]
    internal long Skipped { get; init; }

    public override string ToString() => FormattableString.Invariant($"HTTP/1.{(IsHttp10 ? 0 : 1)} {Status}, {(Headers.Length == 0 ? "no headers" : "headers")}");
}
