namespace Bits.RetrySim.Tests;

/// <summary>A manager reduced to what the clock sees of one: a queue of actions at engine instants.</summary>
internal sealed class FakeManager : IClockedManager
{
    private readonly DueQueue _queue = new();

    internal FakeManager(SimulatedClock clock)
    {
        Clock = new EngineClock(clock);
        clock.Register(this);
    }

    internal EngineClock Clock { get; }

    internal int Pumps { get; private set; }

    internal List<long> Wakes { get; } = [];

    /// <summary>As the livelock guard of a manager does: it leaves Pump.</summary>
    internal Exception? Fatal { get; set; }

    public long NextTimestamp => Clock.ToTimestamp(_queue.NextInstant);

    public void Pump(ICollection<Exception> errors)
    {
        Pumps++;
        if (Fatal is not null)
        {
            throw Fatal;
        }

        while (_queue.NextInstant <= Clock.Now)
        {
            try
            {
                ((Entry)_queue.Pop()).Action();
            }
            catch (FormatException e)
            {
                errors.Add(e);
            }
        }
    }

    public void Wake(long fromTimestamp)
    {
        Wakes.Add(fromTimestamp);
        long from = Clock.ToInstant(fromTimestamp);
        long now = Clock.Now;
        _queue.Rebase(e => e.Instant > from && e.Instant < now ? now : e.Instant);
    }

    internal void At(TimeSpan instant, Action action, DuePhase phase = DuePhase.Retry) => _queue.Arm(new Entry(phase, action), instant.Ticks);

    private sealed class Entry(DuePhase phase, Action action) : DueEntry(phase)
    {
        internal Action Action { get; } = action;
    }
}
