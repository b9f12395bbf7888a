namespace Bits.RetrySim;

/// <summary>Something that can be due: made once, then armed and disarmed in one <see cref="DueQueue"/> as often as needed.</summary>
internal class DueEntry(DuePhase phase)
{
    /// <summary>The order within an instant: the phase in the highest byte, the sequence number below it.</summary>
    internal long Order { get; private set; } = (long)phase << DueQueue.PhaseShift;

    /// <summary>The instant it was last armed for, kept after it was popped or disarmed; <see cref="long.MinValue"/> before.</summary>
    internal long Instant { get; private set; } = long.MinValue;

    /// <summary>The phase it was last armed with, at first the one it was made with.</summary>
    internal DuePhase Phase => (DuePhase)(Order >> DueQueue.PhaseShift);

    /// <summary>Counts the armings of the queue: the greater, the later it was armed; 0 before.</summary>
    internal long Sequence => Order & DueQueue.SequenceMask;

    /// <summary>Whether it waits in a queue.</summary>
    internal bool IsArmed => Index >= 0;

    /// <summary>Its place in the heap, -1 outside; written by <see cref="DueQueue"/> only.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>For <see cref="DueQueue"/> only.</summary>
    internal void SetKey(long instant, long order)
    {
        Instant = instant;
        Order = order;
    }
}
