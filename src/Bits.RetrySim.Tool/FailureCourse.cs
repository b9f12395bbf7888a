namespace Bits.RetrySim.Tool;

/// <summary>What becomes of a job that never succeeds. Instants are counted from Resume.</summary>
/// <param name="First">The first attempts.</param>
/// <param name="Attempts">How many there are in all.</param>
/// <param name="Last">The last one.</param>
/// <param name="ErrorAt">When BITS gives up; null if it never does.</param>
/// <param name="CancelledAt">When the inactivity policy cancels the job, if nobody does anything about it.</param>
internal sealed record FailureCourse(IReadOnlyList<TimeSpan> First, int Attempts, TimeSpan Last, TimeSpan? ErrorAt, TimeSpan CancelledAt);
