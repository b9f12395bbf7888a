namespace Bits.RetrySim.Tool;

/// <summary>What a simulated download is set to; null: what BITS does when nothing is set.</summary>
internal sealed record RetrySettings(
    TimeSpan? Delay = null,
    TimeSpan? Timeout = null,
    BackgroundCopyJobPriority? Priority = null,
    TimeSpan? Inactivity = null,
    TimeSpan? MaximumDownloadTime = null)
{
    /// <summary>How the emulator behaves where BITS leaves it open, made of how it would; null: as it would.</summary>
    internal Func<BitsReadings, BitsReadings>? Readings { get; init; }

    /// <summary>How long a scenario runs; null: as it says.</summary>
    internal TimeSpan? RunFor { get; init; }

    internal bool IsEmpty => this == new RetrySettings();

    /// <summary>These settings, and where they say nothing, others.</summary>
    internal RetrySettings Over(RetrySettings others) =>
        new(
            Delay ?? others.Delay,
            Timeout ?? others.Timeout,
            Priority ?? others.Priority,
            Inactivity ?? others.Inactivity,
            MaximumDownloadTime ?? others.MaximumDownloadTime)
        {
            Readings = Readings ?? others.Readings,
            RunFor = RunFor ?? others.RunFor,
        };

    internal void ApplyTo(BackgroundCopyManagerOptions options)
    {
        options.Readings = Readings?.Invoke(options.Readings) ?? options.Readings;
        if (Inactivity is { } inactivity)
        {
            options.Policy = options.Policy with { JobInactivityTimeout = inactivity };
        }
    }

    internal void ApplyTo(BackgroundCopyJob job)
    {
        if (Priority is { } priority)
        {
            job.Priority = priority;
        }

        if (Delay is { } delay)
        {
            job.MinimumRetryDelay = delay;
        }

        if (Timeout is { } timeout)
        {
            job.NoProgressTimeout = timeout;
        }

        if (MaximumDownloadTime is { } longest)
        {
            job.MaximumDownloadTime = longest;
        }
    }

    internal static string Describe(BackgroundCopyJob job) =>
        $"retry delay {Durations.Text(job.MinimumRetryDelay)}, no-progress timeout {Durations.Text(job.NoProgressTimeout)}, "
        + $"priority {job.Priority.ToString().ToLowerInvariant()}";
}
