namespace Bits.RetrySim;

/// <summary>A call of a client's code, carried out after the lock.</summary>
/// <param name="kind">Which method.</param>
/// <param name="job">The job it is about.</param>
internal abstract class RunningCall(NotificationKind kind, JobRecord job) : Effect
{
    internal NotificationKind Kind { get; } = kind;

    internal JobRecord Job { get; } = job;

    /// <summary>What it is in logs.</summary>
    internal virtual NotificationKind ToldAs => Kind;

    /// <summary>Calls the client; what it throws is its answer (D-24).</summary>
    internal abstract Exception? Invoke();
}
