namespace Bits.RetrySim.Tests;

/// <summary>Managers on the clock, and their turns among the timers of the code under test.</summary>
public class SimulatedClockManagerTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SimulatedClock _clock = new();
    private readonly List<string> _log = [];

    [Fact]
    public void StepSystemTime_Managers_AreToldBeforeTheWallClockChanges()
    {
        SimulatedClock clock = new(DateTimeOffset.UnixEpoch);
        FakeManager manager = new(clock);

        clock.StepSystemTime(TimeSpan.FromDays(1));

        manager.Steps.Should().Equal(DateTimeOffset.UnixEpoch);
        clock.GetUtcNow().Should().Be(DateTimeOffset.UnixEpoch.AddDays(1));
    }

    [Fact]
    public void Manager_OneAdvance_IsPumpedOncePerInstant()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(3), Logs("c"));
        manager.At(Seconds(1), Logs("a"));
        manager.At(Seconds(3), Logs("d"));
        manager.At(Seconds(2), Logs("b"));
        manager.At(Seconds(9), Logs("too late"));

        _clock.Advance(Seconds(8));

        _log.Should().Equal("a 1", "b 2", "c 3", "d 3");
        manager.Pumps.Should().Be(3);
    }

    [Fact]
    public void Manager_ChainOfInstants_IsFollowedToTheEnd()
    {
        FakeManager manager = new(_clock);
        int attempts = 0;
        Attempt();
        _clock.Advance(TimeSpan.FromDays(14));

        attempts.Should().Be(2016);

        void Attempt() => manager.At(_clock.Elapsed + TimeSpan.FromMinutes(10), () =>
        {
            attempts++;
            Attempt();
        });
    }

    [Fact]
    public void Tie_ManagerAndTimer_ManagerGoesFirstThoughArmedLater()
    {
        FakeManager manager = new(_clock);
        using ITimer timer = Timer("timer", Seconds(1));
        manager.At(Seconds(1), Logs("manager"));
        _clock.Advance(Seconds(1));

        _log.Should().Equal("manager 1", "timer 1");
    }

    [Fact]
    public void Manager_IsAskedAgainAfterEachTimer()
    {
        FakeManager manager = new(_clock);
        using ITimer first = _clock.CreateTimer(
            _ =>
            {
                Log("first");
                manager.At(_clock.Elapsed, Logs("caused by first"));
                manager.At(_clock.Elapsed + Seconds(1), Logs("later"));
            },
            null,
            Seconds(1),
            Never);
        using ITimer second = Timer("second", Seconds(1));
        _clock.Advance(Seconds(2));

        _log.Should().Equal("first 1", "caused by first 1", "second 1", "later 2");
    }

    [Fact]
    public void TimerArmedByAManager_ForTheSameInstant_FiresAfterTheManagersAreDone()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(1), () => Timer("timer", TimeSpan.Zero));
        manager.At(Seconds(1), Logs("manager"));
        _clock.Advance(Seconds(1));

        _log.Should().Equal("manager 1", "timer 1");
    }

    [Fact]
    public void Tie_TwoManagers_GoInOrderOfRegistration()
    {
        FakeManager first = new(_clock), second = new(_clock);
        second.At(Seconds(1), Logs("second"));
        first.At(Seconds(1), Logs("first"));
        second.At(Seconds(0.5), Logs("second"));
        _clock.Advance(Seconds(1));

        _log.Should().Equal("second 0.5", "first 1", "second 1");
    }

    [Fact]
    public void TwoManagers_WorkCausedForTheEarlierOne_ComesBeforeTheLaterOnesNextTimer()
    {
        FakeManager first = new(_clock), second = new(_clock);
        second.At(Seconds(1), () =>
        {
            Log("second");
            first.At(Seconds(1), Logs("caused in first"));
        });
        using ITimer timer = Timer("timer", Seconds(1));
        _clock.Advance(Seconds(1));

        _log.Should().Equal("second 1", "caused in first 1", "timer 1");
    }

    [Fact]
    public void Overdue_Manager_RunsAtThePresentInstant()
    {
        FakeManager manager = new(_clock);
        _clock.Advance(Seconds(5));
        manager.At(Seconds(5), Logs("now"));
        manager.At(Seconds(3), Logs("before"));
        _clock.Advance(TimeSpan.Zero);

        _log.Should().Equal("before 5", "now 5");
    }

    [Fact]
    public void Overdue_TwoManagers_GoInOrderOfRegistrationAllTheSame()
    {
        FakeManager first = new(_clock), second = new(_clock);
        _clock.Advance(Seconds(5));
        second.At(Seconds(3), Logs("second"));
        first.At(Seconds(5), Logs("first"));
        _clock.Advance(TimeSpan.Zero);

        _log.Should().Equal("first 5", "second 5");
    }

    [Fact]
    public void ManagerStartedLater_CountsItsOwnEngineTime()
    {
        _clock.Advance(Seconds(100));
        FakeManager manager = new(_clock);
        manager.At(Seconds(1), Logs("manager"));
        _clock.Advance(Seconds(1));

        _log.Should().Equal("manager 101");
    }

    [Fact]
    public void Register_InACallback_TakesPartAtOnce()
    {
        using ITimer timer = _clock.CreateTimer(_ => new FakeManager(_clock).At(Seconds(1), Logs("new")), null, Seconds(1), Never);
        _clock.Advance(Seconds(3));

        _log.Should().Equal("new 2");
    }

    [Fact]
    public void Unregister_Manager_IsNotPumpedAnyMore()
    {
        FakeManager manager = new(_clock), other = new(_clock);
        manager.At(Seconds(1), () => _clock.Unregister(manager));
        manager.At(Seconds(2), Logs("manager"));
        other.At(Seconds(2), Logs("other"));
        _clock.Advance(Seconds(3));
        _clock.Unregister(manager);

        _log.Should().Equal("other 2");
    }

    [Fact]
    public void Register_Twice_Throws()
    {
        FakeManager manager = new(_clock);
        _clock.Invoking(c => c.Register(manager)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void ErrorsOfPumpsAndTimers_AreThrownTogetherInTheirOrder()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(1), () => throw new FormatException("manager 1"));
        manager.At(Seconds(3), () => throw new FormatException("manager 3"));
        using ITimer timer = _clock.CreateTimer(_ => throw new FormatException("timer 2"), null, Seconds(2), Never);

        FormatException thrown = _clock.Invoking(c => c.Advance(Seconds(4))).Should().Throw<FormatException>().Which;

        (thrown.Message, thrown.Data["Bits.RetrySim.FurtherExceptions"]).Should().Be(("manager 1", 2));
        _clock.Elapsed.Should().Be(Seconds(4));
        _clock.Advance(Seconds(1));
    }

    [Fact]
    public void ExceptionLeavingPump_EndsTheAdvanceAtOnce()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(2), Logs("manager"));
        using ITimer timer = Timer("timer", Seconds(2));
        manager.Fatal = new NotSupportedException("loop");

        _clock.Invoking(c => c.Advance(Seconds(9))).Should().Throw<NotSupportedException>().Which.Should().BeSameAs(manager.Fatal);
        _clock.Elapsed.Should().Be(Seconds(2));
        _log.Should().BeEmpty();

        manager.Fatal = null;
        _clock.Advance(Seconds(1));
        _log.Should().Equal("manager 2", "timer 2");
    }

    [Fact]
    public void ExceptionLeavingPump_AfterOthersWereCollected_BringsThemAlong()
    {
        FakeManager manager = new(_clock) { Fatal = new NotSupportedException("loop") };
        manager.At(Seconds(2), Logs("manager"));
        using ITimer timer = _clock.CreateTimer(_ => throw new FormatException("timer"), null, Seconds(1), Never);

        _clock.Invoking(c => c.Advance(Seconds(9))).Should().Throw<AggregateException>()
            .Which.InnerExceptions.Select(e => e.Message).Should().Equal("timer", "loop");
        _clock.Elapsed.Should().Be(Seconds(2));
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void ManagerThatEndsWhileItIsStirred_IsAskedNothingMore()
    {
        ManagerQueue queue = new();
        FakeManager[] managers = [new(_clock), new(_clock), new(_clock)];
        Array.ForEach(managers, manager => queue.Add(manager));
        queue.Next(0, out _).Should().Be(long.MaxValue);
        managers[1].At(Seconds(5), () => { });
        queue.Stir(managers[1]);

        queue.Remove(managers[1]);

        queue.IsAloneUntil(1).Should().BeTrue("nobody is stirred any more");
        queue.Next(0, out ISteppedManager? first).Should().Be(long.MaxValue);
        first.Should().NotBeSameAs(managers[1]);
        queue.Stir(managers[1]);
        queue.Next(0, out first).Should().Be(long.MaxValue);
        managers[2].At(Seconds(3), () => { });
        queue.Stir(managers[2]);
        queue.Next(0, out first).Should().Be(Seconds(3).Ticks);
        first.Should().BeSameAs(managers[2]);
    }

    [Fact]
    public void TwoManagersThatCallEachOtherForEver_EndTheAdvance()
    {
        FakeManager ping = new(_clock), pong = new(_clock);
        ping.At(Seconds(1), Ping);

        _clock.Invoking(c => c.Advance(Seconds(2))).Should().Throw<InvalidOperationException>().WithMessage("*00:00:01*100,000 managers*");
        _clock.Elapsed.Should().Be(Seconds(1));

        void Ping() => pong.At(Seconds(1), Pong);

        void Pong() => ping.At(Seconds(1), Ping);
    }

    [Fact]
    public void Advance_InAManagersCallback_ThrowsInvalidOperation()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(1), () => _clock.Advance(TimeSpan.Zero));

        _clock.Invoking(c => c.Advance(Seconds(1))).Should().Throw<InvalidOperationException>().WithMessage("*callback*");
    }

    [Fact]
    public void Advance_OverManyInstants_AllocatesNothing()
    {
        Ticking manager = new(_clock);
        _clock.Register(manager);
        using ITimer timer = _clock.CreateTimer(_ => manager.Timers++, null, Seconds(7), Seconds(7));
        int rounds = 0;
        long bytes = Allocated.By(() =>
        {
            rounds++;
            _clock.Advance(Seconds(10_000));
        });

        bytes.Should().Be(0);
        manager.Pumped.Should().Be(rounds * 10_000);
        manager.Timers.Should().Be(rounds * 10_000 / 7);
    }

    [Fact]
    public void Advance_OverMoreInstantsThanTheGuardAllowsAtOne_IsNoLoop()
    {
        Ticking manager = new(_clock);
        _clock.Register(manager);
        _clock.Advance(Seconds(100_500));

        manager.Pumped.Should().Be(100_500);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Timer(string name, TimeSpan dueTime) => _clock.CreateTimer(_ => Log(name), null, dueTime, Never);

    private Action Logs(string name) => () => Log(name);

    private void Log(string name) => _log.Add(FormattableString.Invariant($"{name} {_clock.Elapsed.TotalSeconds}"));

    /// <summary>Has something due each second, and no queue that could allocate.</summary>
    private sealed class Ticking(SimulatedClock clock) : ISteppedManager
    {
        internal long Pumped { get; private set; }

        internal int Timers { get; set; }

        public long NextTimestamp => (Pumped + 1) * TimeSpan.TicksPerSecond;

        public void Pump(ICollection<Exception> errors)
        {
            Assert.True(clock.GetTimestamp() == NextTimestamp);
            Pumped++;
        }

        public void FallAsleep() => throw new NotSupportedException();

        public void Wake(TimeSpan slept) => throw new NotSupportedException();

        public void BeforeStep() => throw new NotSupportedException();

        IReadOnlyList<string> ISteppedManager.DescribePending() => [];
    }
}
