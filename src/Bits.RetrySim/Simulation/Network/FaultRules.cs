namespace Bits.RetrySim;

/// <summary>The faults of one scope of a script (network, host or resource) and its count of requests. Guarded by the network's lock.</summary>
/// <remarks>
/// At most one of them is in force for a request: an outage before a numbered request before one that always holds, and of several of a
/// kind the one written last.
/// </remarks>
internal sealed class FaultRules
{
    // Replaced, never changed, so that they can be looked at without the lock.
    private FaultRule[] _outages = [];
    private FaultRule[] _numbered = [];
    private FaultRule? _always;
    private long _requestCount;

    internal IReadOnlyList<FaultRule> Outages => _outages;

    /// <summary>Attempts that reached this scope; HEAD and GET of one attempt are one (D-37). Can be read without the lock.</summary>
    internal long RequestCount => Volatile.Read(ref _requestCount);

    /// <summary>Whether there are rules for requests of which none came.</summary>
    internal bool IsUnused => RequestCount == 0 && (_outages.Length > 0 || _numbered.Length > 0 || _always is not null);

    /// <summary>Whether it depends on its number what a request meets. Can be asked without the lock.</summary>
    internal bool HasNumbered => _numbered.Length > 0;

    /// <summary>Counts an attempt and numbers it.</summary>
    internal long CountRequest() => ++_requestCount;

    internal void AddAlways(FaultRule rule)
    {
        Recover();
        _always = rule;
    }

    internal void AddNumbered(FaultRule rule) => _numbered = [.. _numbered, rule];

    internal void AddOutage(FaultRule rule) => _outages = [.. _outages, rule];

    internal void Recover()
    {
        if (_always is not null)
        {
            _always.IsWithdrawn = true;
            _always = null;
        }
    }

    /// <summary>The one fault in force for a request at an instant, if any. Can be asked without the lock.</summary>
    internal FaultRule? InForce(long instant, long request)
    {
        FaultRule[] outages = _outages;
        for (int i = outages.Length - 1; i >= 0; i--)
        {
            if (outages[i].From <= instant && instant < outages[i].To)
            {
                return outages[i];
            }
        }

        FaultRule[] numbered = _numbered;
        for (int i = numbered.Length - 1; i >= 0; i--)
        {
            if (numbered[i].From <= request && request <= numbered[i].To)
            {
                return numbered[i];
            }
        }

        return _always;
    }

    /// <summary>When an outage next breaks off a body that flows, or lets it fall silent; <see cref="long.MaxValue"/>: never.</summary>
    /// <param name="silences">Whether an outage is meant during which nothing comes; else one that breaks off.</param>
    /// <param name="body">The body; outages that its request met, or could have met, do not concern it any more.</param>
    /// <param name="now">Not before this instant.</param>
    internal long NextOutage(bool silences, in AcceptedBody body, long now)
    {
        long next = long.MaxValue;
        foreach (FaultRule outage in _outages)
        {
            if (outage.Fault.IsSilence == silences && body.Concerns(outage) && outage.To > now)
            {
                next = Math.Min(next, Math.Max(outage.From, now));
            }
        }

        return next;
    }

    /// <summary>
    /// Since when an outage lets nothing come to a body, whoever slept meanwhile; <see cref="long.MaxValue"/> if none does. One that was written under the
    /// body begins when it is noticed.
    /// </summary>
    internal long SilenceBegan(in AcceptedBody body, long now)
    {
        long began = long.MaxValue;
        foreach (FaultRule outage in _outages)
        {
            if (outage.Fault.IsSilence && body.Concerns(outage) && outage.From <= now && now < outage.To)
            {
                began = Math.Min(began, outage.Version > body.Version ? now : outage.From);
            }
        }

        return began;
    }

    /// <summary>When the silence ends in which a body is at an instant; that instant if it is in none.</summary>
    internal long EndOfSilence(in AcceptedBody body, long instant)
    {
        foreach (FaultRule outage in _outages)
        {
            if (outage.Fault.IsSilence && body.Concerns(outage) && outage.From <= instant)
            {
                instant = Math.Max(instant, outage.To);
            }
        }

        return instant;
    }
}
