namespace Bits.RetrySim.Tests;

/// <summary>The present instant, and what is due.</summary>
public sealed class AgendaTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private readonly HandTime _time = new();
    private readonly Agenda _agenda;

    public AgendaTests() => _agenda = new Agenda(SteppedDriver.For(new EngineClock(_time)));

    [Fact]
    [Trait("Decision", "D-5")]
    public void MoveTo_EarlierOrTheSame_StaysWhereItIs()
    {
        _agenda.MoveTo(5 * Second).Should().BeTrue();
        _agenda.MoveTo(5 * Second).Should().BeFalse();
        _agenda.MoveTo(3 * Second).Should().BeFalse();

        _agenda.Instant.Should().Be(5 * Second);
    }

    [Fact]
    public void Now_WallClockWasSet_IsSeenWhenItIsRead()
    {
        _time.Seconds = 2;
        _agenda.MoveTo(2 * Second);
        long wall = DateTimeOffset.UnixEpoch.UtcTicks;

        _agenda.Now.Should().Be(new Moment(2 * Second, wall + (2 * Second)));
        _agenda.WallOffset.Should().Be(wall);
    }

    [Fact]
    [Trait("Decision", "D-1")]
    public void Pop_SeveralDue_GivesThemByInstantPhaseAndOrderOfArming()
    {
        DueEntry late = new(DuePhase.Input);
        DueEntry turn = new(DuePhase.Schedule);
        DueEntry first = new(DuePhase.Retry);
        DueEntry second = new(DuePhase.Retry);
        _agenda.Arm(late, 2);
        _agenda.Arm(turn, 1);
        _agenda.Arm(first, 1);
        _agenda.Arm(second, 1);
        _agenda.Arm(first, 1);

        (_agenda.NextInstant, _agenda.NextKey).Should().Be((1, second.Key));
        new[] { _agenda.Pop(), _agenda.Pop(), _agenda.Pop(), _agenda.Pop() }.Should().Equal(second, first, turn, late);
        _agenda.NextInstant.Should().Be(long.MaxValue);
    }

    [Theory]
    [Trait("Decision", "D-40")]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    [InlineData(1, 2)]
    public void ArmNoLater_ArmedFor5At2_MovesForwardOnly(long instant, long armedFor)
    {
        DueEntry entry = new(DuePhase.Inactivity);
        _agenda.MoveTo(2);
        _agenda.Arm(entry, 5);

        _agenda.ArmNoLater(entry, instant);

        entry.Instant.Should().Be(armedFor);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(9, 9)]
    [InlineData(1, 2)]
    public void ArmExactly_ArmedFor5At2_IsArmedForThatOrNow(long instant, long armedFor)
    {
        DueEntry entry = new(DuePhase.Retry);
        _agenda.MoveTo(2);
        _agenda.Arm(entry, 5);

        _agenda.ArmExactly(entry, instant);

        entry.Instant.Should().Be(armedFor);
    }

    [Fact]
    [Trait("Decision", "D-1")]
    public void ArmAgain_ForTheSameInstant_KeepsItsPlace()
    {
        DueEntry first = new(DuePhase.Retry);
        DueEntry second = new(DuePhase.Retry);
        _agenda.Arm(first, 5);
        _agenda.Arm(second, 5);

        _agenda.ArmExactly(first, 5);
        _agenda.ArmNoLater(first, 5);
        _agenda.ArmNoLater(first, 7);

        _agenda.Pop().Should().BeSameAs(first);
    }

    [Fact]
    public void Disarm_NullOrNotArmed_IsHarmless()
    {
        DueEntry entry = new(DuePhase.Retry);
        _agenda.Disarm(null);
        _agenda.Disarm(entry);
        _agenda.Arm(entry, 5);
        _agenda.Disarm(entry);

        (entry.IsArmed, _agenda.NextInstant).Should().Be((false, long.MaxValue));
    }

    [Fact]
    [Trait("Rule", "CLOCK-4")]
    public void Rebase_AllSeenAnew_KeepTheirOrder()
    {
        DueEntry late = new(DuePhase.Retry);
        DueEntry early = new(DuePhase.Retry);
        _agenda.Arm(late, 9);
        _agenda.Arm(early, 5);

        _agenda.Rebase(_ => 7);

        new[] { _agenda.Pop(), _agenda.Pop() }.Should().Equal(early, late);
        _agenda.Arm(early, 1);
        _agenda.Clear();
        _agenda.NextInstant.Should().Be(long.MaxValue);
    }
}
