namespace Bits.RetrySim;

// The running transfers, and what the manager is told.
public sealed partial class SimulatedNetwork
{
    // In the order of the jobs, so that shares and reports do not depend on who came first.
    private readonly List<SimulatedTransfer> _running = [];

    /// <summary>Counts the hosts and resources there are, so that a URL is looked up again when a new one could answer it.</summary>
    internal long Layout { get; private set; }

    /// <summary>Whether a fault that strikes once was used up while shares were followed.</summary>
    internal bool UsedUp_NeedsLock { get; set; }

    /// <inheritdoc/>
    internal override void SetBackgroundLimit(long? bitsPerSecond, long now)
    {
        PolicyLimit.Capacity = Bottleneck.FromNullable(bitsPerSecond);
        Reshare_NeedsLock(now);
    }

    internal void LayoutChanged_NeedsLock() => Layout++;

    internal void Join_NeedsLock(SimulatedTransfer transfer)
    {
        int index = _running.Count;
        while (index > 0 && _running[index - 1].JobNumber > transfer.JobNumber)
        {
            index--;
        }

        _running.Insert(index, transfer);
    }

    internal void Leave_NeedsLock(SimulatedTransfer transfer) => _running.Remove(transfer);

    /// <summary>Divides the bandwidth anew and lets every transfer follow what has changed for it, in the order of the jobs (D-7).</summary>
    internal void Reshare_NeedsLock(long now)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            if (_running[i].EndedBefore(now))
            {
                _running[i].Retire(now);
                _running.RemoveAt(i);
            }
        }

        FairShare.Divide(_running);
        do
        {
            UsedUp_NeedsLock = false;
            foreach (SimulatedTransfer transfer in _running)
            {
                if (transfer.Update(now))
                {
                    Tell(transfer);
                }
            }
        }
        while (UsedUp_NeedsLock);
    }

    /// <summary>Tells the manager how an attempt goes on.</summary>
    internal void Tell(SimulatedTransfer transfer) => transfer.Tell(Manager);

    internal void Hint(int jobNumber, string text) => Manager.Hint(jobNumber, text);

    private ITransferHost Manager => _manager ?? throw new InvalidOperationException("The network was not attached to a manager.");
}
