namespace Bits.RetrySim.Tests;

/// <summary>The lock, and the one way through it: what comes before what, and where effects are carried out.</summary>
public sealed class ServiceLoopTests
{
    private readonly HandTime _time = new();
    private readonly SimulatedClock _clock = new();

    [Fact]
    [Trait("Decision", "D-2")]
    public void Enter_ThingsDue_ThoseStrictlyBeforeNowComeFirst()
    {
        using LoopBench bench = new(_time);
        bench.Arm("early", 1);
        bench.Arm("now", 2, DuePhase.Input);
        bench.Arm("late", 3);
        _time.Seconds = 2;

        using (CallScope call = bench.Loop.Enter())
        {
            (call.Now.Engine, call.Drains).Should().Be((2 * TimeSpan.TicksPerSecond, true));
            bench.Note("call");
            bench.Later("effect");
        }

        bench.Log.Should().Equal("1 early", "1 end", "2 call", "2 effect");
        bench.Loop.Pump();
        bench.Log.Skip(4).Should().Equal("2 now", "2 end");
    }

    [Fact]
    [Trait("Decision", "D-20")]
    public void Enter_NotificationDueBefore_WaitsForThePump()
    {
        using LoopBench bench = new(_time);
        bench.Arm("told", 1, DuePhase.JobNotification);
        bench.Arm("retry", 1);
        _time.Seconds = 2;

        using (bench.Loop.Enter())
        {
            bench.Note("call");
        }

        bench.Loop.Pump();
        bench.Log.Should().Equal("1 retry", "1 end", "2 call", "2 told", "2 end");
    }

    [Fact]
    [Trait("Decision", "D-2")]
    public void Look_ThingsDue_BringsNothingForward()
    {
        using LoopBench bench = new(_time);
        bench.Arm("early", 1);
        _time.Seconds = 2;

        using (bench.Loop.Look())
        {
            bench.Loop.InstantOfReading(bench.Clock.Now).Should().Be(2 * TimeSpan.TicksPerSecond);
        }

        bench.Log.Should().BeEmpty();
    }

    [Fact]
    [Trait("Decision", "D-2")]
    public void Pump_OneThingLeadsToAnother_GoesOnUntilNothingIsDue()
    {
        using LoopBench bench = new(_time);
        bench.Arm("first", 1, run: () =>
        {
            bench.Arm("second", 1);
            bench.Arm("third", 2);
            bench.Arm("before it", 1, DuePhase.Input);
        });
        _time.Seconds = 2;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 first", "1 before it", "1 second", "1 end", "2 third", "2 end");
    }

    [Fact]
    [Trait("Decision", "D-3")]
    public void Effects_OfAStep_AreCarriedOutInOrderOutsideTheLock()
    {
        using LoopBench bench = new(_clock);
        int free = 0;
        void Check() => free += IsFree(bench.Loop) ? 1 : 0;
        bench.Arm("step", 1, run: () =>
        {
            bench.Later("one", Check);
            bench.Later("two", Check);
        });
        bench.Arm("next", 1, run: () => bench.Later("three", Check));

        _clock.Advance(TimeSpan.FromSeconds(1));

        bench.Log.Should().Equal("1 step", "1 one", "1 two", "1 next", "1 three", "1 end");
        free.Should().Be(3);
    }

    [Fact]
    [Trait("Decision", "D-3")]
    public void Effects_OneFailsOnATimer_IsLoggedAndNoneIsLost()
    {
        using LoopBench bench = new(_time);
        bench.Arm("step", 1, run: () => Fail(bench));
        _time.Seconds = 1;

        _time.Tick();

        bench.Log.Should().Equal("1 step", "1 good", "1 bad", "1 a logger's", "1 good too", "1 end");
        bench.Failures.Should().Equal("bad");
    }

    [Fact]
    [Trait("Decision", "D-24")]
    public void Effects_OneFailsOnSteppedTime_IsRethrownByTheAdvanceAndNoneIsLost()
    {
        using LoopBench bench = new(_clock);
        bench.Arm("step", 1, run: () => Fail(bench));
        bench.Arm("later", 2);

        Exception thrown = _clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(2))).Should().Throw<Exception>().Which;

        (thrown.Message, thrown.Data["Bits.RetrySim.FurtherExceptions"]).Should().Be(("bad", 1));
        bench.Log.Should().Equal("1 step", "1 good", "1 bad", "1 a logger's", "1 good too", "1 end", "2 later", "2 end");
        bench.Failures.Should().BeEmpty();
    }

    [Fact]
    public void Settle_ComesAfterEachStepAndEachEffect_BeforeWhatFollows()
    {
        using LoopBench bench = new(_time);
        bench.OnSettle = () => bench.Note("settle");
        bench.Arm("step", 1, run: () => bench.Later("effect"));
        _time.Seconds = 1;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 step", "1 settle", "1 effect", "1 settle", "1 end", "1 settle");
    }

    [Fact]
    public void HasToFollow_ThereIsSomething_IsFollowedAfterAllEffects()
    {
        using LoopBench bench = new(_time);
        int left = 2;
        bench.OnFollow = () =>
        {
            if (left == 0)
            {
                return false;
            }

            bench.Later($"followed {left--}");
            return true;
        };
        bench.Arm("step", 1, run: () => bench.Later("effect"));
        _time.Seconds = 1;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 step", "1 effect", "1 followed 2", "1 followed 1", "1 end");
    }

    [Fact]
    public void EndInstant_PlansSomethingForThatInstant_ItComesBeforeTimeMovesOn()
    {
        using LoopBench bench = new(_time);
        bench.Arm("step", 1);
        bench.Arm("later", 2);
        int planned = 0;
        bench.OnEndInstant = () =>
        {
            if (planned++ == 0)
            {
                bench.Arm("planned", 1);
            }
        };
        _time.Seconds = 2;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 step", "1 end", "1 planned", "1 end", "2 later", "2 end");
    }

    [Fact]
    [Trait("Decision", "D-4")]
    public void Livelock_SteppedTime_ThrowsAndKeepsTheEntry()
    {
        using LoopBench bench = new(_clock, maximumEntries: 5);
        bench.Arm("circle", 1, run: () => Circle(bench));

        _clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(1)))
            .Should().Throw<InvalidOperationException>().WithMessage("More than 5 things happened at the instant 00:00:01, each because of the one before, the last to no job (circle).*");

        bench.Log.Should().HaveCount(6, "the first one was due there before");
        bench.Agenda.NextInstant.Should().Be(TimeSpan.TicksPerSecond, "nothing is lost");
    }

    [Fact]
    [Trait("Decision", "D-4")]
    public void Livelock_Timer_WarnsAndGoesOnAMillisecondLater()
    {
        using LoopBench bench = new(_time, maximumEntries: 5);
        bench.Arm("circle", 1, run: () => Circle(bench));
        _time.Seconds = 1;

        _time.Tick();

        bench.Log.Should().Equal([.. Enumerable.Repeat("1 circle", 6), "1 end"]);
        bench.Failures.Should().ContainSingle().Which.Should().StartWith("More than 5 things");
        _time.Armed[^1].Should().Be(1);
        _time.Seconds = 1.002;
        _time.Tick();
        bench.Log[7].Should().Be("1.001 circle");
    }

    [Fact]
    [Trait("Decision", "D-4")]
    public void Livelock_ManyInstants_AreNoCircle()
    {
        using LoopBench bench = new(_clock, maximumEntries: 2);
        for (int i = 1; i <= 10; i++)
        {
            bench.Arm("one", i);
            bench.Arm("other", i);
        }

        _clock.Advance(TimeSpan.FromSeconds(10));

        bench.Log.Should().HaveCount(30);
    }

    [Fact]
    public void Handle_Throws_OnATimerIsLoggedAndTheRestGoesOn()
    {
        using LoopBench bench = new(_time);
        bench.Arm("broken", 1, run: () => throw new InvalidOperationException("a mistake"));
        bench.Arm("next", 1);
        _time.Seconds = 1;

        _time.Tick();

        bench.Log.Should().Equal("1 broken", "1 next", "1 end");
        bench.Failures.Should().Equal("a mistake");
    }

    [Fact]
    public void Handle_Throws_OnSteppedTimeLeavesTheAdvance()
    {
        using LoopBench bench = new(_clock);
        bench.Arm("broken", 1, run: () => throw new InvalidOperationException("a mistake"));
        bench.Arm("next", 1);

        _clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(1))).Should().Throw<InvalidOperationException>().WithMessage("a mistake");

        _clock.Advance(TimeSpan.Zero);
        bench.Log.Should().Equal("1 broken", "1 next", "1 end");
    }

    [Fact]
    public void Enter_WhatIsDueThrowsOnSteppedTime_LetsGoOfTheLock()
    {
        using LoopBench bench = new(_clock);
        bench.Arm("broken", 0, run: () => throw new InvalidOperationException("a mistake"));
        bench.Invoking(one => one.Loop.Pump()).Should().Throw<InvalidOperationException>();

        IsFree(bench.Loop).Should().BeTrue();
        using CallScope call = bench.Loop.Enter();
        call.Drains.Should().BeTrue("nobody else does");
    }

    [Fact]
    [Trait("Decision", "D-42")]
    public async Task Pump_SomebodyIsAtWorkOutside_WaitsOnSteppedTimeOnly()
    {
        using LoopBench bench = new(_clock) { IsBusyOutside = true };
        bench.Arm("step", 0);
        CallOnThread pump = CallOnThread.BeginAndWait(bench.Loop.Pump, () => bench.Loop.Asleep);
        using (bench.Loop.Enter())
        {
            bench.Log.Should().BeEmpty();
            bench.IsBusyOutside = false;
            bench.Loop.WakeWaiting();
        }

        (await pump.Failure).Should().BeNull();
        bench.Log.Should().Equal("0 step", "0 end");

        using LoopBench timed = new(_time) { IsBusyOutside = true };
        timed.Arm("step", 0);
        timed.Loop.Pump();
        timed.Log.Should().Equal("0 step", "0 end");
    }

    private static void Circle(LoopBench bench) => bench.Arm("circle", 1, run: () => Circle(bench));

    private static void Fail(LoopBench bench)
    {
        bench.Later("good");
        bench.Later("bad", () => throw new InvalidOperationException("bad"));
        bench.Later("a logger's", () => throw new InvalidOperationException("a logger's"), isReport: true);
        bench.Later("good too");
    }

    /// <summary>Whether another thread gets the lock.</summary>
    private static bool IsFree(ServiceLoop loop)
    {
        CallOnThread other = CallOnThread.Begin(() =>
        {
            using ReadScope scope = loop.Look();
        });
        return other.Join() is null;
    }
}
