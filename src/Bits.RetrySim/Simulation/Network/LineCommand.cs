namespace Bits.RetrySim;

/// <summary>A command of a manager, from its beginning to its end: holds the network's lock, and lets other managers know of it afterwards.</summary>
internal readonly ref struct LineCommand
{
    private readonly SimulatedNetwork _network;

    internal LineCommand(SimulatedLine line, long now)
    {
        _network = line.Network;
        Monitor.Enter(_network.Gate);
        Now = line.ToNetwork(now);
        _network.Sharing.Speaker = line;
        _network.Sharing.SettleBefore(Now);
    }

    /// <summary>The instant by the network's time.</summary>
    internal long Now { get; }

    public void Dispose()
    {
        ITransferHost[] others = _network.Sharing.TakeStirred();
        Monitor.Exit(_network.Gate);

        // Outside the lock: whoever moves another manager is not known here.
        foreach (ITransferHost other in others)
        {
            other.Stir();
        }
    }
}
