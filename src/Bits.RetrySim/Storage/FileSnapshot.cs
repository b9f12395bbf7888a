using System.Text.Json.Serialization;

namespace Bits.RetrySim;

/// <summary>A file of a job as it could be kept.</summary>
/// <param name="RemoteName">The URL.</param>
/// <param name="LocalName">The destination.</param>
/// <param name="Bytes">Bytes that are here.</param>
/// <param name="Size">The size as the server told it last; -1 when it has not.</param>
/// <param name="TimeStamp">The time stamp as the server told it last, in UTC ticks, or what stands for its tag (<see cref="FileVersion"/>); -1 when it has not.</param>
/// <param name="IsCompleted">Whether Complete has renamed it.</param>
internal sealed record FileSnapshot(string RemoteName, string LocalName, long Bytes, long Size, long TimeStamp, bool IsCompleted)
{
    /// <summary>Whether all of it is here.</summary>
    [JsonInclude]
    internal bool HasArrived { get; init; }

    /// <summary>Whether FileTransferred has been acknowledged.</summary>
    [JsonInclude]
    internal bool IsTold { get; init; }

    /// <summary>Whether the client has found its content good.</summary>
    [JsonInclude]
    internal bool IsValidated { get; init; }

    /// <summary>Whether it is sent, not fetched (UP-1).</summary>
    [JsonInclude]
    internal bool IsSent { get; init; }

    /// <summary>Whether nobody has answered to its present URL yet (FILE-13).</summary>
    [JsonInclude]
    internal bool IsRenamed { get; init; }

    /// <summary>Whether its server has turned out to know no ranges (FILE-24).</summary>
    [JsonInclude]
    internal bool LacksRanges { get; init; }

    /// <summary>The parts of it that are fetched, as they were added; null: all of it (FILE-11).</summary>
    [JsonInclude]
    internal IReadOnlyList<BackgroundCopyFileRange>? Ranges { get; init; }

    /// <summary>In which order its bytes come, once parts of it have been asked for; null: from its beginning (FILE-24).</summary>
    [JsonInclude]
    internal FetchOrderSnapshot? Order { get; init; }

    /// <summary>The last response of its server; null: there was none (HTTP-8).</summary>
    [JsonInclude]
    internal ResponseSnapshot? Response { get; init; }

    /// <summary>The URL as it was before names were set that no Resume has kept yet (FILE-13); null: there are none.</summary>
    [JsonInclude]
    internal string? KeptRemoteName { get; init; }

    /// <summary>The SHA-256 hash that it has to have; null: none, which is not written, so that jobs are read that were written before there was one.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? ExpectedSha256 { get; init; }
}
