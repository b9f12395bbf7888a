namespace Bits.RetrySim;

/// <summary>A job as the <see cref="TransferScheduler"/> sees it; a member of at most one of its lists.</summary>
internal class ScheduleNode
{
    internal BackgroundCopyJobPriority Level = BackgroundCopyJobPriority.Normal;

    /// <summary>The owner is logged off: the node keeps its place but is passed over (NET-5).</summary>
    internal bool IsParked;

    /// <summary>Something else is at work on the node: it keeps its place but is passed over (D-42).</summary>
    internal bool IsHeld;

    internal ScheduleNode? Previous;
    internal ScheduleNode? Next;
    internal ScheduleList? List;

    internal bool IsBackground => Level != BackgroundCopyJobPriority.Foreground;
}
