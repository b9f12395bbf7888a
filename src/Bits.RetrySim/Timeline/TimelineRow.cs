namespace Bits.RetrySim;

/// <summary>A line of a timeline's table.</summary>
/// <param name="At">When.</param>
/// <param name="Job">The job's number; 0 for what is no job's.</param>
/// <param name="State">The state that the job entered; null if it entered none.</param>
/// <param name="Run">The run of cycles that the line stands for; null if it stands for itself.</param>
/// <param name="What">What happened.</param>
/// <param name="Call">The client's call and its argument; null if it was none.</param>
internal sealed record TimelineRow(TimeSpan At, int Job, BackgroundCopyJobState? State, CycleRun? Run, string What, string? Call = null);
