namespace Bits.RetrySim;

/// <summary>A <see cref="JobTrigger"/> with what it brings along.</summary>
internal readonly record struct JobInput(JobTrigger Trigger)
{
    /// <summary>The new value of a timer setting, in seconds.</summary>
    internal uint Seconds { get; init; }

    /// <summary>SetTraits: all of them.</summary>
    internal JobTraits Traits { get; init; }

    /// <summary>SetPriority, SetTraits: the new priority.</summary>
    internal BackgroundCopyJobPriority Priority { get; init; }

    /// <summary>AddFiles: how many. RefuseContent: the index of the file.</summary>
    internal int Count { get; init; }

    /// <summary>FileCompleted: how many that are next have arrived with it, as an empty reply does (UP-6).</summary>
    internal int Along { get; init; }

    /// <summary>Start: whether what was to be fetched next is here, and something else is.</summary>
    internal bool Chooses { get; init; }

    /// <summary>Start that chooses, FileCompleted, RangesCompleted, RefuseContent, RequestRanges: the index of the file that is fetched next.</summary>
    internal int Next { get; init; }

    /// <summary>The same: whether parts of that file have been asked for that are not here.</summary>
    internal bool IsAsked { get; init; }

    /// <summary>RequestRanges: what runs is another request than that.</summary>
    internal bool Restarts { get; init; }

    /// <summary>Failed: the code, its class and its context.</summary>
    internal int HResult { get; init; }

    internal ErrorClass Class { get; init; }

    internal BackgroundCopyErrorContext Context { get; init; }

    /// <summary>BlocksChanged, SetPriority, SetCostFlags, SetTraits, AddFiles: the conditions that hold for the job now.</summary>
    internal BlockConditions Blocks { get; init; }

    public static implicit operator JobInput(JobTrigger trigger) => new(trigger);
}
