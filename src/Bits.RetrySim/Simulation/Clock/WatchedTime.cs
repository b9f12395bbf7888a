namespace Bits.RetrySim;

/// <summary>
/// Real time as far as a thread that looks again and again has seen something last. It counts from one look to the next, and no look for long: a machine that
/// keeps this thread from looking keeps others from their work, too, and nobody is to blame for that.
/// </summary>
internal struct WatchedTime
{
    /// <summary>How much of the time between two looks counts at most, where that is not for another reason less; more often than that should be looked.</summary>
    internal static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(50);

    /// <summary>When it was last seen; 0: not at the last look.</summary>
    private long _seen;

    /// <summary>How long it has lasted, gaps left out.</summary>
    internal TimeSpan Elapsed { get; private set; }

    /// <summary>Whether it was so at the last look.</summary>
    internal readonly bool IsSeen => _seen != 0;

    /// <summary>Waits piece by piece until it is so, or until that much time has been seen to go by.</summary>
    /// <param name="longest">How long.</param>
    /// <param name="wait">Waits for no longer than it is told, and says whether it is so.</param>
    internal static bool TryWait(TimeSpan longest, Func<TimeSpan, bool> wait)
    {
        WatchedTime waited = default;
        waited.Look(isSeen: true, LongestLook);
        do
        {
            TimeSpan left = longest - waited.Elapsed;
            if (wait(left < LongestLook ? left : LongestLook))
            {
                return true;
            }

            waited.Look(isSeen: true, LongestLook);
        }
        while (waited.Elapsed < longest);
        return false;
    }

    /// <summary>Looks.</summary>
    /// <param name="isSeen">Whether it is so now.</param>
    /// <param name="longest">How much of the time since the last look counts at most.</param>
    internal void Look(bool isSeen, TimeSpan longest) => Look(isSeen, longest, TimeProvider.System.GetTimestamp());

    /// <param name="isSeen">Whether it is so now.</param>
    /// <param name="longest">How much of the time since the last look counts at most.</param>
    /// <param name="now">The timestamp of <see cref="TimeProvider.System"/>, later than 0.</param>
    internal void Look(bool isSeen, TimeSpan longest, long now)
    {
        if (isSeen && IsSeen)
        {
            TimeSpan since = TimeProvider.System.GetElapsedTime(_seen, now);
            Elapsed += since < longest ? since : longest;
        }

        _seen = isSeen ? now : 0;
    }
}
