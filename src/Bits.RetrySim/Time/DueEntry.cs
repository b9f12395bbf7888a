namespace Bits.RetrySim;

/// <summary>Something that can be due: made once, then armed and disarmed in one <see cref="DueQueue"/> as often as needed.</summary>
internal class DueEntry(DuePhase phase)
{
    /// <summary>When it was last armed for, kept after it was popped or disarmed; before, only the phase counts. Written by the queue only.</summary>
    internal DueKey Key { get; set; } = new(long.MinValue, (long)phase << DueQueue.PhaseShift);

    /// <summary>The instant it was last armed for; <see cref="long.MinValue"/> before.</summary>
    internal long Instant => Key.Instant;

    /// <summary>The phase it was last armed with, at first the one it was made with.</summary>
    internal DuePhase Phase => (DuePhase)(Key.Order >> DueQueue.PhaseShift);

    /// <summary>Counts the armings of the queue: the greater, the later it was armed; 0 before.</summary>
    internal long Sequence => Key.Order & DueQueue.SequenceMask;

    /// <summary>Whether it waits in a queue.</summary>
    internal bool IsArmed => Index >= 0;

    /// <summary>Its place in its run or in the heap, -1 outside; written by the queue only.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>While armed, the number of its run, -1 in the heap; written by the queue only.</summary>
    internal int Run { get; set; } = -1;
}
