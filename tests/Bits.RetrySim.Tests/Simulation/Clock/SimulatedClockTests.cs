namespace Bits.RetrySim.Tests;

/// <summary>The two clocks, and how far they may be moved.</summary>
public class SimulatedClockTests
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new();

    [Fact]
    public void Constructor_Default_StartsIn2000InUtc()
    {
        _clock.GetUtcNow().Should().Be(Start);
        _clock.GetUtcNow().Offset.Should().Be(TimeSpan.Zero);
        _clock.GetTimestamp().Should().Be(0);
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
        _clock.TimestampFrequency.Should().Be(10_000_000);
        _clock.LocalTimeZone.Should().Be(TimeZoneInfo.Utc);
        _clock.GetLocalNow().Should().Be(Start);
    }

    [Fact]
    public void Constructor_StartAndZone_AreUsed()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(5), "test", "test");
        DateTimeOffset start = new(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(-3));
        SimulatedClock clock = new(start, zone);

        clock.GetUtcNow().Should().Be(start);
        clock.GetUtcNow().Offset.Should().Be(TimeSpan.Zero);
        clock.LocalTimeZone.Should().BeSameAs(zone);
        clock.GetLocalNow().Offset.Should().Be(TimeSpan.FromHours(5));
        new SimulatedClock(start).GetUtcNow().Should().Be(start);
    }

    [Fact]
    public void Constructor_NoZone_Throws()
    {
        Action construct = () => _ = new SimulatedClock(Start, null!);
        construct.Should().Throw<ArgumentNullException>().WithParameterName("localTimeZone");
    }

    [Fact]
    [Trait("Rule", "CLOCK-10")]
    public void Advance_Span_MovesBothClocks()
    {
        _clock.Advance(TimeSpan.FromTicks(1));
        _clock.Advance(TimeSpan.FromDays(14));

        _clock.GetUtcNow().Should().Be(Start.AddDays(14).AddTicks(1));
        _clock.Elapsed.Should().Be(TimeSpan.FromDays(14) + TimeSpan.FromTicks(1));
        _clock.GetTimestamp().Should().Be(_clock.Elapsed.Ticks);
        _clock.GetElapsedTime(0).Should().Be(_clock.Elapsed);
    }

    [Fact]
    public void Advance_Negative_Throws()
    {
        _clock.Invoking(c => c.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("span");
        _clock.Invoking(c => c.RunUntil(() => true, TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("limit");
        _clock.Invoking(c => c.Sleep(TimeSpan.MinValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("span");
        _clock.Invoking(c => c.AdvanceTo(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("sinceStart");
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void AdvanceTo_Instant_CountsFromTheStart()
    {
        _clock.AdvanceTo(TimeSpan.FromHours(2));
        _clock.AdvanceTo(TimeSpan.FromHours(3));
        _clock.AdvanceTo(TimeSpan.FromHours(3));

        _clock.Elapsed.Should().Be(TimeSpan.FromHours(3));
        _clock.Invoking(c => c.AdvanceTo(TimeSpan.FromHours(3) - TimeSpan.FromTicks(1))).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("sinceStart").WithMessage("*03:00:00*");
        _clock.Elapsed.Should().Be(TimeSpan.FromHours(3));
    }

    [Fact]
    public void Advance_BeyondTheCalendar_ThrowsAndChangesNothing()
    {
        using ITimer timer = _clock.CreateTimer(_ => throw new InvalidOperationException("must not run"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        TimeSpan room = DateTimeOffset.MaxValue - Start;

        _clock.Invoking(c => c.Advance(TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("span");
        _clock.Invoking(c => c.Advance(room + TimeSpan.FromTicks(1))).Should().Throw<ArgumentOutOfRangeException>();
        _clock.Invoking(c => c.AdvanceTo(TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("sinceStart");
        _clock.Invoking(c => c.RunUntil(() => true, TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("limit");
        _clock.Invoking(c => c.Sleep(TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>();
        _clock.Invoking(c => c.Sleep(TimeSpan.MaxValue, countsSleep: false)).Should().Throw<ArgumentOutOfRangeException>();
        _clock.GetUtcNow().Should().Be(Start);
    }

    [Fact]
    public void Advance_ToTheEndOfTheCalendar_Works()
    {
        List<DateTimeOffset> fired = [];
        using ITimer timer = _clock.CreateTimer(_ => fired.Add(_clock.GetUtcNow()), null, TimeSpan.FromDays(40), Timeout.InfiniteTimeSpan);
        _clock.Advance(DateTimeOffset.MaxValue - Start);

        fired.Should().Equal(Start.AddDays(40));
        _clock.GetUtcNow().Should().Be(DateTimeOffset.MaxValue);
        _clock.Advance(TimeSpan.Zero);
        _clock.Invoking(c => c.Advance(TimeSpan.FromTicks(1))).Should().Throw<ArgumentOutOfRangeException>();

        using ITimer beyond = _clock.CreateTimer(_ => fired.Clear(), null, TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        _clock.AdvanceToNextTimer().Should().BeFalse();
        fired.Should().HaveCount(1);
    }

    [Fact]
    public void Advance_MonotonicClockAtItsOwnEnd_ThrowsThoughTheWallClockHasRoom()
    {
        SimulatedClock clock = new(DateTimeOffset.MinValue);
        clock.Advance(DateTimeOffset.MaxValue - DateTimeOffset.MinValue);
        clock.StepSystemTime(DateTimeOffset.MinValue - DateTimeOffset.MaxValue);

        clock.GetUtcNow().Should().Be(DateTimeOffset.MinValue);
        clock.Invoking(c => c.Advance(TimeSpan.FromTicks(1))).Should().Throw<ArgumentOutOfRangeException>();
        clock.Elapsed.Should().Be(DateTimeOffset.MaxValue - DateTimeOffset.MinValue);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(-14)]
    [Trait("Rule", "CLOCK-1")]
    [Trait("Rule", "CLOCK-2")]
    [Trait("Rule", "CLOCK-3")]
    [Trait("Rule", "CLOCK-10")]
    public void StepSystemTime_ArmedTimer_KeepsItsMonotonicInstant(int days)
    {
        List<(TimeSpan, DateTimeOffset)> fired = [];
        using ITimer timer = _clock.CreateTimer(_ => fired.Add((_clock.Elapsed, _clock.GetUtcNow())), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromMinutes(4));

        _clock.StepSystemTime(TimeSpan.FromDays(days));

        _clock.Elapsed.Should().Be(TimeSpan.FromMinutes(4));
        _clock.GetUtcNow().Should().Be(Start.AddMinutes(4).AddDays(days));
        _clock.Advance(TimeSpan.FromMinutes(6) - TimeSpan.FromTicks(1));
        fired.Should().BeEmpty();
        _clock.Advance(TimeSpan.FromTicks(1));
        fired.Should().Equal((TimeSpan.FromMinutes(10), Start.AddMinutes(10).AddDays(days)));
    }

    [Fact]
    public void StepSystemTime_InCallback_ShowsInLaterCallbacks()
    {
        List<DateTimeOffset> read = [];
        using ITimer stepping = _clock.CreateTimer(_ => _clock.StepSystemTime(TimeSpan.FromDays(1)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using ITimer reading = _clock.CreateTimer(_ => read.Add(_clock.GetUtcNow()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(2));

        read.Should().Equal(Start.AddDays(1).AddSeconds(1), Start.AddDays(1).AddSeconds(2));
    }

    [Fact]
    public void StepSystemTime_OutOfTheCalendar_ThrowsAndChangesNothing()
    {
        _clock.Advance(TimeSpan.FromDays(1));
        foreach (TimeSpan step in new[] { TimeSpan.MinValue, TimeSpan.MaxValue, DateTimeOffset.MinValue - _clock.GetUtcNow() - TimeSpan.FromTicks(1) })
        {
            _clock.Invoking(c => c.StepSystemTime(step)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("span");
        }

        _clock.GetUtcNow().Should().Be(Start.AddDays(1));
        _clock.StepSystemTime(DateTimeOffset.MinValue - _clock.GetUtcNow());
        _clock.GetUtcNow().Should().Be(DateTimeOffset.MinValue);
        _clock.StepSystemTime(DateTimeOffset.MaxValue - DateTimeOffset.MinValue);
        _clock.GetUtcNow().Should().Be(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void StepSystemTime_InCallbackPastWhatTheRestOfTheAdvanceNeeds_Throws()
    {
        TimeSpan step = DateTimeOffset.MaxValue - Start - TimeSpan.FromHours(1);
        using ITimer timer = _clock.CreateTimer(_ => _clock.StepSystemTime(step), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        _clock.Invoking(c => c.Advance(TimeSpan.FromDays(1))).Should().Throw<ArgumentOutOfRangeException>();

        _clock.GetUtcNow().Should().Be(Start.AddDays(1));
        _clock.Invoking(c => c.StepSystemTime(step)).Should().Throw<ArgumentOutOfRangeException>();
        _clock.StepSystemTime(step - TimeSpan.FromDays(1));
        _clock.GetUtcNow().Should().Be(DateTimeOffset.MaxValue - TimeSpan.FromHours(1));
    }

    [Fact]
    public void AdvanceToNextTimer_NothingDue_IsFalse()
    {
        using ITimer unarmed = _clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.AdvanceToNextTimer().Should().BeFalse();
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void AdvanceToNextTimer_SeveralDue_TakesOneInstantAtATime()
    {
        List<string> log = [];
        FakeManager manager = new(_clock);
        manager.At(TimeSpan.FromSeconds(2), () => log.Add($"manager {_clock.Elapsed.TotalSeconds}"));
        using ITimer first = _clock.CreateTimer(_ => log.Add($"first {_clock.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using ITimer now = _clock.CreateTimer(_ => log.Add($"now {_clock.Elapsed.TotalSeconds}"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        _clock.AdvanceToNextTimer().Should().BeTrue();
        log.Should().Equal("now 0");
        _clock.AdvanceToNextTimer().Should().BeTrue();
        _clock.AdvanceToNextTimer().Should().BeTrue();

        log.Should().Equal("now 0", "first 1", "manager 2", "first 2");
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(2));
    }
}
