namespace Bits.RetrySim;

/// <summary>What a timeline tells of one job.</summary>
/// <param name="Number">The job's creation number.</param>
/// <param name="Name">Its display name, as it was last.</param>
/// <param name="Events">Its events, in order.</param>
/// <param name="Runs">The runs of equal cycles among them, in order.</param>
/// <param name="Spans">The states it went through, in order; at least one.</param>
/// <param name="Attempts">Its attempts, in order.</param>
/// <param name="Progress">How its bytes grew, in order.</param>
/// <param name="Dues">What fell due, in order, and then what is due.</param>
/// <param name="BytesTotal">The size of all its files; null while that of any is unknown.</param>
internal sealed record JobLane(
    int Number,
    string Name,
    IReadOnlyList<JobEvent> Events,
    IReadOnlyList<CycleRun> Runs,
    IReadOnlyList<StateSpan> Spans,
    IReadOnlyList<LaneAttempt> Attempts,
    IReadOnlyList<ProgressPoint> Progress,
    IReadOnlyList<LaneDue> Dues,
    long? BytesTotal)
{
    internal StateSpan Last => Spans[^1];

    internal bool IsFinal => Last.State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    /// <summary>Whether nothing more comes unless somebody calls.</summary>
    internal bool IsOver => IsFinal || Last.State is BackgroundCopyJobState.Error;

    internal long Bytes => Progress[^1].Bytes;

    /// <summary>The bytes that were thrown away because files began again.</summary>
    internal long DiscardedBytes => Events.Sum(entry => entry.DiscardedBytes);

    internal int Failures => Attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Failed);

    /// <summary>The run that an event belongs to, if any.</summary>
    internal CycleRun? RunOf(int eventIndex)
    {
        (int low, int high) = (0, Runs.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (Runs[middle].Covers(eventIndex))
            {
                return Runs[middle];
            }

            (low, high) = eventIndex < Runs[middle].FirstEvent ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }
}
