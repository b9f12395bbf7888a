namespace Bits.RetrySim;

/// <summary>Something due for a job; its phase says what (D-1). Made once and armed again and again.</summary>
internal class JobDue(DuePhase phase, JobRecord job) : DueEntry(phase)
{
    internal JobRecord Job { get; } = job;
}
