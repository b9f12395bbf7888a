namespace Bits.RetrySim;

/// <summary>The transfers that run on a network, and what each of them gets. Guarded by the network's lock.</summary>
internal sealed class Sharing(SimulatedNetwork network)
{
    // In the order of managers and jobs, so that shares and reports do not depend on who came first.
    private readonly List<SimulatedAttempt> _running = [];
    private readonly List<SimulatedLine> _stirred = [];

    /// <summary>The line whose command is carried out.</summary>
    internal SimulatedLine? Speaker { get; set; }

    /// <summary>Whether a fault that strikes once was used up while shares were followed.</summary>
    internal bool UsedUp { get; set; }

    internal void Join(SimulatedAttempt attempt, long now)
    {
        int index = _running.Count;
        while (index > 0 && _running[index - 1].Transfer.Order > attempt.Transfer.Order)
        {
            index--;
        }

        _running.Insert(index, attempt);
        Reshare(now);
    }

    internal void Leave(SimulatedAttempt attempt) => _running.Remove(attempt);

    /// <summary>Divides the bandwidth anew and lets every transfer follow what has changed for it, in the order of the jobs (D-7).</summary>
    internal void Reshare(long now)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            if (_running[i].EndedBefore(now))
            {
                SimulatedAttempt ended = _running[i];
                _running.RemoveAt(i);
                ended.Retire(now);
            }
        }

        FairShare.Divide(network.Link, _running);
        do
        {
            UsedUp = false;
            foreach (SimulatedAttempt attempt in _running)
            {
                if (attempt.Update(now))
                {
                    Tell(attempt);
                }
            }
        }
        while (UsedUp);
    }

    /// <summary>Tells the manager how an attempt goes on; another manager than the one whose turn it is asks for it when it is his.</summary>
    internal void Tell(SimulatedAttempt attempt)
    {
        SimulatedLine line = attempt.Transfer.Line;
        if (line == Speaker)
        {
            attempt.Tell();
            return;
        }

        line.TellLater(attempt);
        if (!_stirred.Contains(line))
        {
            _stirred.Add(line);
        }
    }

    /// <summary>The managers that have to ask how their attempts go on.</summary>
    internal ITransferHost[] TakeStirred()
    {
        if (_stirred.Count == 0)
        {
            return [];
        }

        ITransferHost[] hosts = [.. _stirred.Select(line => line.Host)];
        _stirred.Clear();
        return hosts;
    }
}
