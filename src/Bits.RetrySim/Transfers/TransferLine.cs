namespace Bits.RetrySim;

/// <summary>One manager's end of a transport. All instants are the manager's engine ticks.</summary>
/// <remarks>
/// Commands are given after the step that decided them, never inside it, one after the other: to a line that computes what comes next under
/// the manager's lock, to a live one outside it. A line may take a lock of its own, and calls nobody but its host.
/// </remarks>
internal abstract class TransferLine
{
    /// <summary>
    /// Whether reports are pushed as they happen (D-8), and commands lead to somebody else's code; else the line answers commands with the one
    /// report that comes next, and when.
    /// </summary>
    internal abstract bool IsLive { get; }

    /// <summary>
    /// A file of this machine that is to be sent: which one it is. A line that does not know says so with <see cref="FileVersion.Unknown"/>, and tells
    /// the size with its answer. Called outside the manager's lock.
    /// </summary>
    /// <returns>0, or the HRESULT of what is in the way (FILE-6).</returns>
    internal virtual int FindSource(string localName, long now, out FileVersion version)
    {
        version = FileVersion.Unknown;
        return 0;
    }

    /// <summary>The handle through which all attempts of one job are made, one at a time.</summary>
    internal abstract TransferHandle Open();

    /// <summary>The bandwidth policy now allows this manager's background transfers this many bits per second; null: unlimited (POLICY-5).</summary>
    internal virtual void SetBackgroundLimit(long? bitsPerSecond, long now)
    {
    }

    /// <summary>Asked for by <see cref="ITransferHost.Refresh"/>: the manager's running attempts follow what was changed from outside.</summary>
    internal virtual void Refresh(long now)
    {
    }

    /// <summary>The machine falls asleep now: until <see cref="Wake"/> no byte comes, whatever the clock says (CLOCK-5).</summary>
    internal virtual void FallAsleep(long now)
    {
    }

    /// <summary>
    /// The machine is awake again after so many ticks, whether or not this manager's time went on meanwhile. A real network needs not be told:
    /// it finds out that its connections broke.
    /// </summary>
    internal virtual void Wake(long slept, long now)
    {
    }

    /// <summary>
    /// All commands of this instant have been given, for all the host knows: it goes on to another instant, or lets go of its lock for good. What
    /// a line put off until it knew them all is told now; some of it may be due at this very instant.
    /// </summary>
    internal virtual void Flush(long now)
    {
    }

    /// <summary>The manager ends, its attempts have been stopped: the line is given back.</summary>
    internal abstract void Close(long now);
}
