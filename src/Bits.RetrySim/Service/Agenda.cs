namespace Bits.RetrySim;

/// <summary>The engine's present instant, and everything that is due at it or later. Guarded by the lock of its <see cref="ServiceLoop"/>.</summary>
internal sealed class Agenda(TimeDriver driver) : DueQueue
{
    /// <summary>The engine's present instant; while a drain runs it may lie behind the clock.</summary>
    internal long Instant { get; private set; }

    /// <summary>Wall ticks minus engine ticks, as of the last look at the clocks.</summary>
    internal long WallOffset { get; private set; }

    internal Moment Now => new(Instant, Instant + WallOffset);

    /// <summary>Arms an entry, unless it is armed already and will be reached in time (D-40). What is overdue is due now and keeps its place there (D-1).</summary>
    internal void ArmNoLater(DueEntry entry, long instant)
    {
        long due = Math.Max(instant, Instant);
        if (!entry.IsArmed || entry.Instant > due)
        {
            Arm(entry, due);
        }
    }

    /// <summary>Arms an entry for exactly this instant, or for now if that has passed; it keeps its place if it is armed for it already.</summary>
    internal void ArmExactly(DueEntry entry, long instant)
    {
        long due = Math.Max(instant, Instant);
        if (!entry.IsArmed || entry.Instant != due)
        {
            Arm(entry, due);
        }
    }

    /// <summary>Moves on, never back; says whether it moved.</summary>
    internal bool MoveTo(long instant)
    {
        if (instant <= Instant)
        {
            return false;
        }

        Instant = instant;
        ReadWallClock();
        return true;
    }

    /// <summary>The wall clock can be set between any two calls, and by any callback.</summary>
    internal void ReadWallClock() => WallOffset = driver.ReadWallOffset();

    /// <summary>What <see cref="WallOffset"/> would be after another look; may be called without the lock.</summary>
    internal long LookAtWallClock() => driver.ReadWallOffset();
}
