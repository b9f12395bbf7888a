namespace Bits.RetrySim;

/// <summary>The faults of one scope of a script (network, host or resource) and its count of requests. Guarded by the network's lock.</summary>
/// <remarks>
/// At most one of them is in force for a request: an outage before a numbered request before one that always holds, and of several of a
/// kind the one written last.
/// </remarks>
internal sealed class FaultRules
{
    // Replaced, never changed, so that they can be looked at without the lock.
    private Outages _outages = Outages.None;
    private FaultRule[] _numbered = [];
    private FaultRule? _always;
    private volatile bool _hasLatency;
    private long _requestCount;

    internal Outages Outages => _outages;

    /// <summary>Attempts that reached this scope; HEAD and GET of one attempt are one (D-37). Can be read without the lock.</summary>
    internal long RequestCount => Volatile.Read(ref _requestCount);

    /// <summary>Whether there are rules for requests of which none came.</summary>
    internal bool IsUnused => RequestCount == 0 && (_outages.Any || _numbered.Length > 0 || _always is not null);

    /// <summary>Whether it depends on its number what a request meets. Can be asked without the lock.</summary>
    internal bool HasNumbered => _numbered.Length > 0;

    /// <summary>Whether some requests are answered sooner or later than others. Can be asked without the lock.</summary>
    internal bool HasLatency => _hasLatency;

    /// <summary>How long a request takes to be answered, in ticks; null: as the host says.</summary>
    internal long? LatencyOf(long instant, long request) => _hasLatency ? InForce(instant, request)?.Fault.Latency?.Ticks : null;

    /// <summary>Counts an attempt and numbers it.</summary>
    internal long CountRequest() => ++_requestCount;

    internal void AddAlways(FaultRule rule)
    {
        Recover();
        _always = rule;
        Note(rule);
    }

    internal void AddNumbered(FaultRule rule)
    {
        _numbered = [.. _numbered, rule];
        Note(rule);
    }

    internal void AddOutage(FaultRule rule)
    {
        _outages = _outages.With(rule);
        Note(rule);
    }

    internal void Recover()
    {
        if (_always is not null)
        {
            _always.IsWithdrawn = true;
            _always = null;
        }
    }

    private void Note(FaultRule rule) => _hasLatency |= rule.Fault.Latency is not null;

    /// <summary>The one fault in force for a request at an instant, if any. Can be asked without the lock.</summary>
    internal FaultRule? InForce(long instant, long request)
    {
        if (_outages.At(instant) is { } outage)
        {
            return outage;
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

    /// <summary>The fault that answers a request in the server's place, if one does; another one that is in force is kept for later. Can be asked without the lock.</summary>
    internal SimulatedFault? Strike(long instant, ref ScopeState scope)
    {
        FaultRule? rule = InForce(instant, scope.Request);
        SimulatedFault? answer = rule is { Fault.IsAnswer: true } ? rule.Fault : null;
        scope.Hold(answer is null ? rule : null, 0);
        return answer;
    }
}
