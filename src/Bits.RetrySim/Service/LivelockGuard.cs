using System.Globalization;

namespace Bits.RetrySim;

/// <summary>
/// Finds out that an instant runs in a circle (D-4). Counted is how far a chain has come whose every link was armed, for the present instant, by
/// what happened at it; links of many chains that lie side by side count once. So a circle is found however few are in it, and many jobs that
/// have something to do at one instant are none, however many they are. One chain is none of theirs alone: background jobs that fail where they
/// begin have their turns one after the other, so each job that there was adds to the limit what a turn takes.
/// </summary>
internal sealed class LivelockGuard(int maximumEntries)
{
    /// <summary>The turn, and the report of its failure.</summary>
    private const int LinksPerTurn = 2;

    private long _limit = maximumEntries;
    private long _links;

    /// <summary>What was armed up to here belongs to the link that is counted, or was due before the instant began.</summary>
    private long _linkEnd;

    /// <summary>Steps that were taken together have been counted for this link.</summary>
    private bool _hasAdded;

    /// <summary>The number of the job that something happened to last; 0 before.</summary>
    internal int LastJob { get; set; }

    /// <summary>How many jobs there are now; the <see cref="JobTable"/> keeps it.</summary>
    internal int Jobs { get; set; }

    /// <summary>Time moved on, somebody looks at the present instant anew, or was told that it does not end.</summary>
    /// <param name="lastSequence">The last arming up to now.</param>
    internal void BeginAgain(long lastSequence)
    {
        (_links, _linkEnd, _hasAdded) = (0, lastSequence, false);
        _limit = maximumEntries + ((long)LinksPerTurn * Jobs);
    }

    /// <summary>An entry is carried out at the present instant; false when that is one too many.</summary>
    /// <param name="sequence">When it was armed.</param>
    /// <param name="lastSequence">The last arming up to now.</param>
    internal bool Count(long sequence, long lastSequence)
    {
        if (sequence <= _linkEnd)
        {
            return true;
        }

        (_linkEnd, _hasAdded) = (lastSequence, false);
        return ++_links <= _limit;
    }

    /// <summary>Whether a chain that is so much longer is not yet too long.</summary>
    internal bool HasRoomFor(int entries) => _hasAdded || entries <= _limit - _links;

    /// <summary>Counts steps that are taken together as what they stand for; like steps of other jobs beside them would have shared theirs.</summary>
    internal void Add(int entries)
    {
        _links += _hasAdded ? 0 : entries;
        _hasAdded = true;
    }

    internal string Explain(long instant, string entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"More than {maximumEntries} things happened at the instant {TimeSpan.FromTicks(instant):c}, each because of the one before, the last to "
        + $"{(LastJob == 0 ? "no job" : "job " + LastJob.ToString(CultureInfo.InvariantCulture))} ({entry}). A callback that resumes a job that fails at once "
        + $"does this; BackgroundCopyManagerOptions.MaximumEntriesPerInstant is the limit.");
}
