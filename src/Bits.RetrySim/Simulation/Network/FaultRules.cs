namespace Bits.RetrySim;

/// <summary>The faults of one scope of a script (network, host or resource) and its count of requests. Guarded by the transport's lock.</summary>
/// <remarks>
/// At most one of them is in force for a request: an outage before a numbered request before one that always holds, and of several of a
/// kind the one written last.
/// </remarks>
internal sealed class FaultRules
{
    private readonly List<FaultRule> _outages = [];
    private readonly List<FaultRule> _numbered = [];
    private FaultRule? _always;

    internal IReadOnlyList<FaultRule> Outages => _outages;

    /// <summary>Attempts that reached this scope; HEAD and GET of one attempt are one (D-37).</summary>
    internal long RequestCount { get; private set; }

    /// <summary>Counts an attempt and numbers it.</summary>
    internal long CountRequest() => ++RequestCount;

    internal void AddAlways(FaultRule rule)
    {
        Recover();
        _always = rule;
    }

    internal void AddNumbered(FaultRule rule) => _numbered.Add(rule);

    internal void AddOutage(FaultRule rule) => _outages.Add(rule);

    internal void Recover()
    {
        if (_always is not null)
        {
            _always.IsWithdrawn = true;
            _always = null;
        }
    }

    /// <summary>The one fault in force for a request at an instant, if any.</summary>
    internal FaultRule? InForce(long instant, long request)
    {
        for (int i = _outages.Count - 1; i >= 0; i--)
        {
            if (_outages[i].From <= instant && instant < _outages[i].To)
            {
                return _outages[i];
            }
        }

        for (int i = _numbered.Count - 1; i >= 0; i--)
        {
            if (_numbered[i].From <= request && request <= _numbered[i].To)
            {
                return _numbered[i];
            }
        }

        return _always;
    }

    /// <summary>The outage that next cuts a transfer that was decided at an instant under a version of the script.</summary>
    internal bool TryNextCut(long decidedAt, long decidedVersion, long now, out long instant, out int code)
    {
        (instant, code) = (long.MaxValue, 0);
        foreach (FaultRule outage in _outages)
        {
            bool unseen = outage.From > decidedAt || outage.Version > decidedVersion;
            if (!unseen || outage.To <= now)
            {
                continue;
            }

            long begins = Math.Max(outage.From, now);
            if (begins <= instant)
            {
                (instant, code) = (begins, outage.Fault.Code);
            }
        }

        return code != 0;
    }
}
