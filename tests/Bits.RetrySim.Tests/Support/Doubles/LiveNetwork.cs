namespace Bits.RetrySim.Tests;

/// <summary>
/// A live transport that behaves as a simulated network does: what that one schedules is reported from outside when it happens, and nobody is told
/// before. For one manager on stepped time, moved by one thread.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="looks">
/// Instants at which somebody may look at the bytes, or stop them. A live line tells bytes with reports only: those that will be here at such an instant
/// are told a tick before it, ahead of everything that happens there.
/// </param>
internal sealed class LiveNetwork(SimulatedNetwork network, IEnumerable<TimeSpan> looks) : Transport
{
    private LiveLine? _line;

    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin)
    {
        SteppedTime time = (SteppedTime)provider;
        _line = new LiveLine(host, time, origin, looks.Select(look => look.Ticks));

        // Before its manager, so that at each instant it comes first.
        time.Register(_line);
        _line.Inner = network.Connect(_line, provider, origin);
        return _line;
    }

    /// <summary>Lets the line see that what it reported has been taken up: an attempt that was accepted transfers.</summary>
    internal void Follow(EventLog log) => log.Follow(entry => _line?.OnEvent(entry));
}
