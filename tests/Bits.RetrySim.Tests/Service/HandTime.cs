namespace Bits.RetrySim.Tests;

/// <summary>Time that stands where the test puts it, with timers that fire when the test says so.</summary>
internal sealed class HandTime : TimeProvider
{
    internal double Seconds { get; set; }

    /// <summary>What timers were armed for, in milliseconds.</summary>
    internal List<double> Armed { get; } = [];

    internal int Disposed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private Action? Fires { get; set; }

    public override long GetTimestamp() => (long)(Seconds * TimeSpan.TicksPerSecond);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Fires = () => callback(state);
        return new Timer(this);
    }

    /// <summary>The timer ticks, whatever it was armed for.</summary>
    internal void Tick() => Fires!();

    private sealed class Timer(HandTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Armed.Add(dueTime.TotalMilliseconds);
            return true;
        }

        public void Dispose() => time.Disposed++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
