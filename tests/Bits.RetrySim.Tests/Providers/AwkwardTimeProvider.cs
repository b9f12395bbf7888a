namespace Bits.RetrySim.Tests;

/// <summary>
/// All that a time provider may get wrong: timestamps that step back, timers that fire early, late, for no reason, and for an arming that
/// was changed since; timers that refuse more than 49.7 days.
/// </summary>
/// <param name="frequency">Timestamps per second.</param>
internal sealed class AwkwardTimeProvider(long frequency) : TimeProvider
{
    private const long Origin = 123_456_789_012;
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly List<AwkwardTimer> _timers = [];
    private long _now;
    private int _reads;
    private int _steps;

    public override long TimestampFrequency => frequency;

    /// <summary>Timers made so far.</summary>
    internal int TimersCreated => _timers.Count;

    internal TimeSpan Now => new(Volatile.Read(ref _now));

    /// <summary>The first reading after time has moved is right; of the later ones every third is five seconds too low.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            long timestamp = Origin + (long)((Int128)_now * frequency / TimeSpan.TicksPerSecond);
            return ++_reads % 3 == 0 ? timestamp - (5 * frequency) : timestamp;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        AwkwardTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    internal void Advance(TimeSpan span)
    {
        List<AwkwardTimer> timers;
        int step;
        lock (_gate)
        {
            _now += span.Ticks;
            _reads = 0;
            step = ++_steps;
            timers = [.. _timers];
        }

        timers.ForEach(timer => timer.Step(step));
    }

    /// <summary>Fires all timers, whether they are armed or not, as a pool does whose threads were busy.</summary>
    internal void FireAll()
    {
        List<AwkwardTimer> timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        timers.ForEach(timer => timer.Fire());
    }
}
