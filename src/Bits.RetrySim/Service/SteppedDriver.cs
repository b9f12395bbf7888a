namespace Bits.RetrySim;

/// <summary>A manager on <see cref="SteppedTime"/>: it is asked for its next instant and pumped there (D-5).</summary>
internal sealed class SteppedDriver(SteppedTime time, EngineClock clock) : TimeDriver, ISteppedManager
{
    private List<Exception>? _rethrown;
    private ServiceLoop _loop = null!;
    private int _number = 1;

    /// <summary>The timestamp at which something is due next, as of the last time the lock was let go; read without it.</summary>
    private long _next = long.MaxValue;
    private volatile bool _holds;

    /// <summary>Whether there is something to hand on; read without the lock, which most pumps need not take again.</summary>
    private volatile bool _hasRethrown;

    /// <summary>The driver for a clock: the only place that asks which provider it is.</summary>
    internal static TimeDriver For(EngineClock clock) =>
        clock.Provider is SteppedTime time ? new SteppedDriver(time, clock) : new TimerDriver(clock);

    public long NextTimestamp => IsStirred || _holds ? 0 : Volatile.Read(ref _next);

    internal override int ManagerNumber => _number;

    internal override bool WaitsForDrains => true;

    internal override bool HandsMistakesOn => true;

    public void Pump(ICollection<Exception> errors)
    {
        _loop.Pump();
        if (!_hasRethrown)
        {
            return;
        }

        using ReadScope scope = _loop.Look();
        foreach (Exception exception in _rethrown!)
        {
            errors.Add(exception);
        }

        _rethrown.Clear();
        _hasRethrown = false;
    }

    public IReadOnlyList<string> DescribePending() => _loop.Work.DescribePending();

    public void FallAsleep() => _loop.BeforeJump(sleeps: true);

    public void Wake(TimeSpan slept) => _loop.Wake(slept.Ticks);

    public void BeforeStep() => _loop.BeforeJump(sleeps: false);

    internal override void Start(ServiceLoop loop)
    {
        _loop = loop;
        _number = time.Register(this);
    }

    internal override void Stop() => time.Unregister(this);

    internal override long ReadWallOffset() => time.WallTicksAtZero + clock.Origin;

    internal override void ShowNext(long instant)
    {
        long next = clock.ToTimestamp(instant);
        bool isEarlier = next < Volatile.Read(ref _next);
        Volatile.Write(ref _next, next);
        if (isEarlier)
        {
            time.Stir(this);
        }
    }

    internal override long SeeBytesAsOf(long instant) => clock.ToInstant(time.SeeBytesAsOf(clock.ToTimestamp(instant)));

    private protected override void PumpSoon() => time.Stir(this);

    internal override void Hold(bool holds)
    {
        _holds = holds;
        if (holds)
        {
            time.Stir(this);
        }
    }

    internal override ForeignCode BeginForeignCode() => new(time);

    internal override bool TryStepTo(long instant) => time.TryStepTo(clock.ToTimestamp(instant));

    internal override bool TryRethrow(Exception exception)
    {
        (_rethrown ??= []).Add(exception);
        _hasRethrown = true;
        return true;
    }
}
