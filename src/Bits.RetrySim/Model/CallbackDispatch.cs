namespace Bits.RetrySim;

/// <summary>
/// Where callbacks run. Either way a job's callbacks run one at a time, never inside a client's own call and never under the
/// manager's lock, so a callback may call any method of any job (CB-16).
/// </summary>
public enum CallbackDispatch
{
    /// <summary>
    /// On the thread that moves the time on, one callback at a time, after everything else that is due at the same instant. Runs are
    /// repeatable.
    /// </summary>
    Inline = 0,

    /// <summary>On the thread pool, at most four at the same time per owner (CB-9).</summary>
    ThreadPool = 1,
}
