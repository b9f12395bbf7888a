namespace Bits.RetrySim;

/// <summary>The bandwidth limit of background jobs by the hour of the day (POLICY-5). Guarded by the service's lock.</summary>
internal sealed class BandwidthPolicy
{
    private readonly Agenda _agenda;
    private readonly TimeProvider _provider;
    private readonly ServiceDue _interval;

    /// <summary>When the service started; daily intervals count from its wall time, by engine time (CLOCK-3, D-9).</summary>
    private Moment _serviceStart;

    internal BandwidthPolicy(Agenda agenda, TimeProvider provider, Action intervalOver)
    {
        _agenda = agenda;
        _provider = provider;
        _interval = new ServiceDue(DuePhase.Input, "PolicyInterval", intervalOver);
    }

    /// <summary>Bits per second for background jobs; null: unlimited, 0: none may run.</summary>
    internal long? Limit { get; private set; }

    internal void StartService() => _serviceStart = _agenda.Now;

    /// <summary>Finds the limit that counts now, and when to look again; says whether it is another one.</summary>
    internal bool Update(BandwidthLimit? policy)
    {
        long? before = Limit;
        Limit = null;
        _agenda.Disarm(_interval);
        if (policy is not null)
        {
            DateTimeOffset wall = _serviceStart.MovedTo(_agenda.Instant).Utc;
            DailyInterval interval = DailyInterval.At(policy, _provider.LocalTimeZone, wall);
            Limit = interval.BitsPerSecond;
            if (interval.ChangesAt is { } next)
            {
                _agenda.Arm(_interval, _agenda.Instant + (next - wall).Ticks);
            }
        }

        return Limit != before;
    }
}
