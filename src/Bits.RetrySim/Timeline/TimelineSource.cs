namespace Bits.RetrySim;

/// <summary>What a service hands over for a timeline, all read at the same moment.</summary>
/// <param name="Start">The wall clock's time when the manager began.</param>
/// <param name="Now">Engine time since then.</param>
/// <param name="Events">What was recorded.</param>
/// <param name="Jobs">The jobs that have not ended, in the order of their creation.</param>
internal sealed record TimelineSource(DateTimeOffset Start, TimeSpan Now, IReadOnlyList<JobEvent> Events, IReadOnlyList<LiveJob> Jobs);
