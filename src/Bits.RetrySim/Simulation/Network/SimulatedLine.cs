namespace Bits.RetrySim;

/// <summary>One manager's end of a <see cref="SimulatedNetwork"/>. Everything in it is guarded by the network's lock.</summary>
/// <param name="network">The network.</param>
/// <param name="host">The manager.</param>
/// <param name="number">Which manager of the network, counted from 1.</param>
/// <param name="ahead">The network's time, which counts from the first manager's start, when this manager's engine time is 0.</param>
internal sealed class SimulatedLine(SimulatedNetwork network, ITransferHost host, int number, long ahead) : TransferLine
{
    /// <summary>What is lent and given back all the time is kept; what a rare crowd of attempts needed is not.</summary>
    private const int MostSpare = 1_024;

    // In no order: it is asked for when the script was changed, and changed with each attempt.
    private readonly List<SimulatedAttempt> _attempts = [];

    // How these go on the manager does not know yet, because another manager's command changed it.
    private readonly List<SimulatedAttempt> _untold = [];
    private readonly Stack<SimulatedAttempt> _spare = new();
    private long _seenVersion = network.Version;

    internal override bool IsLive => false;

    internal SimulatedNetwork Network => network;

    internal ITransferHost Host => host;

    internal int Number => number;

    internal bool IsClosed { get; private set; }

    /// <summary>The manager's machine sleeps: no byte moves.</summary>
    internal bool IsAsleep { get; private set; }

    /// <summary>What the bandwidth policy leaves to this manager's background transfers (POLICY-5).</summary>
    internal Bottleneck PolicyLimit { get; } = new();

    internal override int FindSource(string localName, long now, out FileVersion version)
    {
        lock (network.Gate)
        {
            SimulatedResource? source = network.FindSource_NeedsLock(localName);
            version = source?.VersionAt_NeedsLock(ToNetwork(now), 0) ?? FileVersion.Unknown;
            return source is null ? HResults.ERROR_FILE_NOT_FOUND : 0;
        }
    }

    internal override TransferHandle Open() => new SimulatedTransfer(this);

    internal override void SetBackgroundLimit(long? bitsPerSecond, long now)
    {
        using LineCommand command = Begin(now);
        network.Sharing.Settle();
        PolicyLimit.Capacity = Bottleneck.FromNullable(bitsPerSecond);
        network.Sharing.Reshare(command.Now);
    }

    internal override void Refresh(long now)
    {
        using LineCommand command = Begin(now);
        TellUntold();
        if (_seenVersion == network.Version)
        {
            return;
        }

        _seenVersion = network.Version;
        _attempts.Sort(static (one, other) => one.Transfer.Order.CompareTo(other.Transfer.Order));
        for (int i = 0; i < _attempts.Count; i++)
        {
            _attempts[i].Index = i;
        }

        // The list changes when an attempt turns out to be over.
        SimulatedAttempt[] attempts = [.. _attempts];
        foreach (SimulatedAttempt attempt in attempts)
        {
            attempt.Refresh(command.Now);
        }
    }

    internal override void FallAsleep(long now)
    {
        using LineCommand command = Begin(now);
        IsAsleep = true;
        FollowSleep(command.Now);
    }

    internal override void Wake(long slept, long now)
    {
        using LineCommand command = Begin(now);
        IsAsleep = false;
        if (slept > network.ReceiveTimeoutTicks_NeedsLock)
        {
            // Whoever was on the other side has given up meanwhile.
            _attempts.ForEach(static attempt => attempt.BreakOff());
        }

        FollowSleep(command.Now);
    }

    internal override void Flush(long now)
    {
        // Asked at every instant. What this manager put off it sees; of what another one did it is told by being stirred.
        if (network.Sharing.HasPutOff)
        {
            using LineCommand command = Begin(now);
            TellUntold();
            network.Sharing.Settle();
        }
    }

    internal override void Close(long now)
    {
        using LineCommand command = Begin(now);
        while (_attempts.Count > 0)
        {
            _attempts[^1].End(command.Now);
        }

        network.Sharing.Settle();
        IsClosed = true;
        network.Disconnect_NeedsLock(this);
        foreach (string remark in network.RemarksAtTheEnd_NeedsLock())
        {
            host.Remark(remark);
        }
    }

    private void FollowSleep(long now)
    {
        if (_attempts.Count > 0)
        {
            network.Sharing.Reshare(now);
        }
    }

    internal LineCommand Begin(long now) => new(this, now);

    internal long ToNetwork(long instant) => instant + ahead;

    internal long ToManager(long instant) => instant == long.MaxValue ? instant : instant - ahead;

    internal ByteFlow ToManager(in ByteFlow flow) => ahead == 0 ? flow : flow with { Since = flow.Since - ahead };

    internal SimulatedAttempt Lend(SimulatedTransfer transfer, in TransferOrder order, long now)
    {
        if (!_spare.TryPop(out SimulatedAttempt? attempt))
        {
            attempt = new SimulatedAttempt(network);
        }

        attempt.Index = _attempts.Count;
        _attempts.Add(attempt);
        attempt.Begin(transfer, order, now);
        return attempt;
    }

    internal void TakeBack(SimulatedAttempt attempt)
    {
        SimulatedAttempt last = _attempts[^1];
        _attempts[attempt.Index] = last;
        last.Index = attempt.Index;
        _attempts.RemoveAt(_attempts.Count - 1);
        if (_attempts.Count == 0 && _attempts.Capacity > MostSpare)
        {
            _attempts.Capacity = 0;
        }

        if (attempt.IsUntold)
        {
            attempt.IsUntold = false;
            _untold.Remove(attempt);
        }

        if (_spare.Count < MostSpare)
        {
            _spare.Push(attempt);
        }
    }

    /// <summary>The manager is told later how an attempt goes on, since it is another one's turn.</summary>
    internal void TellLater(SimulatedAttempt attempt)
    {
        if (!attempt.IsUntold)
        {
            attempt.IsUntold = true;
            _untold.Add(attempt);
        }
    }

    /// <summary>What the manager has missed.</summary>
    internal void TellUntold()
    {
        foreach (SimulatedAttempt attempt in _untold)
        {
            attempt.IsUntold = false;
            attempt.Tell();
        }

        _untold.Clear();
    }
}
