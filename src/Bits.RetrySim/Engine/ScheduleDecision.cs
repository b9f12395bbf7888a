namespace Bits.RetrySim;

/// <summary>What the scheduler wants done next.</summary>
internal enum ScheduleAction : byte
{
    None,
    Start,
    Preempt,
}

/// <summary>One step of a scheduler's turn.</summary>
internal readonly record struct ScheduleDecision(ScheduleAction Action, ScheduleNode? Node)
{
    internal static ScheduleDecision None => default;
}
