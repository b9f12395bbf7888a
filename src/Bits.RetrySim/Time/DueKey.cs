namespace Bits.RetrySim;

/// <summary>When something is due, and before which others that are due at the same instant.</summary>
/// <param name="Instant">Engine ticks.</param>
/// <param name="Order">The phase in the highest byte, the sequence number below it (D-1).</param>
internal readonly record struct DueKey(long Instant, long Order)
{
    /// <summary>Before every entry.</summary>
    internal static readonly DueKey Earliest = new(long.MinValue, long.MinValue);

    /// <summary>After every entry.</summary>
    internal static readonly DueKey Latest = new(long.MaxValue, long.MaxValue);

    internal DuePhase Phase => (DuePhase)(Order >> DueQueue.PhaseShift);

    internal bool IsBefore(DueKey other) => Instant < other.Instant || (Instant == other.Instant && Order < other.Order);
}
