namespace Bits.RetrySim;

/// <summary>What the policies leave to background jobs at a moment, in bit/s (POLICY-5, POLICY-8, POLICY-9); 0: none may run, null: no limit.</summary>
/// <param name="All">The limit of all of them.</param>
/// <param name="High">That of high priority, besides it.</param>
/// <param name="Normal">That of normal priority.</param>
/// <param name="Low">That of low priority.</param>
internal readonly record struct BackgroundLimits(long? All = null, long? High = null, long? Normal = null, long? Low = null)
{
    /// <summary>What counts for a job: the lower of both.</summary>
    internal long? Of(BackgroundCopyJobPriority priority) => Scheduled(priority) is { } own ? Math.Min(own, All ?? own) : All;

    /// <summary>The limit of a priority alone.</summary>
    internal long? Scheduled(BackgroundCopyJobPriority priority) => priority switch
    {
        BackgroundCopyJobPriority.High => High,
        BackgroundCopyJobPriority.Normal => Normal,
        BackgroundCopyJobPriority.Low => Low,
        _ => null,
    };
}
