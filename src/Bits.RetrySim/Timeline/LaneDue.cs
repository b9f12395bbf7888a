namespace Bits.RetrySim;

/// <summary>An instant at which something was, or is, due for a job.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="IsPending">Whether it lies ahead; else it has happened.</param>
internal readonly record struct LaneDue(LaneDueKind Kind, TimeSpan At, bool IsPending)
{
    /// <summary>Whether it ended the job or its waiting for good.</summary>
    internal bool IsEnd => !IsPending && Kind is LaneDueKind.GivesUp or LaneDueKind.Cancelled;
}
