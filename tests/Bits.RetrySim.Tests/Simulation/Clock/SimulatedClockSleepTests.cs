namespace Bits.RetrySim.Tests;

public class SimulatedClockSleepTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new();
    private readonly List<string> _log = [];

    [Fact]
    [Trait("Rule", "CLOCK-5")]
    public void Sleep_Counted_MovesBothClocks()
    {
        _clock.Sleep(TimeSpan.FromHours(8));

        _clock.Elapsed.Should().Be(TimeSpan.FromHours(8));
        _clock.GetUtcNow().Should().Be(Start.AddHours(8));
    }

    [Fact]
    [Trait("Rule", "CLOCK-5")]
    public void Sleep_NotCounted_MovesTheWallClockOnly()
    {
        using ITimer timer = Timer("timer", Seconds(10), Never);
        FakeManager manager = new(_clock);
        manager.At(Seconds(10), () => Log("manager"));
        _clock.Advance(Seconds(4));
        _clock.Sleep(TimeSpan.FromHours(8), countsSleep: false);

        _clock.Elapsed.Should().Be(Seconds(4));
        _clock.GetUtcNow().Should().Be(Start.AddHours(8).AddSeconds(4));
        manager.Wakes.Should().Be(1, "nothing fell due, but the manager is told");
        _log.Should().BeEmpty();
        _clock.Advance(Seconds(6));
        _log.Should().Equal("manager 10", "timer 10");
    }

    [Fact]
    [Trait("Rule", "CLOCK-5")]
    public void Sleep_Counted_RunsWhatFellDueAtTheWakeUpInOrder()
    {
        FakeManager manager = new(_clock);
        using ITimer c = Timer("c", Seconds(30), Never);
        using ITimer a = Timer("a", Seconds(10), Never);
        using ITimer b = Timer("b", Seconds(20), Never);
        using ITimer exact = Timer("exact", Seconds(101), Never);
        using ITimer later = Timer("later", Seconds(102), Never);
        manager.At(Seconds(50), () => Log("manager"));
        manager.At(Seconds(103), () => Log("manager"));
        _clock.Advance(Seconds(1));

        _clock.Sleep(Seconds(100));

        _log.Should().Equal("manager 101", "a 101", "b 101", "c 101", "exact 101");
        manager.Wakes.Should().Be(1);
        _clock.Advance(Seconds(2));
        _log.Skip(5).Should().Equal("later 102", "manager 103");
    }

    [Fact]
    public void Sleep_ManagersEntriesThatFellDue_RunByPhaseThenInTheirOldOrder()
    {
        FakeManager manager = new(_clock);
        manager.At(Seconds(30), () => Log("retry 30"));
        manager.At(Seconds(20), () => Log("retry 20"));
        manager.At(Seconds(10), () => Log("schedule"), DuePhase.Schedule);
        manager.At(Seconds(40), () => Log("report"), DuePhase.Report);
        _clock.Sleep(Seconds(100));

        _log.Should().Equal("report 100", "retry 20 100", "retry 30 100", "schedule 100");
        manager.Pumps.Should().Be(1);
    }

    [Fact]
    public void Sleep_WhatIsDueBefore_RunsBeforeFallingAsleep()
    {
        FakeManager manager = new(_clock);
        manager.At(TimeSpan.Zero, () => Log("manager"));
        using ITimer timer = Timer("timer", TimeSpan.Zero, Never);
        _clock.Sleep(Seconds(100));
        _clock.Sleep(Seconds(100), countsSleep: false);

        _log.Should().Equal("manager 0", "timer 0");
    }

    [Fact]
    public void Sleep_PeriodicTimer_FiresOnceAndKeepsItsGrid()
    {
        using ITimer timer = Timer("tick", Seconds(1), Seconds(10));
        _clock.Sleep(Seconds(45));
        _log.Should().Equal("tick 45");
        _clock.Advance(Seconds(20));
        _log.Should().Equal("tick 45", "tick 51", "tick 61");

        _clock.Sleep(Seconds(16));
        _log.Skip(3).Should().Equal("tick 81");
        _clock.Advance(Seconds(10));
        _log.Skip(4).Should().Equal("tick 91");
    }

    [Fact]
    public void Sleep_Managers_WakeInOrderOfRegistrationBeforeAnyRuns()
    {
        FakeManager first = new(_clock), second = new(_clock);
        second.At(Seconds(1), () => Log($"second, woken {first.Wakes}{second.Wakes},"));
        first.At(Seconds(2), () => Log($"first, woken {first.Wakes}{second.Wakes},"));
        _clock.Sleep(Seconds(5));

        _log.Should().Equal("first, woken 11, 5", "second, woken 11, 5");
    }

    [Fact]
    public void Sleep_CallbackBeforeItThrows_SleepsAllTheSame()
    {
        using ITimer before = _clock.CreateTimer(_ => throw new FormatException("before"), null, TimeSpan.Zero, Never);
        using ITimer after = _clock.CreateTimer(_ => throw new FormatException("after"), null, Seconds(1), Never);

        _clock.Invoking(c => c.Sleep(Seconds(5))).Should().Throw<FormatException>().WithMessage("before")
            .Which.Data["Bits.RetrySim.FurtherExceptions"].Should().Be(1);
        _clock.Elapsed.Should().Be(Seconds(5));
    }

    [Fact]
    public void Sleep_OfZero_RunsWhatIsDue()
    {
        using ITimer timer = Timer("timer", TimeSpan.Zero, Never);
        _clock.Sleep(TimeSpan.Zero);

        _log.Should().Equal("timer 0");
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Timer(string name, TimeSpan dueTime, TimeSpan period) => _clock.CreateTimer(_ => Log(name), null, dueTime, period);

    private void Log(string name) => _log.Add($"{name} {_clock.Elapsed.TotalSeconds}");
}
