namespace Bits.RetrySim;

/// <summary>
/// Real time as far as a thread that looks again and again has seen something last. It counts from one look to the next, and no look for long: a machine that
/// keeps this thread from looking keeps others from their work, too, and nobody is to blame for that.
/// </summary>
internal struct WatchedTime
{
    /// <summary>How much of the time between two looks counts at most; more often than that should be looked.</summary>
    internal static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(50);

    /// <summary>When it was last seen; 0: not at the last look.</summary>
    private long _seen;

    /// <summary>How long it has lasted, gaps left out.</summary>
    internal TimeSpan Elapsed { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="isSeen">Whether it is so now.</param>
    /// <param name="now">The timestamp of <see cref="TimeProvider.System"/>, later than 0.</param>
    internal void Look(bool isSeen, long now)
    {
        if (isSeen && _seen != 0)
        {
            TimeSpan since = TimeProvider.System.GetElapsedTime(_seen, now);
            Elapsed += since < LongestLook ? since : LongestLook;
        }

        _seen = isSeen ? now : 0;
    }
}
