namespace Bits.RetrySim.Tests;

/// <summary>A manager reduced to what the clock sees of one: a queue of actions at engine instants.</summary>
internal sealed class FakeManager : ISteppedManager
{
    private readonly DueQueue _queue = new();

    private readonly SimulatedClock _clock;

    internal FakeManager(SimulatedClock clock)
    {
        _clock = clock;
        Clock = new EngineClock(clock);
        clock.Register(this);
    }

    internal EngineClock Clock { get; }

    internal int Pumps { get; private set; }

    internal int Wakes { get; private set; }

    /// <summary>What the wall clock showed when it was about to be set.</summary>
    internal List<DateTimeOffset> Steps { get; } = [];

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

    public void FallAsleep() => Steps.Add(Clock.UtcNow);

    public void Wake(TimeSpan slept)
    {
        Wakes++;
        long now = Clock.Now;
        _queue.Rebase(e => Math.Max(e.Instant, now));
    }

    public void BeforeStep() => Steps.Add(Clock.UtcNow);

    internal void At(TimeSpan instant, Action action, DuePhase phase = DuePhase.Retry)
    {
        _queue.Arm(new Entry(phase, action), instant.Ticks);
        _clock.Stir(this);
    }

    private sealed class Entry(DuePhase phase, Action action) : DueEntry(phase)
    {
        internal Action Action { get; } = action;
    }

    IReadOnlyList<string> ISteppedManager.DescribePending() => [];
}
