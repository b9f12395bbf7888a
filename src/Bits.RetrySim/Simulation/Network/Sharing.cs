namespace Bits.RetrySim;

/// <summary>The transfers that run on a network, what each of them gets, and telling the managers. Guarded by the network's lock.</summary>
/// <remarks>
/// Who comes or goes where bandwidth is limited changes what everybody else gets. Thousands can come and go at one instant, so the others are
/// told once, when the manager has given all its commands of that instant (<see cref="PutOff"/>); as if each had been told each time, since
/// reports that are due at one instant come in the order in which they were told. Whatever is due at the present instant itself is told at once.
/// </remarks>
internal sealed partial class Sharing(SimulatedNetwork network)
{
    private readonly RunningAttempts _running = new();
    private readonly List<Stake> _stakes = [];
    private readonly List<SimulatedLine> _stirred = [];

    /// <summary>No report of a running attempt is due before.</summary>
    private long _earliest = long.MaxValue;

    /// <summary>No report is due before of those whose bytes have not come to their end.</summary>
    private long _earliestMoving = long.MaxValue;

    /// <summary>At this instant all were told how they go on, and nobody since whose report is due at it.</summary>
    private long _toldAllAt = long.MinValue;

    /// <summary>How many running attempts have faults that make a difference when others come and go.</summary>
    private int _entangled;

    /// <summary>The script's version that the running attempts follow.</summary>
    private long _version;

    /// <summary>The line whose command is carried out; none while the script is changed.</summary>
    internal SimulatedLine? Speaker { get; set; }

    /// <summary>Whether a fault that strikes once was used up while shares were followed.</summary>
    internal bool UsedUp { get; set; }

    /// <summary>An attempt was accepted: it takes part from now on.</summary>
    internal void Join(SimulatedAttempt attempt, long now)
    {
        bool isLimited = IsLimited(attempt);
        bool movesDue = isLimited && MovesAnyDue(now);
        attempt.Share = isLimited ? 0 : ByteFlow.Unlimited;
        attempt.NextShare = attempt.Share;
        attempt.MustBeTold = true;
        attempt.IsEntangled = attempt.FindEntangled();
        bool atOnce = movesDue || attempt.IsEntangled || MustFollowAtOnce(now);
        if (!atOnce)
        {
            // Whether something is due at once does not depend on the share that it will get.
            Update(attempt, now);
            atOnce = isLimited && attempt.Instant <= now;
        }

        if (atOnce)
        {
            Settle();
        }

        _running.Add(attempt);
        _entangled += attempt.IsEntangled ? 1 : 0;
        if (atOnce)
        {
            Reshare(now);
        }
        else if (isLimited)
        {
            PutOff(CommandKind.Join, attempt, now);
        }
        else
        {
            TellInOrder(attempt, now);
        }
    }

    /// <summary>
    /// A running attempt is over: the others are given its share. Where many are cut at one instant the first of them moves the others behind whatever else
    /// is due then; those after it move nobody, unless something came behind them meanwhile.
    /// </summary>
    internal void Leave(SimulatedAttempt attempt, long now)
    {
        bool isLimited = IsLimited(attempt);
        bool isEntangled = attempt.IsEntangled;
        Remove(attempt);
        bool atOnce = isEntangled || MustFollowAtOnce(now) || (isLimited && _toldAllAt != now && MovesAnyDue(now));
        if (atOnce && HasPutOff)
        {
            // It took part in what happened before.
            _running.Add(attempt);
            Settle();
            _running.Remove(attempt);
        }

        if (isLimited && !atOnce)
        {
            PutOff(CommandKind.Leave, attempt, now);
        }

        attempt.Retire(now);
        if (atOnce)
        {
            Reshare(now);
        }
    }

    /// <summary>Something of a running attempt has changed that is no business of the others, unless they are entangled.</summary>
    internal void Follow(SimulatedAttempt attempt, long now)
    {
        bool isEntangled = attempt.FindEntangled();
        _entangled += (isEntangled ? 1 : 0) - (attempt.IsEntangled ? 1 : 0);
        attempt.IsEntangled = isEntangled;
        if (MustFollowAtOnce(now))
        {
            Reshare(now);
        }
        else if (Update(attempt, now))
        {
            TellInOrder(attempt, now);
        }
    }

    /// <summary>Divides the bandwidth anew and lets every transfer follow what has changed for it, in the order of the jobs (D-7).</summary>
    internal void Reshare(long now)
    {
        Settle();
        RetireEnded(now);
        Divide();
        foreach (ref Stake stake in Stakes)
        {
            stake.Attempt!.Share = stake.Share;
        }

        if (_version != network.Version)
        {
            _version = network.Version;
            CountEntangled();
        }

        do
        {
            UsedUp = false;
            (_earliest, _earliestMoving) = (long.MaxValue, long.MaxValue);
            for (int i = 0; i < _running.Count; i++)
            {
                SimulatedAttempt attempt = _running[i];
                if (Update(attempt, now))
                {
                    Tell(attempt);
                }
            }
        }
        while (UsedUp);
        _toldAllAt = now;
    }

    /// <summary>Tells the manager how an attempt goes on: now, or behind those that were put off.</summary>
    internal void TellInOrder(SimulatedAttempt attempt, long now)
    {
        if (attempt.Instant <= now)
        {
            _toldAllAt = long.MinValue;
            Tell(attempt);
        }
        else if (!HasPutOff)
        {
            Tell(attempt);
        }
        else
        {
            PutOff(CommandKind.Other, attempt, now);
        }
    }

    /// <summary>The managers that have to ask how their attempts go on.</summary>
    internal ITransferHost[] TakeStirred()
    {
        if (_stirred.Count == 0)
        {
            return [];
        }

        ITransferHost[] hosts = [.. _stirred.Select(static line => line.Host)];
        _stirred.Clear();
        return hosts;
    }

    /// <summary>Another manager than the one whose command is carried out asks for it when it is his turn.</summary>
    private void Tell(SimulatedAttempt attempt)
    {
        attempt.MustBeTold = false;
        attempt.Touched = SimulatedAttempt.Untouched;
        SimulatedLine line = attempt.Transfer.Line;
        if (line == Speaker)
        {
            attempt.Tell();
            return;
        }

        line.TellLater(attempt);
        if (Speaker is not null && !_stirred.Contains(line))
        {
            _stirred.Add(line);
        }
    }

    /// <summary>Whether the manager has to be told.</summary>
    private bool Update(SimulatedAttempt attempt, long now)
    {
        bool changed = attempt.Update(now);
        NoteInstant(attempt, now);
        return changed || attempt.MustBeTold;
    }

    /// <summary>
    /// Whether every transfer has to be looked at: the script was changed, or a fault of one depends on when another one comes or goes, or an
    /// attempt is over although nobody stopped it (a machine that slept, a manager that is late).
    /// </summary>
    private bool MustFollowAtOnce(long now) => _entangled > 0 || _version != network.Version || IsAnyOverdue(now);

    private bool IsAnyOverdue(long now)
    {
        if (now <= _earliest)
        {
            return false;
        }

        NoteInstants(now);
        return _earliest < now;
    }

    /// <summary>
    /// Whether somebody's report that is due now would be told again, with another share, and so come behind others that are due now: where an
    /// outage cuts several. Whose bytes have come to their end is told nothing.
    /// </summary>
    private bool MovesAnyDue(long now)
    {
        if (now < _earliestMoving)
        {
            return false;
        }

        NoteInstants(now);
        return _earliestMoving <= now;
    }

    private void NoteInstants(long now)
    {
        _running.CloseUp();
        (_earliest, _earliestMoving) = (long.MaxValue, long.MaxValue);
        for (int i = 0; i < _running.Count; i++)
        {
            NoteInstant(_running[i], now);
        }
    }

    private void NoteInstant(SimulatedAttempt attempt, long now)
    {
        _earliest = Math.Min(_earliest, attempt.Instant);
        if (attempt.Instant < _earliestMoving && !attempt.Rests(now))
        {
            _earliestMoving = attempt.Instant;
        }
    }

    private bool IsLimited(SimulatedAttempt attempt) => attempt.Transfer.UsesNetwork &&
        (network.Link.Limits || attempt.HostLimit.Limits || attempt.PolicyLimit is { Limits: true });

    private void RetireEnded(long now)
    {
        _running.CloseUp();
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            SimulatedAttempt attempt = _running[i];
            if (attempt.EndedBefore(now))
            {
                Remove(attempt);
                attempt.Retire(now);
                _running.CloseUp();
            }
        }
    }

    private void Remove(SimulatedAttempt attempt)
    {
        _running.Remove(attempt);
        _entangled -= attempt.IsEntangled ? 1 : 0;
    }

    private void CountEntangled()
    {
        _entangled = 0;
        for (int i = 0; i < _running.Count; i++)
        {
            _running[i].IsEntangled = _running[i].FindEntangled();
            _entangled += _running[i].IsEntangled ? 1 : 0;
        }
    }

    private void Divide()
    {
        _running.CloseUp();
        _stakes.Clear();
        for (int i = 0; i < _running.Count; i++)
        {
            if (_running[i].Transfer.UsesNetwork)
            {
                _stakes.Add(Stake.Of(_running[i]));
            }
        }

        FairShare.Divide(network.Link, Stakes);
    }
}
