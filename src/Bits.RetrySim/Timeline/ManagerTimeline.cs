namespace Bits.RetrySim;

/// <summary>The timeline of one of the managers that are shown together.</summary>
/// <param name="Name">What the manager is called, beside the others.</param>
/// <param name="Timeline">What happened to its jobs.</param>
internal sealed record ManagerTimeline(string Name, JobTimeline Timeline)
{
    /// <summary>One that is shown alone needs no name.</summary>
    internal static IReadOnlyList<ManagerTimeline> Alone(JobTimeline timeline) => [new("", timeline)];
}
