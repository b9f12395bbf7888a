namespace Bits.RetrySim.Tool;

/// <summary>
/// The shortest story that leads to what a listing shows: it tells a state and its last error, not how the job came there. Which of several it must have
/// been the library decides, by where the first one leads to.
/// </summary>
internal static class ListingStory
{
    /// <summary>Stands for a date where there is none; nothing is told of it.</summary>
    private static readonly DateTimeOffset NoDate = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The story, and the settings under which it leads there; null if the listing says too little.</summary>
    internal static (JobStory Story, ObservedSettings Settings)? Of(ListedJob listing, ObservedSettings settings)
    {
        DateTimeOffset at = listing.Modified ?? listing.Created ?? NoDate;
        DateTimeOffset created = listing.Created is { } begin && begin < at ? begin : at;
        if (ShortestOf(listing, created, at) is not { } story)
        {
            return null;
        }

        if (listing.State != BackgroundCopyJobState.Error || StateAfter(story, settings) == BackgroundCopyJobState.Error)
        {
            return (story, settings);
        }

        // By its settings BITS would have gone on: either the no-progress timeout was over, or the settings were others.
        DateTimeOffset first = at - Shorter(settings.Timeout, at - created);
        JobStory waited = new([.. LongestOf(listing, created, first, at)]);
        return StateAfter(waited, settings) == BackgroundCopyJobState.Error ? (waited, settings) : (story, settings with { Timeout = TimeSpan.Zero });
    }

    private static BackgroundCopyJobState StateAfter(JobStory story, ObservedSettings settings)
    {
        using Reconstruction reconstruction = Reconstruction.Of(story, "", settings);
        return reconstruction.Status.State;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static JobStory? ShortestOf(ListedJob listing, DateTimeOffset created, DateTimeOffset at)
    {
        StoryStep[]? steps = listing.State switch
        {
            BackgroundCopyJobState.Queued => [new(at, StoryStepKind.Resumed), new(at, StoryStepKind.Stopped)],
            BackgroundCopyJobState.Connecting => [new(at, StoryStepKind.Resumed)],
            BackgroundCopyJobState.Transferring => [new(at, StoryStepKind.Resumed), OfFile(listing, at, StoryStepKind.Began)],
            BackgroundCopyJobState.Transferred => [new(at, StoryStepKind.Resumed), OfFile(listing, at, StoryStepKind.Ended)],
            BackgroundCopyJobState.Suspended => [new(at, StoryStepKind.Resumed), new(at, StoryStepKind.Suspended)],
            BackgroundCopyJobState.Acknowledged => [new(at, StoryStepKind.Completed)],
            BackgroundCopyJobState.Cancelled => [new(at, StoryStepKind.Cancelled)],
            _ when listing.ErrorCode is null => null,
            _ => [new(at, StoryStepKind.Resumed), OfFailure(listing, at)],
        };
        return steps is null ? null : new JobStory([new(created, StoryStepKind.Created), .. steps]);
    }

    /// <summary>It failed as long before as the timeout allows, and was still failing when it was over.</summary>
    private static IEnumerable<StoryStep> LongestOf(ListedJob listing, DateTimeOffset created, DateTimeOffset first, DateTimeOffset at) =>
    [
        new(created, StoryStepKind.Created),
        new(first, StoryStepKind.Resumed),
        OfFailure(listing, first),
        HeldBack.ByCode(listing.ErrorCode!.Value) is null ? OfFailure(listing, at) : new(at, StoryStepKind.Seen),
    ];

    private static StoryStep OfFailure(ListedJob listing, DateTimeOffset at)
    {
        int code = listing.ErrorCode!.Value;
        return HeldBack.ByCode(code) is null
            ? OfFile(listing, at, StoryStepKind.Ended) with { Code = code }
            : new StoryStep(at, StoryStepKind.Blocked) { Code = code };
    }

    private static StoryStep OfFile(ListedJob listing, DateTimeOffset at, StoryStepKind kind) =>
        new(at, kind) { Url = listing.Urls is [var first, ..] ? first : "", Bytes = listing.Bytes, Size = listing.BytesTotal };
}
