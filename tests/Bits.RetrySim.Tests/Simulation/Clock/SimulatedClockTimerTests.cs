namespace Bits.RetrySim.Tests;

/// <summary>Timers of the code under test, one thread.</summary>
public class SimulatedClockTimerTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SimulatedClock _clock = new();
    private readonly List<string> _log = [];

    [Fact]
    public void OneShotRearmedInItsCallback_OneAdvance_FiresAtEachOfItsInstants()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                Log("tick");
                timer!.Change(Seconds(2), Never);
            },
            null,
            Seconds(2),
            Never);

        _clock.Advance(Seconds(7));

        _log.Should().Equal("tick 2", "tick 4", "tick 6");
    }

    [Fact]
    public void OneShot_RearmedEveryTenMinutesForFourteenDays_Fires2016Times()
    {
        ITimer? timer = null;
        int count = 0;
        timer = _clock.CreateTimer(
            _ =>
            {
                count++;
                timer!.Change(TimeSpan.FromMinutes(10), Never);
            },
            null,
            TimeSpan.FromMinutes(10),
            Never);
        _clock.Advance(TimeSpan.FromDays(14));

        count.Should().Be(2016);
    }

    [Fact]
    public void Periodic_OneAdvance_FiresAtEachInstantAndReadsIt()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        List<DateTimeOffset> read = [];
        using ITimer timer = _clock.CreateTimer(_ => read.Add(_clock.GetUtcNow()), null, Seconds(1), Seconds(3));
        _clock.Advance(Seconds(10));

        read.Should().Equal(start + Seconds(1), start + Seconds(4), start + Seconds(7), start + Seconds(10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-10_000)]
    public void Period_ZeroOrNever_FiresOnce(long ticks)
    {
        using ITimer timer = Timer("once", Seconds(1), TimeSpan.FromTicks(ticks));
        _clock.Advance(Seconds(10));

        _log.Should().Equal("once 1");
    }

    [Fact]
    public void DueTime_OfTicks_IsKeptExactly()
    {
        using ITimer timer = _clock.CreateTimer(_ => _log.Add($"{_clock.GetTimestamp()}"), null, TimeSpan.FromTicks(15), TimeSpan.FromTicks(4));
        _clock.Advance(TimeSpan.FromTicks(23));

        _log.Should().Equal("15", "19", "23");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-9_999)]
    public void DueTime_ZeroOrTruncatedToIt_WaitsForTheNextAdvance(long ticks)
    {
        using ITimer timer = Timer("now", TimeSpan.FromTicks(ticks), Never);
        _log.Should().BeEmpty();

        _clock.Advance(TimeSpan.Zero);
        _log.Should().Equal("now 0");

        timer.Change(TimeSpan.FromTicks(ticks), Never).Should().BeTrue();
        _log.Should().HaveCount(1);
        _clock.Advance(Seconds(1));
        _log.Should().Equal("now 0", "now 0");
    }

    [Fact]
    public void Arguments_AtTheSystemsLimits_AreAcceptedAndBeyondRefused()
    {
        TimeSpan longest = TimeSpan.FromMilliseconds(4294967294d);
        using ITimer timer = Timer("long", longest, longest);
        TimerCallback callback = _ => { };
        foreach (TimeSpan bad in new[] { longest + TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(-2), TimeSpan.MaxValue, TimeSpan.MinValue })
        {
            _clock.Invoking(c => c.CreateTimer(callback, null, bad, Never)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("dueTime");
            _clock.Invoking(c => c.CreateTimer(callback, null, Never, bad)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("period");
            timer.Invoking(t => t.Change(bad, Never)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("dueTime");
            timer.Invoking(t => t.Change(Never, bad)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("period");
        }

        _clock.Invoking(c => c.CreateTimer(null!, null, Never, Never)).Should().Throw<ArgumentNullException>().WithParameterName("callback");
        _clock.Advance(longest * 2);
        _log.Should().Equal($"long {longest.TotalSeconds}", $"long {longest.TotalSeconds * 2}");
    }

    [Fact]
    public void Limits_AgreeWithTheSystems()
    {
        foreach (double milliseconds in new[] { -2, -1.999, -1.5, -1, -0.5, 0, 0.5, 4294967294.0, 4294967294.9, 4294967295 })
        {
            TimeSpan span = TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
            Accepts(_clock).Should().Be(Accepts(TimeProvider.System), $"of {milliseconds} ms");

            bool Accepts(TimeProvider provider)
            {
                using ITimer timer = provider.CreateTimer(_ => { }, null, Never, Never);
                try
                {
                    return timer.Change(Never, span) && timer.Change(span, Never);
                }
                catch (ArgumentOutOfRangeException)
                {
                    return false;
                }
            }
        }
    }

    [Fact]
    public void State_IsGivenToTheCallback()
    {
        object state = new();
        object? given = null;
        using ITimer timer = _clock.CreateTimer(s => given = s, state, Seconds(1), Never);
        _clock.Advance(Seconds(1));

        given.Should().BeSameAs(state);
    }

    [Fact]
    public void Ties_FireInOrderOfArming()
    {
        using ITimer a = Timer("a", Seconds(5), Never);
        using ITimer b = Timer("b", Seconds(5), Never);
        using ITimer c = Timer("c", Never, Never);
        _clock.Advance(Seconds(1));
        using ITimer d = Timer("d", Seconds(4), Never);
        c.Change(Seconds(4), Never);
        a.Change(Seconds(4), Never);
        _clock.Advance(Seconds(4));

        _log.Should().Equal("b 5", "d 5", "c 5", "a 5");
    }

    [Fact]
    public void Ties_AfterManyDisposals_StillFireInOrderOfArming()
    {
        ITimer[] timers = Enumerable.Range(0, 100).Select(i => Timer($"{i}", Seconds(1), Never)).ToArray();
        for (int i = 0; i < timers.Length; i += 3)
        {
            timers[i].Dispose();
        }

        int[] late = Enumerable.Range(100, 30).ToArray();
        ITimer[] more = Array.ConvertAll(late, i => Timer($"{i}", Seconds(1), Never));
        _clock.Advance(Seconds(1));

        _log.Should().Equal(Enumerable.Range(0, 130).Where(i => i >= 100 || i % 3 != 0).Select(i => $"{i} 1"));
        more.Should().HaveCount(30);
    }

    [Fact]
    public void PeriodicAndItsEquals_AreRearmedBeforeTheCallback()
    {
        using ITimer periodic = _clock.CreateTimer(_ => Add("periodic", Timer("once", Seconds(1), Never)), null, Seconds(1), Seconds(1));
        _clock.Advance(Seconds(3));

        _log.Should().Equal("periodic 1", "periodic 2", "once 2", "periodic 3", "once 3");

        void Add(string name, ITimer timer)
        {
            timer.Should().NotBeNull();
            Log(name);
        }
    }

    [Fact]
    public void CreateInCallback_ForTheSameInstant_FiresWithinTheAdvance()
    {
        using ITimer outer = _clock.CreateTimer(
            _ =>
            {
                Log("outer");
                Timer("inner", TimeSpan.Zero, Never);
                Timer("later", Seconds(1), Never);
                Timer("too late", Seconds(2), Never);
                Log("still outer");
            },
            null,
            Seconds(1),
            Never);
        using ITimer equal = Timer("equal", Seconds(1), Never);

        _clock.Advance(Seconds(2));

        _log.Should().Equal("outer 1", "still outer 1", "equal 1", "inner 1", "later 2");
    }

    [Fact]
    public void ChangeInCallback_OfAnotherDueTimer_Moves()
    {
        ITimer? other = null;
        using ITimer first = _clock.CreateTimer(_ => other!.Change(Seconds(5), Never), null, Seconds(1), Never);
        other = Timer("other", Seconds(1), Never);
        _clock.Advance(Seconds(5));
        _log.Should().BeEmpty();
        _clock.Advance(Seconds(1));

        _log.Should().Equal("other 6");
    }

    [Fact]
    public void ChangeInCallback_OfThePeriodicTimerItself_Wins()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                Log("tick");
                timer!.Change(_log.Count < 3 ? Seconds(5) : Never, Seconds(1));
            },
            null,
            Seconds(1),
            Seconds(1));
        _clock.Advance(Seconds(30));

        _log.Should().Equal("tick 1", "tick 6", "tick 11");
    }

    [Fact]
    public void DisposeInCallback_OfItselfAndOfAnotherDueTimer_StopsBoth()
    {
        ITimer? self = null;
        ITimer? other = null;
        self = _clock.CreateTimer(
            _ =>
            {
                Log("self");
                self!.Dispose();
                other!.Dispose();
            },
            null,
            Seconds(1),
            Seconds(1));
        other = Timer("other", Seconds(1), Seconds(1));
        _clock.Advance(Seconds(10));

        _log.Should().Equal("self 1");
        self.Change(Seconds(1), Never).Should().BeFalse();
    }

    [Fact]
    public async Task Dispose_Timer_NeverFiresAndCannotBeChanged()
    {
        ITimer disposed = Timer("disposed", Seconds(1), Seconds(1));
        ITimer disposedAsync = Timer("disposed async", Seconds(1), Seconds(1));
        disposed.Dispose();
        disposed.Dispose();
        await disposedAsync.DisposeAsync();
        await disposedAsync.DisposeAsync();

        disposed.Change(TimeSpan.Zero, Seconds(1)).Should().BeFalse();
        disposedAsync.Change(TimeSpan.Zero, Seconds(1)).Should().BeFalse();
        _clock.Advance(Seconds(10));
        _log.Should().BeEmpty();
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Timer(string name, TimeSpan dueTime, TimeSpan period) => _clock.CreateTimer(_ => Log(name), null, dueTime, period);

    private void Log(string name) => _log.Add($"{name} {_clock.Elapsed.TotalSeconds}");
}
