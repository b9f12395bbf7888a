namespace Bits.RetrySim;

/// <summary>What happened to the jobs of one manager, and how those are that have not ended; all read at the same moment.</summary>
/// <param name="Start">The wall clock's time when the manager began.</param>
/// <param name="Now">Engine time since then.</param>
/// <param name="Events">What was recorded of this manager.</param>
/// <param name="IsComplete">Whether that is everything: the log forgot none of its events.</param>
/// <param name="Jobs">The jobs that have not ended, in the order of their creation.</param>
internal sealed record JournalSnapshot(
    DateTimeOffset Start, TimeSpan Now, IReadOnlyList<JobEvent> Events, bool IsComplete, IReadOnlyList<LiveJob> Jobs);
