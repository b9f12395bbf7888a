namespace Bits.RetrySim;

/// <summary>The engine's present instant, and everything that is due at it or later. Guarded by the lock of its <see cref="ServiceLoop"/>.</summary>
internal sealed class Agenda(TimeDriver driver)
{
    private readonly DueQueue _queue = new();

    /// <summary>The engine's present instant; while a drain runs it may lie behind the clock.</summary>
    internal long Instant { get; private set; }

    /// <summary>Wall ticks minus engine ticks, as of the last look at the clocks.</summary>
    internal long WallOffset { get; private set; }

    internal Moment Now => new(Instant, Instant + WallOffset);

    /// <summary>When something is due next.</summary>
    internal long NextInstant => _queue.NextInstant;

    /// <summary>The key of what is due next.</summary>
    internal DueKey NextKey => _queue.NextKey;

    /// <summary>Counts the armings: what is armed from now on has a greater <see cref="DueEntry.Sequence"/>.</summary>
    internal long LastSequence => _queue.LastSequence;

    internal DueEntry Pop() => _queue.Pop();

    internal void Arm(DueEntry entry, long instant) => _queue.Arm(entry, instant);

    internal void Arm(DueEntry entry, long instant, DuePhase phase) => _queue.Arm(entry, instant, phase);

    internal void Disarm(DueEntry? entry)
    {
        if (entry is { IsArmed: true })
        {
            _queue.Disarm(entry);
        }
    }

    /// <summary>Arms an entry, unless it is armed already and will be reached in time (D-40). What is overdue is due now and keeps its place there (D-1).</summary>
    internal void ArmNoLater(DueEntry entry, long instant)
    {
        long due = Math.Max(instant, Instant);
        if (!entry.IsArmed || entry.Instant > due)
        {
            _queue.Arm(entry, due);
        }
    }

    /// <summary>Arms an entry for exactly this instant, or for now if that has passed; it keeps its place if it is armed for it already.</summary>
    internal void ArmExactly(DueEntry entry, long instant)
    {
        long due = Math.Max(instant, Instant);
        if (!entry.IsArmed || entry.Instant != due)
        {
            _queue.Arm(entry, due);
        }
    }

    /// <summary>Sees all due instants anew.</summary>
    internal void Rebase(Func<DueEntry, long> newInstant) => _queue.Rebase(newInstant);

    internal void Clear() => _queue.Clear();

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
