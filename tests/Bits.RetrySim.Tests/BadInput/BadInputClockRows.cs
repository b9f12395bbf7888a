using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>The simulated clock.</summary>
internal static class BadInputClockRows
{
    private const string Advance = "SimulatedClock.Advance(TimeSpan span)";
    private const string AdvanceTo = "SimulatedClock.AdvanceTo(TimeSpan sinceStart)";
    private const string RunUntil = "SimulatedClock.RunUntil(Func condition, TimeSpan limit)";
    private const string Run = "SimulatedClock.Run(Func code, TimeSpan? limit)";
    private const string Start = "SimulatedClock.Start(Func code)";
    private const string Grace = "SimulatedClock.RealTimeGrace=";
    private const string Sleep = "SimulatedClock.Sleep(TimeSpan span, Boolean countsSleep)";
    private const string Step = "SimulatedClock.StepSystemTime(TimeSpan span)";
    private const string CreateTimer = "SimulatedClock.CreateTimer(TimerCallback callback, Object state, TimeSpan dueTime, TimeSpan period)";

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    internal static IEnumerable<BadInputRow> All =>
    [
        Range(Advance, "negative", world => Clock(world).Advance(-Tick), "span", "negative"),
        Range(Advance, "infinite", world => Clock(world).Advance(Timeout.InfiniteTimeSpan), "span", "negative"),
        Range(Advance, "too far", world => Clock(world).Advance(TimeSpan.MaxValue), "span", "9999"),
        Range(AdvanceTo, "negative", world => Clock(world).AdvanceTo(-Tick), "sinceStart", "negative"),
        Range(AdvanceTo, "past", world => Clock(world).AdvanceTo(TimeSpan.FromSeconds(10) - Tick), "sinceStart", "00:00:10"),
        Range(AdvanceTo, "too far", world => Clock(world).AdvanceTo(TimeSpan.MaxValue), "sinceStart", "9999"),
        Null(RunUntil, "condition", world => Clock(world).RunUntil(null!, Tick)),
        Range(RunUntil, "negative", world => Clock(world).RunUntil(() => true, -Tick), "limit", "negative"),
        Range(RunUntil, "too far", world => Clock(world).RunUntil(() => true, TimeSpan.MaxValue), "limit", "9999"),
        Null(Run, "code", world => Clock(world).Run((Func<Task>)null!)),
        Invalid(Run, "no task", world => Clock(world).Run(() => null!), "code", "no task"),
        Range(Run, "negative", world => Clock(world).Run(() => Task.CompletedTask, -Tick), "limit", "negative"),
        Range(Run, "too far", world => Clock(world).Run(() => Task.FromResult(1), TimeSpan.MaxValue), "limit", "9999"),
        Null(Start, "code", world => _ = Clock(world).Start((Func<Task>)null!)),
        Range(Grace, "zero", world => Clock(world).RealTimeGrace = TimeSpan.Zero, "value", "1 to 2147483647 ms"),
        Range(Grace, "infinite", world => Clock(world).RealTimeGrace = Timeout.InfiniteTimeSpan, "value", "1 to 2147483647 ms"),
        Range(Grace, "too long", world => Clock(world).RealTimeGrace = TimeSpan.FromDays(25), "value", "1 to 2147483647 ms"),
        Range(Sleep, "negative", world => Clock(world).Sleep(-Tick), "span", "negative"),
        Range(Sleep, "too far", world => Clock(world).Sleep(TimeSpan.MaxValue, countsSleep: false), "span", "9999"),
        Range(Step, "before the calendar", world => Clock(world).StepSystemTime(TimeSpan.MinValue), "span", "1", "9999"),
        Range(Step, "beyond the calendar", world => Clock(world).StepSystemTime(TimeSpan.MaxValue), "span", "9999"),
        Null(CreateTimer, "callback", world => Clock(world).CreateTimer(null!, null, Tick, Tick)),
        Range(CreateTimer, "due before now", world => Timer(world, TimeSpan.FromMilliseconds(-2), TimeSpan.Zero), "dueTime", "4294967294"),
        Range(CreateTimer, "due too late", world => Timer(world, TimeSpan.FromMilliseconds(4_294_967_295), TimeSpan.Zero), "dueTime", "4294967294"),
        Range(CreateTimer, "negative period", world => Timer(world, Tick, TimeSpan.MinValue), "period", "4294967294"),
        Null(
            "SimulatedClock.new(DateTimeOffset start, TimeZoneInfo localTimeZone)",
            "localTimeZone",
            world => _ = new SimulatedClock(DateTimeOffset.UnixEpoch, null!)),
        Operation("SimulatedClock.Advance(TimeSpan span)", "from a callback", AdvanceInACallback, "callback"),
    ];

    private static SimulatedClock Clock(BadInputWorld world) => world.Simulation.Clock;

    private static void Timer(BadInputWorld world, TimeSpan dueTime, TimeSpan period) => Clock(world).CreateTimer(_ => { }, null, dueTime, period);

    private static void AdvanceInACallback(BadInputWorld world)
    {
        SimulatedClock clock = new();
        Exception? inside = null;
        clock.CreateTimer(_ => inside = Record.Exception(() => clock.Advance(Tick)), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.Zero);
        clock.Elapsed.Should().Be(TimeSpan.Zero);
        throw inside!;
    }
}
