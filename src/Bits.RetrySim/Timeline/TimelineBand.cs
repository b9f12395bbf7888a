namespace Bits.RetrySim;

/// <summary>A stretch of time in which something around the jobs kept them from being served.</summary>
/// <param name="Label">What, in a few words.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ends; the timeline's end if it goes on.</param>
/// <param name="HResult">The error that a scripted outage answers with; 0 for a change of the surroundings.</param>
internal sealed record TimelineBand(string Label, TimeSpan Start, TimeSpan End, int HResult)
{
    /// <summary>Whether it was scripted into the network; else it is a change of the surroundings.</summary>
    internal bool IsOutage => HResult != 0;
}
