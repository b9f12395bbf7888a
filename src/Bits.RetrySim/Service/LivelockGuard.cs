namespace Bits.RetrySim;

/// <summary>Counts what happens at one instant, and says when it is more than can be meant (D-4).</summary>
internal sealed class LivelockGuard(int maximumEntries)
{
    private int _entries;

    /// <summary>The number of the job that something happened to last; 0 before.</summary>
    internal int LastJob { get; set; }

    /// <summary>Time moved on, or somebody was told that it does not.</summary>
    internal void BeginAgain() => _entries = 0;

    /// <summary>False when there are too many.</summary>
    internal bool Count() => ++_entries <= maximumEntries;

    /// <summary>Whether so many more are not yet too many.</summary>
    internal bool HasRoomFor(int entries) => entries <= maximumEntries - _entries;

    /// <summary>Counts steps that are taken together as what they stand for.</summary>
    internal void Add(int entries) => _entries += entries;

    internal string Explain(long instant, string entry) =>
        $"More than {maximumEntries} things happened at the instant {TimeSpan.FromTicks(instant):c}, the last to "
        + (LastJob == 0 ? "no job" : $"job {LastJob}")
        + $" ({entry}). A callback that resumes a job that fails at once does this; "
        + "BackgroundCopyManagerOptions.MaximumEntriesPerInstant is the limit.";
}
