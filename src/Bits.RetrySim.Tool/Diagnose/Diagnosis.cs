namespace Bits.RetrySim.Tool;

/// <summary>What is to be said of one job.</summary>
internal sealed record Diagnosis
{
    internal required ObservedJob Job { get; init; }

    internal required ObservedSettings Settings { get; init; }

    internal required BackgroundCopyJobState State { get; init; }

    /// <summary>Since when it is in that state; null if that is not known.</summary>
    internal DateTimeOffset? Since { get; init; }

    /// <summary>Whether the times are local ones, of a zone that is not known.</summary>
    internal bool IsLocal { get; init; }

    /// <summary>What it waits for, as the library says; null if too little is known to ask it.</summary>
    internal RetryReason? Reason { get; init; }

    internal int? ErrorCode { get; init; }

    internal ErrorClass? ErrorClass { get; init; }

    /// <summary>When it is tried next; null if at no known instant.</summary>
    internal DateTimeOffset? NextAttempt { get; init; }

    /// <summary>When the time without progress began, at the latest.</summary>
    internal DateTimeOffset? NoProgressSince { get; init; }

    /// <summary>When BITS gives up, at the latest, if no byte comes.</summary>
    internal DateTimeOffset? GivesUp { get; init; }

    /// <summary>When it gives up at the earliest, where the input leaves that open; null: it does not.</summary>
    internal DateTimeOffset? GivesUpAtEarliest { get; init; }

    /// <summary>When the inactivity policy cancels the job.</summary>
    internal DateTimeOffset? Cancelled { get; init; }

    /// <summary>For a job that is held back: when the policy cancels it, if the no-progress timeout does not run meanwhile.</summary>
    internal DateTimeOffset? CancelledIfFrozen { get; init; }

    /// <summary>Whether a transient error of this job is retried at all; null if its settings are not known.</summary>
    internal bool? AllowsRetry { get; init; }

    /// <summary>Whether it failed because its no-progress timeout was over.</summary>
    internal bool HasTimedOut { get; init; }

    /// <summary>Whether what was read goes together by the rules; where not, <see cref="Doubts"/> says so.</summary>
    internal bool IsExplained { get; init; } = true;

    internal long? ErrorCount { get; init; }

    /// <summary>Whether the count fits; null if that cannot be told.</summary>
    internal bool? CountFits { get; init; }

    internal required string CountText { get; init; }

    internal IReadOnlyList<SettingsWarning> Warnings { get; init; } = [];

    internal IReadOnlyList<Nudge> Nudges { get; init; } = [];

    /// <summary>What contradicts itself or the rules, a sentence each.</summary>
    internal IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>What cannot be known from the input, a sentence each.</summary>
    internal IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The run of the library that leads there; null if too little is known.</summary>
    internal JobStory? Story { get; init; }

    /// <summary>The settings of that run.</summary>
    internal ObservedSettings? StorySettings { get; init; }

    /// <summary>Until when the log goes on after the next attempt was due, without any; null if it does not.</summary>
    internal DateTimeOffset? LogGoesOn =>
        Job.Log is not null && NextAttempt is { } next && Job.LogEnd > next + JobStory.LongestConnect ? Job.LogEnd : null;

    internal IReadOnlyList<StoryAttempt> Attempts => Job.Log?.Attempts ?? [];

    internal bool IsBlocked => ErrorCode is { } code && State == BackgroundCopyJobState.TransientError && HeldBack.ByCode(code) is not null;

    /// <summary>Whether the log tells that it was created and nothing more: not whether it was resumed, which Windows does not log.</summary>
    internal bool IsUntried =>
        Job is { Listing: null, Log: { Attempts.Count: 0 } log }
        && log.Steps.All(step => step.Kind is StoryStepKind.Created or StoryStepKind.ServiceStarted);

    internal bool IsFinal => State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    /// <summary>The immediate retries that the log shows, by the instants of their first signs.</summary>
    internal IEnumerable<DateTimeOffset> ImmediateRetries =>
        Job.Log is { } log ? Enumerable.Range(0, Attempts.Count).Where(log.IsImmediate).Select(i => Attempts[i].Sign) : [];
}
