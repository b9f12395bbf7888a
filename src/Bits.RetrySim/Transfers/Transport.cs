namespace Bits.RetrySim;

/// <summary>
/// The way the bytes of jobs move: <c>SimulatedNetwork</c> for scripted networks, <c>ManualTransport</c> for tests that say each step by hand.
/// </summary>
/// <threadsafety>Its own documentation says what may be called from where, and how many managers it serves.</threadsafety>
public abstract class Transport
{
    private protected Transport()
    {
    }

    /// <summary>What the bytes outlive that it brings, and so what has to be done that their files keep their names.</summary>
    internal virtual TransferDurability Durability => TransferDurability.Process;

    /// <summary>A manager's line on this transport.</summary>
    /// <param name="host">The manager.</param>
    /// <param name="provider">The manager's time provider; managers that share a transport share it.</param>
    /// <param name="origin">The provider's timestamp at which the manager's engine time is 0.</param>
    internal abstract TransferLine Connect(ITransferHost host, TimeProvider provider, long origin);
}
