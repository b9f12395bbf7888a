namespace Bits.RetrySim;

/// <summary>A stretch of time that a job spent in one state. One in a final state has no length.</summary>
/// <param name="State">The state.</param>
/// <param name="Start">When the job entered it.</param>
/// <param name="End">When it left it; the timeline's end if it is in it.</param>
/// <param name="HResult">The error with which it entered it; 0 for none.</param>
/// <param name="EventIndex">Which of its lane's events led to it.</param>
internal readonly record struct StateSpan(BackgroundCopyJobState State, TimeSpan Start, TimeSpan End, int HResult, int EventIndex)
{
    internal TimeSpan Length => End - Start;
}
