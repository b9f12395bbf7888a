using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>A job in a store, as it is told of while nothing downloads it.</summary>
/// <param name="Store">The file it is kept in.</param>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state; one that was at work is Queued.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Files">What it fetches.</param>
internal sealed record StoredDownload(string Store, Guid Id, BackgroundCopyJobState State, BackgroundCopyJobProgress Progress, IReadOnlyList<StoredFile> Files)
{
    private const int ShownDigits = 8;

    internal required BackgroundCopyJobPriority Priority { get; init; }

    internal required TimeSpan Delay { get; init; }

    internal required TimeSpan Timeout { get; init; }

    internal required BackgroundCopyJobTimes Times { get; init; }

    /// <summary>The HRESULT of its last failure, if it has not come on since; null: none.</summary>
    internal int? ErrorCode { get; init; }

    /// <summary>The file that failed, as it may be shown.</summary>
    internal string? Failed { get; init; }

    /// <summary>As much of the id as people need.</summary>
    internal string ShortId => Shorten(Id);

    /// <summary>What it fetches, in a word or two.</summary>
    internal string Name => Files.Count switch
    {
        0 => "(no file)",
        1 => Files[0].Name,
        var count => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Files[0].Name} and {count - 1} more"),
    };

    internal static StoredDownload Of(BackgroundCopyJob job, string store)
    {
        BackgroundCopyJobState state = job.State;
        BackgroundCopyError? error = job.Error;
        return new StoredDownload(store, job.Id, AtRest(state), job.Progress, [.. job.Files.Select(StoredFile.Of)])
        {
            Priority = job.Priority,
            Delay = job.MinimumRetryDelay,
            Timeout = job.NoProgressTimeout,
            Times = job.Times,
            ErrorCode = error?.Code,
            Failed = error?.File is { } file ? FileNames.Shown(file.RemoteName) : null,
        };
    }

    internal static string Shorten(Guid id) => id.ToString("N")[..ShownDigits];

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id.ToString("D"),
        ["store"] = Store,
        ["state"] = State.ToString(),
        ["hresult"] = ErrorCode is { } code ? FormattableString.Invariant($"0x{code:X8}") : null,
        ["failed"] = Failed,
        ["bytes"] = Progress.BytesTransferred,
        ["bytesTotal"] = Progress.BytesTotal,
        ["priority"] = Priority.ToString(),
        ["retryDelay"] = (long)Delay.TotalSeconds,
        ["noProgressTimeout"] = (long)Timeout.TotalSeconds,
        ["created"] = Times.CreationTime.UtcDateTime,
        ["modified"] = Times.ModificationTime.UtcDateTime,
        ["files"] = new JsonArray([.. Files.Select(static file => file.ToJson())]),
    };

    /// <summary>Where nothing moves an attempt begins and comes to nothing: such a job waits for its turn.</summary>
    private static BackgroundCopyJobState AtRest(BackgroundCopyJobState state) => state == BackgroundCopyJobState.Connecting ? BackgroundCopyJobState.Queued : state;
}
