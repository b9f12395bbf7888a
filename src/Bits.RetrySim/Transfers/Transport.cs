namespace Bits.RetrySim;

/// <summary>
/// The way the bytes of a manager's jobs move: <c>SimulatedNetwork</c> for scripted networks,
/// <c>ManualTransport</c> for tests that say each step by hand.
/// </summary>
/// <threadsafety>A transport serves one manager; its own documentation says what may be called from where.</threadsafety>
public abstract class Transport
{
    private protected Transport()
    {
    }

    /// <summary>The lock of the transport and of the manager it serves.</summary>
    internal object Gate { get; } = new();

    /// <summary>
    /// Whether reports carry the clock's time at which they are made, not an instant computed beforehand (D-8). A transport that is not live
    /// calls nobody but the host, and only from within the host's calls; it is called under the lock.
    /// </summary>
    internal abstract bool IsLive { get; }

    /// <summary>Called once, before any other member, by the manager that will use this transport.</summary>
    internal abstract void Attach(ITransferHost host);

    /// <summary>The handle through which all attempts of one job are made, one at a time.</summary>
    internal abstract TransferHandle Open();

    /// <summary>The bandwidth policy now allows background transfers this many bits per second; null: unlimited (POLICY-5).</summary>
    internal virtual void SetBackgroundLimit(long? bitsPerSecond, long now)
    {
    }
}
