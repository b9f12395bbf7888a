namespace Bits.RetrySim;

/// <summary>The manager as its line sees it.</summary>
/// <threadsafety>
/// Safe from any thread, except for <see cref="Schedule"/>, <see cref="Hint"/> and <see cref="Remark"/>. <see cref="Push"/> and <see cref="Refresh"/> are called with no lock held, the
/// others also from within a line's own lock. <see cref="Schedule"/>, <see cref="Hint"/> and <see cref="Remark"/> belong to the host's own command.
/// </threadsafety>
internal interface ITransferHost
{
    /// <summary>
    /// Lines that are not live, from within the host's call of the line or of a handle: how the bytes of this attempt flow from now on, and the
    /// one report that comes next, replacing the pending one. The instant may be now, never before.
    /// </summary>
    void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report);

    /// <summary>Live lines, with no lock held: where the bytes of this attempt go; null if it is over.</summary>
    FileTarget? TargetOf(TransferHandle handle, int generation);

    /// <summary>Live lines: this has just happened. It becomes due at the manager's present instant, in the phase of its kind (D-8, D-47). Old generations are ignored.</summary>
    void Push(TransferHandle handle, int generation, in TransferReport report);

    /// <summary>The script was changed from outside: <see cref="TransferLine.Refresh"/> is called soon, once for all changes of one callback.</summary>
    void Refresh();

    /// <summary>
    /// Another manager on the same transport changed what is left for this one: <see cref="TransferLine.Refresh"/> is called at this instant, on
    /// the thread of whoever moves this manager. Takes no lock of the manager, so it may be called from within any (D-46).
    /// </summary>
    void Stir();

    /// <summary>
    /// A line for the log and the event log's reader: something in the script is missing or looks wrong (D-37). Only from within the host's own
    /// command to the line or to a handle of it: there the host has its lock, which is taken before that of a network.
    /// </summary>
    void Hint(int jobNumber, string text);

    /// <summary>A line for the log alone: something in the script concerned nobody (D-37). Called as <see cref="Hint"/> is, or by a live line with no lock held.</summary>
    void Remark(string text);
}
