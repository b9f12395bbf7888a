namespace Bits.RetrySim.Tool;

/// <summary>What a job went through, in a form that outlives its simulation.</summary>
internal sealed record SimulationResult(
    string Name,
    string Settings,
    IReadOnlyList<SettingsWarning> Warnings,
    DateTimeOffset Start,
    IReadOnlyList<JobEvent> Events,
    BackgroundCopyJobState State,
    RetryStatus Status,
    BackgroundCopyError? Error,
    int ErrorCount,
    BackgroundCopyJobProgress Progress)
{
    internal static SimulationResult Of(BitsSimulation bits, BackgroundCopyJob job, DateTimeOffset start) => new(
        job.DisplayName,
        RetrySettings.Describe(job),
        job.CheckSettings(),
        start,
        [.. bits.EventLog.Events.Where(happening => happening.Job == job.Number || happening.Job == 0)],
        job.State,
        job.RetryStatus,
        job.Error,
        job.ErrorCount,
        job.Progress);
}
