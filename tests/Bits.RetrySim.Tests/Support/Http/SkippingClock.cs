namespace Bits.RetrySim.Tests;

/// <summary>The time of this machine, from which a test can leave out what nobody wants to wait for: time and timers go on by themselves, and faster when told to.</summary>
internal sealed class SkippingClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<SkippingTimer> _timers = [];
    private TimeSpan _skipped;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Skipped;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Skipped.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SkippingTimer timer = new(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>So much time is over.</summary>
    internal void Skip(TimeSpan time)
    {
        lock (_gate)
        {
            _skipped += time;
        }

        Array.ForEach(Timers, static timer => timer.Follow());
    }

    /// <summary>Whether a timer waits that was told to wait for so long.</summary>
    internal bool IsArmedFor(TimeSpan time) => Array.Exists(Timers, timer => timer.ArmedFor == time);

    /// <summary>Those that there are now; each has a lock of its own, under which it asks for the time.</summary>
    private SkippingTimer[] Timers
    {
        get
        {
            lock (_gate)
            {
                return [.. _timers];
            }
        }
    }

    private TimeSpan Skipped
    {
        get
        {
            lock (_gate)
            {
                return _skipped;
            }
        }
    }

    private sealed class SkippingTimer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly object _gate = new();
        private readonly ITimer _timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        private long? _due;
        private TimeSpan _dueTime = Timeout.InfiniteTimeSpan;

        /// <summary>How long it was told to wait; null: it does not, or is over.</summary>
        internal TimeSpan? ArmedFor
        {
            get
            {
                lock (_gate)
                {
                    return _due > clock.GetTimestamp() ? _dueTime : null;
                }
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            period.Should().Be(Timeout.InfiniteTimeSpan, "nobody here needs more");
            lock (_gate)
            {
                _dueTime = dueTime;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetTimestamp() + (long)(dueTime.TotalSeconds * clock.TimestampFrequency);
                return _timer.Change(dueTime, period);
            }
        }

        /// <summary>What is due by now fires; what has fired already may do so once more, as timers may.</summary>
        internal void Follow()
        {
            lock (_gate)
            {
                if (_due is { } due)
                {
                    TimeSpan left = clock.GetElapsedTime(clock.GetTimestamp(), due);
                    _due = left > TimeSpan.Zero ? due : null;
                    _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                }
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
