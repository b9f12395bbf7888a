namespace Bits.RetrySim.Tool;

/// <summary>A job as <c>bitsadmin</c> or <c>Get-BitsTransfer</c> list it; null is what the listing does not say.</summary>
/// <param name="State">Its state.</param>
internal sealed record ListedJob(BackgroundCopyJobState State)
{
    internal Guid? Id { get; init; }

    internal string? Name { get; init; }

    internal string? Owner { get; init; }

    internal string? Type { get; init; }

    internal BackgroundCopyJobPriority? Priority { get; init; }

    internal TimeSpan? Delay { get; init; }

    internal TimeSpan? Timeout { get; init; }

    internal long? ErrorCount { get; init; }

    internal int? ErrorCode { get; init; }

    internal long? Bytes { get; init; }

    internal long? BytesTotal { get; init; }

    internal long? Files { get; init; }

    internal long? FilesDone { get; init; }

    internal DateTimeOffset? Created { get; init; }

    internal DateTimeOffset? Modified { get; init; }

    /// <summary>Whether its times are local ones of the machine that wrote them.</summary>
    internal bool IsLocal { get; init; }

    internal IReadOnlyList<string> Urls { get; init; } = [];
}
