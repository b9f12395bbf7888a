namespace Bits.RetrySim.Tests;

/// <summary>Callbacks that throw, that advance the clock, and that never let time move.</summary>
public class SimulatedClockFailureTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SimulatedClock _clock = new();

    [Fact]
    [Trait("Decision", "D-24")]
    public void Throw_InCallbacks_LosesNoTimerAndIsRethrownAtTheEnd()
    {
        using ITimer a = _clock.CreateTimer(_ => throw new FormatException("a"), null, Seconds(1), Seconds(2));
        List<TimeSpan> b = [];
        using ITimer working = _clock.CreateTimer(_ => b.Add(_clock.Elapsed), null, Seconds(1), Seconds(1));
        using ITimer c = _clock.CreateTimer(_ => throw new FormatException("c"), null, Seconds(1), Never);

        FormatException thrown = _clock.Invoking(x => x.Advance(Seconds(3))).Should().Throw<FormatException>().Which;

        (thrown.Message, thrown.Data["Bits.RetrySim.FurtherExceptions"]).Should().Be(("a", 2));
        b.Should().Equal(Seconds(1), Seconds(2), Seconds(3));
        _clock.Elapsed.Should().Be(Seconds(3));
        a.Dispose();
        _clock.Advance(Seconds(1));
        b.Should().HaveCount(4);
    }

    [Fact]
    [Trait("Decision", "D-24")]
    public void Throw_InCallback_ComesOutOfEveryWayToAdvance()
    {
        using ITimer timer = _clock.CreateTimer(_ => throw new FormatException(), null, Seconds(1), Seconds(1));

        _clock.Invoking(c => c.AdvanceTo(Seconds(1))).Should().Throw<FormatException>();
        _clock.Invoking(c => c.AdvanceToNextTimer()).Should().Throw<FormatException>();
        _clock.Invoking(c => c.RunUntil(() => _clock.Elapsed >= Seconds(5), Seconds(10))).Should().Throw<FormatException>()
            .Which.Data["Bits.RetrySim.FurtherExceptions"].Should().Be(2);
        _clock.Invoking(c => c.Sleep(Seconds(1))).Should().Throw<FormatException>();
        _clock.Elapsed.Should().Be(Seconds(6));
    }

    [Fact]
    public void Advance_InCallback_ThrowsInvalidOperation()
    {
        List<string> messages = [];
        using ITimer timer = _clock.CreateTimer(
            _ =>
            {
                Refused(() => _clock.Advance(TimeSpan.Zero));
                Refused(() => _clock.AdvanceTo(Seconds(9)));
                Refused(() => _clock.AdvanceToNextTimer());
                Refused(() => _clock.RunUntil(() => true, TimeSpan.Zero));
                Refused(() => _clock.Sleep(Seconds(1)));
            },
            null,
            Seconds(1),
            Never);
        _clock.Advance(Seconds(2));

        messages.Should().HaveCount(5).And.OnlyContain(m => m.Contains("callback"));
        _clock.Elapsed.Should().Be(Seconds(2));

        void Refused(Action advance) => messages.Add(advance.Should().Throw<InvalidOperationException>().Which.Message);
    }

    [Fact]
    public void Rearmed_AtTheSameInstantForEver_EndsTheAdvanceThere()
    {
        ITimer? timer = null;
        int count = 0;
        timer = _clock.CreateTimer(
            _ =>
            {
                count++;
                timer!.Change(TimeSpan.Zero, Never);
            },
            null,
            Seconds(1),
            Never);

        _clock.Invoking(c => c.Advance(Seconds(5))).Should().Throw<InvalidOperationException>().WithMessage("*00:00:01*100,000*");

        count.Should().Be(100_001);
        _clock.Elapsed.Should().Be(Seconds(1));
        timer.Dispose();
        _clock.Advance(Seconds(4));
        _clock.Elapsed.Should().Be(Seconds(5));
    }

    [Fact]
    [Trait("Decision", "D-24")]
    public void Rearmed_ForEverByACallbackThatThrowsToo_LosesNeitherException()
    {
        ITimer? timer = null;
        using ITimer failing = _clock.CreateTimer(_ => throw new FormatException(), null, Seconds(1), Never);
        timer = _clock.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Never), null, Seconds(1), Never);

        _clock.Invoking(c => c.Advance(Seconds(5))).Should().Throw<AggregateException>()
            .Which.InnerExceptions.Select(e => e.GetType()).Should().Equal(typeof(FormatException), typeof(InvalidOperationException));
    }

    [Fact]
    public void ManyTimersOfOneInstant_AreNoLoop()
    {
        int fired = 0;
        TimerCallback callback = _ => fired++;
        for (int i = 0; i < 100_500; i++)
        {
            _clock.CreateTimer(callback, null, Seconds(1), Seconds(1));
        }

        _clock.Advance(Seconds(2));

        fired.Should().Be(201_000);
    }

    [Fact]
    public void DueNow_RepeatedInManyAdvancesOfZero_IsNoLoop()
    {
        int fired = 0;
        using ITimer timer = _clock.CreateTimer(_ => fired++, null, Never, Never);
        for (int i = 0; i < 100_010; i++)
        {
            timer.Change(TimeSpan.Zero, Never);
            _clock.Advance(TimeSpan.Zero);
        }

        fired.Should().Be(100_010);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
