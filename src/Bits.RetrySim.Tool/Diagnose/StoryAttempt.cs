namespace Bits.RetrySim.Tool;

/// <summary>One go at one file, as it is known.</summary>
internal sealed record StoryAttempt
{
    internal required string Url { get; init; }

    /// <summary>When the server had answered; null if it never did, or if that is not known.</summary>
    internal DateTimeOffset? Began { get; init; }

    /// <summary>When it was over; null if it runs, or if that is not known.</summary>
    internal DateTimeOffset? Ended { get; init; }

    /// <summary>Its failure; 0: none.</summary>
    internal int Code { get; init; }

    /// <summary>Whether this side stopped it.</summary>
    internal bool IsStopped { get; init; }

    /// <summary>Whether it began before what is known begins.</summary>
    internal bool HasLostBeginning { get; init; }

    internal long BytesBefore { get; init; }

    internal long BytesAfter { get; init; }

    internal long? Size { get; init; }

    /// <summary>The first sign of it.</summary>
    internal DateTimeOffset Sign => Began ?? Ended!.Value;

    internal bool IsFailure => Code < 0;

    internal bool IsDone => Ended is not null && !IsFailure && !IsStopped;

    internal long NewBytes => Math.Max(0, BytesAfter - BytesBefore);

    /// <summary>Whether the server had answered before it failed, as far as that is known.</summary>
    internal bool ReachedServer => Began is not null || HasLostBeginning;

    /// <summary>Whether BITS makes the request again at once, if it has not done so too often: answered, and no byte came (RETRY-28).</summary>
    internal bool EarnsImmediateRetry => IsFailure && Began is not null && NewBytes == 0 && Code != HResults.BG_E_MAXDOWNLOAD_TIMEOUT;
}
