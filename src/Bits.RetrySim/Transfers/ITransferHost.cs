namespace Bits.RetrySim;

/// <summary>The manager as a transport sees it.</summary>
/// <threadsafety>
/// Safe from any thread, except for <see cref="Schedule"/>; never call it while holding a lock that <see cref="TransferHandle"/> members take.
/// </threadsafety>
internal interface ITransferHost
{
    /// <summary>
    /// Transports that are not live, from within the host's call of a <see cref="TransferHandle"/> or of the transport: how the bytes of this attempt flow from now on, and the one report that comes next, replacing the pending one.
    /// The instant may be now, never before.
    /// </summary>
    void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report);

    /// <summary>Live transports: this has just happened; it is stamped with the manager's clock (D-8). Old generations are ignored.</summary>
    void Push(TransferHandle handle, int generation, in TransferReport report);

    /// <summary>The script of a simulated transport was changed from outside: <see cref="TransferHandle.Refresh"/> is called soon for each running attempt.</summary>
    void Refresh();

    /// <summary>A line for the log and the event log's reader: something in the script is missing or looks wrong (D-37).</summary>
    void Hint(int jobNumber, string text);
}
