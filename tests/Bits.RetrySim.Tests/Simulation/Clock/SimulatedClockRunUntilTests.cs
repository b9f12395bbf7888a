namespace Bits.RetrySim.Tests;

public class SimulatedClockRunUntilTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SimulatedClock _clock = new();

    [Fact]
    public void RunUntil_ConditionHoldsAlready_RunsNothing()
    {
        bool ran = false;
        using ITimer timer = _clock.CreateTimer(_ => ran = true, null, TimeSpan.Zero, Never);

        _clock.RunUntil(() => true, Seconds(10)).Should().BeTrue();

        ran.Should().BeFalse();
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void RunUntil_WhatIsDueNowMakesItHold_StaysAtThisInstant()
    {
        bool ran = false;
        using ITimer timer = _clock.CreateTimer(_ => ran = true, null, TimeSpan.Zero, Never);

        _clock.RunUntil(() => ran, Seconds(10)).Should().BeTrue();
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void RunUntil_ConditionComesToHold_StopsAfterThatWholeInstant()
    {
        List<string> log = [];
        FakeManager manager = new(_clock);
        manager.At(Seconds(3), () => log.Add("manager"));
        using ITimer tick = _clock.CreateTimer(_ => log.Add("tick"), null, Seconds(1), Seconds(1));
        using ITimer equal = _clock.CreateTimer(_ => log.Add("equal"), null, Seconds(3), Never);

        _clock.RunUntil(() => log.Contains("manager"), Seconds(10)).Should().BeTrue();

        log.Should().Equal("tick", "tick", "manager", "equal", "tick");
        _clock.Elapsed.Should().Be(Seconds(3));
    }

    [Fact]
    public void RunUntil_NeverHolds_IsFalseAtTheLimitWithAllDueThereDone()
    {
        int ticks = 0;
        using ITimer timer = _clock.CreateTimer(_ => ticks++, null, Seconds(1), Seconds(1));
        _clock.Advance(Seconds(2));

        _clock.RunUntil(() => false, Seconds(3)).Should().BeFalse();

        _clock.Elapsed.Should().Be(Seconds(5));
        ticks.Should().Be(5);
    }

    [Fact]
    public void RunUntil_HoldsAtTheLimit_IsTrue()
    {
        int ticks = 0;
        using ITimer timer = _clock.CreateTimer(_ => ticks++, null, Seconds(1), Seconds(1));

        _clock.RunUntil(() => ticks == 4, Seconds(4)).Should().BeTrue();
        _clock.RunUntil(() => _clock.Elapsed >= Seconds(4.5), Seconds(0.5)).Should().BeTrue();
        _clock.RunUntil(() => false, TimeSpan.Zero).Should().BeFalse();
        _clock.Elapsed.Should().Be(Seconds(4.5));
    }

    [Fact]
    public void RunUntil_Condition_IsTestedBeforeAndOncePerInstantAndAtTheLimit()
    {
        List<TimeSpan> tests = [];
        using ITimer a = _clock.CreateTimer(_ => { }, null, Seconds(1), Seconds(2));
        using ITimer b = _clock.CreateTimer(_ => { }, null, Seconds(1), Seconds(2));
        _clock.RunUntil(
            () =>
            {
                tests.Add(_clock.Elapsed);
                return false;
            },
            Seconds(6));

        tests.Should().Equal(Seconds(0), Seconds(1), Seconds(3), Seconds(5), Seconds(6));
    }

    [Fact]
    public void RunUntil_ConditionArmsATimer_FiresIt()
    {
        List<TimeSpan> fired = [];
        using ITimer tick = _clock.CreateTimer(_ => { }, null, Seconds(1), Seconds(1));
        using ITimer armed = _clock.CreateTimer(_ => fired.Add(_clock.Elapsed), null, Never, Never);
        int tests = 0;
        _clock.RunUntil(() => ++tests == 2 && !armed.Change(TimeSpan.Zero, Never), Seconds(5)).Should().BeFalse();

        fired.Should().Equal(Seconds(1));
    }

    [Fact]
    public void RunUntil_ConditionThrows_ThrowsThatAndStaysThere()
    {
        using ITimer timer = _clock.CreateTimer(_ => { }, null, Seconds(1), Seconds(1));

        _clock.Invoking(c => c.RunUntil(() => _clock.Elapsed < Seconds(3) ? false : throw new FormatException(), Seconds(9))).Should().Throw<FormatException>();

        _clock.Elapsed.Should().Be(Seconds(3));
        _clock.Advance(Seconds(1));
    }

    [Fact]
    public void RunUntil_ConditionAdvances_Throws()
    {
        _clock.Invoking(c => c.RunUntil(() => c.AdvanceToNextTimer(), Seconds(9))).Should().Throw<InvalidOperationException>();
        _clock.Invoking(c => c.RunUntil(null!, Seconds(9))).Should().Throw<ArgumentNullException>().WithParameterName("condition");
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
