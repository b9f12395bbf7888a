namespace Bits.RetrySim;

/// <summary>Equal cycles of a job, one after the other: the same events at the same distances.</summary>
/// <param name="FirstEvent">Which of the lane's events begins the first cycle.</param>
/// <param name="EventsPerCycle">How many events make a cycle.</param>
/// <param name="Count">How many cycles there are.</param>
/// <param name="Start">When the first one begins.</param>
/// <param name="Period">How long each one takes.</param>
/// <param name="FirstAttempt">The number of the first one's attempt.</param>
internal readonly record struct CycleRun(int FirstEvent, int EventsPerCycle, int Count, TimeSpan Start, TimeSpan Period, int FirstAttempt)
{
    internal TimeSpan End => Start + (Period * Count);

    internal int LastAttempt => FirstAttempt + Count - 1;

    /// <summary>The event after the last one of the run.</summary>
    internal int EndEvent => FirstEvent + (EventsPerCycle * Count);

    internal bool Covers(int eventIndex) => eventIndex >= FirstEvent && eventIndex < EndEvent;

    /// <summary>Whether an event belongs to one of the cycles that the first one stands for.</summary>
    internal bool IsRepetition(int eventIndex) => Covers(eventIndex) && eventIndex >= FirstEvent + EventsPerCycle;
}
