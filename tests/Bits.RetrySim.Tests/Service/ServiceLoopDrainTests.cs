namespace Bits.RetrySim.Tests;

/// <summary>The loop when something comes in while it is at work, and when it ends.</summary>
public sealed class ServiceLoopDrainTests
{
    private readonly HandTime _time = new();
    private readonly SimulatedClock _clock = new();

    [Fact]
    [Trait("Decision", "D-3")]
    public void Tick_MeetsADrain_LeavesANoteAndTheDrainLooksAgain()
    {
        using LoopBench bench = new(_time);
        bench.Arm("late", 5);
        bench.Arm("step", 1, run: () => bench.Later("effect", () =>
        {
            _time.Seconds = 5;
            _time.Tick();
            bench.Note("tick over");
        }));
        _time.Seconds = 1;

        _time.Tick();

        bench.Log.Should().Equal("1 step", "1 effect", "1 tick over", "1 end", "5 late", "5 end");
    }

    [Fact]
    [Trait("Decision", "D-3")]
    public void Call_FromAnEffect_IsMadeAtTheDrainsInstantAndLeavesItsEffectsToIt()
    {
        using LoopBench bench = new(_time);
        bench.Arm("step", 1, run: () =>
        {
            bench.Later("effect", () =>
            {
                using CallScope call = bench.Loop.Enter();
                bench.Note($"call, drains {call.Drains}");
                bench.Later("of the call");
            });
            bench.Later("of the step");
        });
        _time.Seconds = 7;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 step", "1 effect", "1 call, drains False", "1 of the step", "1 of the call", "1 end");
    }

    [Fact]
    [Trait("Decision", "D-47")]
    public void RunThrough_AReport_IsPrecededByWhatComesBeforeItAndNothingElse()
    {
        using LoopBench bench = new(_time);
        bench.Arm("input", 2, DuePhase.Input, () => bench.Later("its effect"));
        bench.Arm("older report", 2, DuePhase.Report);
        bench.Arm("download time", 2, DuePhase.MaximumDownloadTime);
        bench.Arm("retry", 2);
        bench.Arm("early", 1, DuePhase.Inactivity);
        _time.Seconds = 2;

        Push(DuePhase.Report, "report");

        bench.Log.Should().Equal("1 early", "1 end", "2 input", "2 its effect", "2 older report", "2 report");
        Push(DuePhase.FailureReport, "failure");
        bench.Log.Skip(6).Should().Equal("2 download time", "2 failure");
        bench.Loop.Pump();
        bench.Log.Skip(8).Should().Equal("2 retry", "2 end");

        void Push(DuePhase phase, string name)
        {
            using CallScope call = bench.Loop.Enter();
            bench.Loop.RunThrough(bench.Arm(name, 2, phase), call);
        }
    }

    [Fact]
    [Trait("Decision", "D-47")]
    public void RunThrough_WithinADrain_IsLeftToIt()
    {
        using LoopBench bench = new(_time);
        bench.Arm("input", 1, DuePhase.Input, () => bench.Later("effect", () =>
        {
            using CallScope call = bench.Loop.Enter();
            bench.Loop.RunThrough(bench.Arm("report", 1, DuePhase.Report), call);
            bench.Note("pushed");
        }));
        bench.Arm("retry", 1);
        _time.Seconds = 1;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 input", "1 effect", "1 pushed", "1 report", "1 retry", "1 end");
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public void End_ThingsDue_NeverCome()
    {
        LoopBench bench = new(_time);
        bench.Arm("late", 1);
        _time.Seconds = 2;

        bench.Loop.End(() => bench.Later("last"));

        bench.Log.Should().Equal("2 last");
        bench.Loop.HasEnded.Should().BeTrue();
        bench.Invoking(one => one.Loop.Enter().Dispose()).Should().Throw<ObjectDisposedException>().Which.ObjectName.Should().Contain(nameof(LoopBench));
        using (bench.Loop.Enter(evenIfEnded: true))
        {
            bench.Note("a report that comes too late");
        }

        bench.Loop.Pump();
        bench.Loop.End(() => bench.Note("twice"));
        bench.Log.Should().HaveCount(2);
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public void End_FromAnEffect_TheDrainStops()
    {
        LoopBench bench = new(_time);
        bench.Arm("step", 1, run: () => bench.Later("effect", () => bench.Loop.End(() => bench.Note("ended"))));
        bench.Arm("next", 1);
        _time.Seconds = 1;

        bench.Loop.Pump();

        bench.Log.Should().Equal("1 step", "1 effect", "1 ended");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Wake_ThingsFellDueMeanwhile_AreDueNowInTheirOldOrder()
    {
        using LoopBench bench = new(_clock);
        bench.Arm("second", 3);
        bench.Arm("first", 2);
        bench.Arm("third", 20);

        _clock.Sleep(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(20));

        bench.Log.Should().Equal("0 before the machine sleeps", "0 end", "10 slept 100000000", "10 first", "10 second", "10 end", "20 third", "20 end");
    }
}
