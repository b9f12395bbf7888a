namespace Bits.RetrySim;

/// <summary>
/// The service's one timer on time providers other than <see cref="SimulatedClock"/>: armed for the earliest due instant, in pieces no
/// timer refuses, rounded up so that it never fires early, at least a millisecond away. A tick means no more than "look at the clock".
/// </summary>
internal sealed class ServiceTimer : IDisposable
{
    /// <summary>Timers take at most 49.7 days; a shorter piece notices sooner that the machine slept.</summary>
    private static readonly long LongestPiece = TimeSpan.FromHours(1).Ticks;

    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    internal ServiceTimer(TimeProvider provider, Action tick)
    {
        // Whatever ambient context the creator has must not leak into every retry.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _timer = Create(provider, tick);
        }
        else
        {
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            _timer = Create(provider, tick);
        }
    }

    /// <summary>Whether the timer is not armed for an instant that will come. A tick ends any arming.</summary>
    internal bool MustBeArmedFor(long instant) => instant != long.MaxValue && instant != Interlocked.Read(ref _armedFor);

    /// <summary>Takes note of what the timer is armed for, and says for how long it is to be.</summary>
    internal TimeSpan Plan(long instant, long now)
    {
        Interlocked.Exchange(ref _armedFor, instant);
        long ticks = Math.Clamp(instant - now, TimeSpan.TicksPerMillisecond, LongestPiece);
        long remainder = ticks % TimeSpan.TicksPerMillisecond;
        return TimeSpan.FromTicks(remainder == 0 ? ticks : ticks - remainder + TimeSpan.TicksPerMillisecond);
    }

    internal void Arm(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    private ITimer Create(TimeProvider provider, Action tick) =>
        provider.CreateTimer(_ => OnTick(tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void OnTick(Action tick)
    {
        Interlocked.Exchange(ref _armedFor, long.MaxValue);
        tick();
    }
}
