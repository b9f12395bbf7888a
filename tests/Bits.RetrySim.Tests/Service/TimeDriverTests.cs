namespace Bits.RetrySim.Tests;

/// <summary>Who moves a manager's time: a step of the clock, or one timer.</summary>
public sealed class TimeDriverTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;
    private readonly HandTime _time = new();
    private readonly SimulatedClock _clock = new();

    [Theory]
    [Trait("Decision", "D-5")]
    [InlineData(0.4, 1)]
    [InlineData(1, 1)]
    [InlineData(1.2, 2)]
    [InlineData(-50, 1)]
    [InlineData(3_600_000, 3_600_000)]
    [InlineData(86_400_000, 3_600_000)]
    public void Plan_Timer_IsRoundedUpAndInPieces(double milliseconds, double armedFor)
    {
        TimeDriver driver = SteppedDriver.For(new EngineClock(_time));

        driver.Plan((long)(milliseconds * Millisecond)).TotalMilliseconds.Should().Be(armedFor);
    }

    [Fact]
    public void Timer_SomethingDue_IsArmedOnceForIt()
    {
        using LoopBench bench = new(_time);
        using (bench.Loop.Enter())
        {
            bench.Arm("step", 2);
        }

        using (bench.Loop.Enter())
        {
            bench.Arm("later", 3);
        }

        _time.Armed.Should().Equal(2000);
        bench.Driver.MustBeArmedFor(2 * TimeSpan.TicksPerSecond).Should().BeFalse();
        bench.Driver.MustBeArmedFor(1 * TimeSpan.TicksPerSecond).Should().BeTrue();
        bench.Driver.MustBeArmedFor(long.MaxValue).Should().BeFalse();
    }

    [Fact]
    public void Timer_TicksTooEarly_IsArmedForTheRest()
    {
        using LoopBench bench = new(_time);
        using (bench.Loop.Enter())
        {
            bench.Arm("step", 2);
        }

        _time.Seconds = 1.5;
        _time.Tick();

        _time.Armed.Should().Equal(2000, 500);
        bench.Log.Should().Equal("0 end");
        _time.Seconds = 2;
        _time.Tick();
        bench.Log.Should().Equal("0 end", "2 step", "2 end");
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void Timer_Stirred_TicksSoonAndTheDrainKnows()
    {
        using LoopBench bench = new(_time);

        bench.Driver.Stir();
        bench.Driver.Stir();

        (bench.Driver.IsStirred, _time.Armed.Count).Should().Be((true, 1));
        _time.Tick();
        bench.Log.Should().Equal("0 stirred");
        (bench.Driver.IsStirred, bench.Driver.TakeStir()).Should().Be((false, false));
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void Timer_StirredWhileItIsArmed_StillTicksSoon()
    {
        using LoopBench bench = new(_time);

        using (bench.Loop.Enter())
        {
            bench.Arm("step", 2);
            bench.Driver.Stir();
        }

        _time.Armed.Should().Equal([1, 2000, 1], "the arming for the step must not put off the stir");
    }

    [Fact]
    public void Timer_Stopped_IsDisposed()
    {
        LoopBench bench = new(_time);
        bench.Dispose();

        _time.Disposed.Should().Be(1);
        _time.Tick();
        bench.Log.Should().BeEmpty("a tick that comes too late is nothing");
    }

    [Fact]
    public void Timer_Creator_LeavesNoContextBehind()
    {
        AsyncLocal<string> ambient = new() { Value = "the creator's" };
        string? seen = "nothing";
        ContextTime time = new();
        using LoopBench bench = new(time);
        bench.Arm("step", 0, run: () => seen = ambient.Value);

        time.TickInItsContext();

        seen.Should().BeNull();
        ambient.Value.Should().Be("the creator's");
    }

    [Fact]
    public void Timer_Questions_AreAnsweredForIt()
    {
        TimeDriver driver = SteppedDriver.For(new EngineClock(_time));

        (driver.WaitsForDrains, driver.HandsMistakesOn, driver.ManagerNumber).Should().Be((false, false, 1));
        driver.TryStepTo(1).Should().BeFalse();
        driver.TryRethrow(new InvalidOperationException()).Should().BeFalse();
    }

    [Fact]
    [Trait("Decision", "D-5")]
    public void Stepped_SomethingDue_IsPumpedAtItsExactInstant()
    {
        using LoopBench bench = new(_clock);
        using (bench.Loop.Enter())
        {
            bench.Agenda.Arm(new ServiceDue(DuePhase.Retry, "odd", () => { }), 12_345);
        }

        _clock.AdvanceToNextTimer().Should().BeTrue();

        _clock.Elapsed.Ticks.Should().Be(12_345);
        (bench.Driver.WaitsForDrains, bench.Driver.HandsMistakesOn).Should().Be((true, true));
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void Stepped_ManagersOfOneClock_AreNumberedAndPumpedInTheirOrder()
    {
        using LoopBench first = new(_clock);
        using LoopBench second = new(_clock);
        List<string> order = [];
        second.Arm("step", 1, run: () => order.Add("second"));
        first.Arm("step", 1, run: () => order.Add("first"));

        _clock.Advance(TimeSpan.FromSeconds(1));

        order.Should().Equal("first", "second");
        (first.Driver.ManagerNumber, second.Driver.ManagerNumber).Should().Be((1, 2));
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void Stepped_Stirred_IsPumpedAtThisInstant()
    {
        using LoopBench other = new(_clock);
        using LoopBench bench = new(_clock);
        other.Arm("step", 1, run: bench.Driver.Stir);

        _clock.RunUntil(() => bench.Log.Count > 0, TimeSpan.FromSeconds(5)).Should().BeTrue();

        bench.Log.Should().ContainSingle().Which.Should().EndWith("stirred");
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    [Trait("Decision", "D-42")]
    public async Task Stepped_Held_WhoeverAdvancesWaits()
    {
        using LoopBench bench = new(_clock) { IsBusyOutside = true };
        using (bench.Loop.Enter())
        {
            bench.Loop.HoldTime(true);
        }

        CallOnThread advance = CallOnThread.BeginAndWait(() => _clock.Advance(TimeSpan.FromDays(1)), () => bench.Loop.Asleep);
        _clock.Elapsed.Should().Be(TimeSpan.Zero, "though nothing is due on the way");
        using (bench.Loop.Enter())
        {
            bench.IsBusyOutside = false;
            bench.Loop.HoldTime(false);
            bench.Loop.WakeWaiting();
        }

        (await advance.Failure).Should().BeNull();
        _clock.Elapsed.Should().Be(TimeSpan.FromDays(1));
    }

    /// <summary>What was called for has its turn before whoever called moves on, though another thread still tells what came of its own call, or of a failure.</summary>
    [Theory]
    [Trait("Decision", "D-3")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stepped_CallWhileAnotherThreadTells_WhoeverAdvancesWaits(bool ofFailure)
    {
        using LoopBench bench = new(_clock);
        using SemaphoreSlim begun = new(0), mayGoOn = new(0);
        bench.Later("one", Tell);
        bench.Later("two", Tell);
        CallOnThread other = CallOnThread.Begin(ofFailure ? () => bench.Loop.Fail(new InvalidOperationException()) : () => bench.Loop.Enter().Dispose());
        (await begun.WaitAsync(Guard.Limit)).Should().BeTrue();
        if (!ofFailure)
        {
            bench.OnEndInstant = ArmOnce;
            Call();
            mayGoOn.Release();
            (await begun.WaitAsync(Guard.Limit)).Should().BeTrue();
        }
        else
        {
            mayGoOn.Release();
            (await begun.WaitAsync(Guard.Limit)).Should().BeTrue();
            bench.OnEndInstant = ArmOnce;
            Call();
        }

        CallOnThread advance = CallOnThread.BeginAndWait(() => _clock.Advance(TimeSpan.FromDays(1)), () => bench.Loop.Asleep);
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
        mayGoOn.Release();

        (await advance.Failure).Should().BeNull();
        (await other.Failure).Should().BeNull();
        bench.Log.Should().Equal("0 one", "0 two", "0 end", "0 turn", "0 end");

        void Tell()
        {
            begun.Release();
            mayGoOn.Wait(Guard.Limit).Should().BeTrue();
        }

        void Call()
        {
            using CallScope call = bench.Loop.Enter();
            call.Drains.Should().BeFalse("the other one does");
        }

        void ArmOnce()
        {
            bench.OnEndInstant = null;
            bench.Arm("turn", 0);
        }
    }

    /// <summary>A manager that has ended while somebody is told has nothing due, and holds nobody up.</summary>
    [Fact]
    [Trait("Decision", "D-36")]
    public async Task Stepped_EndedWhileAnotherThreadTells_TimeMovesOn()
    {
        using LoopBench bench = new(_clock);
        using SemaphoreSlim begun = new(0), mayGoOn = new(0);
        bench.Later("one", () =>
        {
            begun.Release();
            mayGoOn.Wait(Guard.Limit).Should().BeTrue();
        });
        CallOnThread other = CallOnThread.Begin(() => bench.Loop.Enter().Dispose());
        (await begun.WaitAsync(Guard.Limit)).Should().BeTrue();
        bench.Loop.End(static () => { });
        mayGoOn.Release();
        (await other.Failure).Should().BeNull();
        bench.Loop.Enter(evenIfEnded: true).Dispose();

        _clock.Advance(TimeSpan.FromDays(1));

        _clock.Elapsed.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    [Trait("Rule", "CLOCK-10")]
    public void Stepped_WallClockIsSet_LoopIsToldBefore()
    {
        using LoopBench bench = new(_clock);
        _clock.Advance(TimeSpan.FromSeconds(2));

        _clock.StepSystemTime(TimeSpan.FromHours(1));

        bench.Log.Should().Equal("2 before the wall clock is set", "2 end");
        using CallScope call = bench.Loop.Enter();
        call.Now.Wall.Should().Be(_clock.GetUtcNow().UtcTicks);
    }

    [Fact]
    public void Stepped_Ended_IsAskedNothingMore()
    {
        LoopBench bench = new(_clock);
        bench.Arm("step", 1);
        bench.Dispose();

        _clock.Advance(TimeSpan.FromSeconds(2));

        bench.Log.Should().BeEmpty();
    }

    /// <summary>A timer that ticks in the context that flowed into its making, as those of the system do.</summary>
    private sealed class ContextTime : TimeProvider
    {
        private ExecutionContext? _context;
        private Action? _tick;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _context = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.Capture();
            _tick = () => callback(state);
            return base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        internal void TickInItsContext()
        {
            Thread thread = new(() =>
            {
                if (_context is null)
                {
                    _tick!();
                }
                else
                {
                    ExecutionContext.Run(_context, _ => _tick!(), null);
                }
            })
            { Name = "a tick" };
            thread.UnsafeStart();
            thread.Join(Guard.Limit).Should().BeTrue();
        }
    }
}
