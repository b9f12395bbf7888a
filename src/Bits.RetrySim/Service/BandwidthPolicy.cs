namespace Bits.RetrySim;

/// <summary>The bandwidth limits of background jobs by the hour of the day and the day of the week (POLICY-5, POLICY-8, POLICY-9). Guarded by the service's lock.</summary>
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

    /// <summary>Bits per second for background jobs.</summary>
    internal BackgroundLimits Limits { get; private set; }

    internal void StartService() => _serviceStart = _agenda.Now;

    /// <summary>Finds the limits that count now, and when to look again.</summary>
    internal void Update(GroupPolicy policy)
    {
        Limits = default;
        _agenda.Disarm(_interval);
        if (policy is { MaxInternetBandwidth: null, WorkSchedule: null, MaintenanceSchedule: null })
        {
            return;
        }

        DateTimeOffset wall = _serviceStart.MovedTo(_agenda.Instant).Utc;
        DailyInterval daily = policy.MaxInternetBandwidth is { } limit ? DailyInterval.At(limit, _provider.LocalTimeZone, wall) : default;
        WeeklyInterval weekly = WeeklyInterval.At(policy, _provider.LocalTimeZone, wall);
        Limits = new BackgroundLimits(
            daily.BitsPerSecond, BandwidthLimit.InBits(weekly.Limits.High), BandwidthLimit.InBits(weekly.Limits.Normal), BandwidthLimit.InBits(weekly.Limits.Low));
        if (Earlier(daily.ChangesAt, weekly.ChangesAt) is { } next)
        {
            _agenda.Arm(_interval, _agenda.Instant + (next - wall).Ticks);
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
