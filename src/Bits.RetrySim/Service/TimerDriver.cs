using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>
/// A manager on any other time provider, with one timer: armed for the earliest due instant, in pieces no timer refuses, rounded up so that
/// it never fires early, at least a millisecond away. A tick means no more than "look at the clock".
/// </summary>
internal sealed class TimerDriver(EngineClock clock) : TimeDriver
{
    /// <summary>Timers take at most 49.7 days; a shorter piece notices sooner that the machine slept.</summary>
    private static readonly long LongestPiece = TimeSpan.FromHours(1).Ticks;

    private ITimer _timer = null!;
    private ServiceLoop _loop = null!;
    private long _armedFor = long.MaxValue;

    internal override bool WaitsForDrains => false;

    internal override bool HandsMistakesOn => false;

    internal override void Start(ServiceLoop loop)
    {
        _loop = loop;

        // Whatever ambient context the creator has must not leak into every retry.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = Create();
    }

    internal override void Stop() => _timer.Dispose();

    internal override long ReadWallOffset() => clock.UtcNow.UtcTicks - clock.Present;

    private protected override void PumpSoon() => _timer.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

    /// <summary>Whether the timer is not armed for an instant that will come. A tick ends any arming.</summary>
    internal override bool MustBeArmedFor(long instant) => instant != long.MaxValue && instant != Interlocked.Read(ref _armedFor);

    internal override TimeSpan Plan(long instant)
    {
        long ticks = Math.Clamp(instant - clock.Present, TimeSpan.TicksPerMillisecond, LongestPiece);
        Interlocked.Exchange(ref _armedFor, instant);
        long remainder = ticks % TimeSpan.TicksPerMillisecond;
        return TimeSpan.FromTicks(remainder == 0 ? ticks : ticks - remainder + TimeSpan.TicksPerMillisecond);
    }

    private protected override void Arm(TimeSpan delay)
    {
        try
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
        catch
        {
            // It is armed for nothing: the next drain has to arm it.
            Interlocked.Exchange(ref _armedFor, long.MaxValue);
            throw;
        }

        if (IsStirred)
        {
            // Somebody stirred before this arming, which must not put it off.
            PumpSoon();
        }
    }

    private ITimer Create() => clock.Provider.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>An exception that leaves a tick ends the process: whatever the provider throws, it is logged, and the next drain goes on.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is logged as critical; what fails while that is done can be told to nobody.")]
    private void Tick()
    {
        Interlocked.Exchange(ref _armedFor, long.MaxValue);
        try
        {
            _loop.Pump();
        }
        catch (Exception exception)
        {
            TellOf(exception);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What fails while a failure is logged can be told to nobody.")]
    private void TellOf(Exception failure)
    {
        try
        {
            _loop.Fail(failure);
        }
        catch (Exception)
        {
            // The failure stays in the list of what is to be logged.
        }
    }
}
