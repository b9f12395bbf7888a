namespace Bits.RetrySim.Tool;

/// <summary>The settings with which a job is looked at, and what is known of them.</summary>
/// <param name="Delay">The minimum retry delay.</param>
/// <param name="Timeout">The no-progress timeout.</param>
/// <param name="Priority">The priority.</param>
/// <param name="KnowsDelay">Whether the delay was read, from a listing or from the gaps; else it is BITS's default.</param>
/// <param name="KnowsTimeout">Whether the timeout was read; else it is BITS's default.</param>
internal sealed record ObservedSettings(TimeSpan Delay, TimeSpan Timeout, BackgroundCopyJobPriority Priority, bool KnowsDelay, bool KnowsTimeout)
{
    /// <summary>What is read from the gaps of a log.</summary>
    internal DelayGuess? Guess { get; init; }

    /// <summary>A code that is fatal by the library's list, and of which the input shows that this job is retried after it.</summary>
    internal int? RetriedCode { get; init; }

    /// <summary>What a listing says, then what a log shows, then what BITS does if nothing is set.</summary>
    internal static ObservedSettings Of(ListedJob? listing, JobStory? story)
    {
        DelayGuess? guess = story is null ? null : DelayGuess.Of(story);
        SimulatedClock clock = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = new ManualTransport() });
        BackgroundCopyJob unset = manager.CreateJob("");
        return new ObservedSettings(
            listing?.Delay ?? guess?.Delay ?? unset.MinimumRetryDelay,
            listing?.Timeout ?? unset.NoProgressTimeout,
            listing?.Priority ?? unset.Priority,
            (listing?.Delay ?? guess?.Delay) is not null,
            listing?.Timeout is not null)
        {
            Guess = listing?.Delay is null ? guess : null,
            RetriedCode = listing is { State: BackgroundCopyJobState.TransientError, ErrorCode: { } code }
                && HeldBack.ByCode(code) is null && new ErrorClassification().Classify(code) == ErrorClass.Fatal
                    ? code
                    : null,
        };
    }
}
