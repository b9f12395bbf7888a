using System.Text;
using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Simulations and their scripts.</summary>
internal static class BadInputSimulationRows
{
    private const string At = "BitsSimulation.At(TimeSpan instant, Action action)";
    private const string RunToOutcome = "BitsSimulation.RunToOutcome(BackgroundCopyJob job, TimeSpan limit)";
    private const string RunUntilState = "BitsSimulation.RunUntil(BackgroundCopyJob job, BackgroundCopyJobState state, TimeSpan limit)";
    private const string RunUntil = "BitsSimulation.RunUntil(Func condition, TimeSpan limit, String name)";
    private const string RunUntilBytes = "BitsSimulation.RunUntilBytes(BackgroundCopyJob job, Int64 bytes, TimeSpan limit)";
    private const string Run = "BitsSimulation.Run(Func code, TimeSpan? limit)";
    private const string Start = "BitsSimulation.Start(Func code)";
    private const string Parse = "SimulationScript.Parse(String json)";
    private const string Load = "SimulationScript.Load(Stream stream)";
    private const string ApplyTo = "SimulationScript.ApplyTo(SimulatedNetwork network)";
    private const string Two = """{ "managers": [ {} ] }""";
    private const string Timed = """{ "network": { "changes": [ { "at": 5, "latency": 1 } ] } }""";
    private const string Wrong = """{ "network": { "latency": -1 } }""";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A script that changes the network in many ways before it comes to a resource that the network has.</summary>
    private const string Clashing = """
        {
          "network": {
            "bitsPerSecond": 5, "latency": 1, "connectTimeout": 2, "receiveTimeout": 3,
            "outages": [ { "from": 20, "to": 30, "httpStatus": 503 } ],
            "faults": [ { "httpStatus": 500 } ],
            "hosts": {
              "another.example": { "resources": { "/b": { "size": 1 } } },
              "server.example": { "latency": 7, "bitsPerSecond": 3, "resources": { "/c": { "size": 1 }, "/a": { "size": 1 } } }
            }
          }
        }
        """;

    internal static IEnumerable<BadInputRow> All =>
    [
        Range(At, "past", world => world.Simulation.At(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1), () => { }), "instant", "00:00:10"),
        Range(At, "negative", world => world.Simulation.At(TimeSpan.FromTicks(-1), () => { }), "instant", "zero or more"),
        Range(At, "beyond the calendar", world => world.Simulation.At(TimeSpan.MaxValue, () => { }), "instant", "366,000"),
        Null(At, "action", world => world.Simulation.At(TimeSpan.FromDays(1), null!)),
        Null(RunToOutcome, "job", world => world.Simulation.RunToOutcome(null!, Second)),
        Invalid(RunToOutcome, "of another manager", world => world.Simulation.RunToOutcome(world.Job, Second), "job", "another manager"),
        Range(RunToOutcome, "negative", world => world.Simulation.RunToOutcome(world.Download, -Second), "limit", "negative"),
        Range(RunToOutcome, "too far", world => world.Simulation.RunToOutcome(world.Download, TimeSpan.MaxValue), "limit", "9999"),
        Null(RunUntilState, "job", world => world.Simulation.RunUntil(null!, BackgroundCopyJobState.Error, Second)),
        Invalid(RunUntilState, "of another manager", world => world.Simulation.RunUntil(world.Job, BackgroundCopyJobState.Error, Second), "job", "another manager"),
        Range(RunUntilState, "state 9", world => world.Simulation.RunUntil(world.Download, (BackgroundCopyJobState)9, Second), "state", "9", "8"),
        Range(RunUntilState, "negative", world => world.Simulation.RunUntil(world.Download, BackgroundCopyJobState.Error, -Second), "limit", "negative"),
        Null(RunUntil, "condition", world => world.Simulation.RunUntil(null!, Second)),
        Range(RunUntil, "negative", world => world.Simulation.RunUntil(() => true, -Second), "limit", "negative"),
        Null(RunUntilBytes, "job", world => world.Simulation.RunUntilBytes(null!, 1, Second)),
        Invalid(RunUntilBytes, "of another manager", world => world.Simulation.RunUntilBytes(world.Job, 1, Second), "job", "another manager"),
        Range(RunUntilBytes, "negative bytes", world => world.Simulation.RunUntilBytes(world.Download, -1, Second), "bytes", "0 bytes or more"),
        Range(RunUntilBytes, "negative", world => world.Simulation.RunUntilBytes(world.Download, 1, -Second), "limit", "negative"),
        Null(Run, "code", world => world.Simulation.Run((Func<Task>)null!)),
        Range(Run, "negative", world => world.Simulation.Run(() => Task.CompletedTask, -Second), "limit", "negative"),
        Null(Start, "code", world => _ = world.Simulation.Start((Func<Task>)null!)),
        Null("BitsSimulation.WriteTo(TextWriter writer)", "writer", world => world.Simulation.WriteTo(null!)),
        Null("BitsSimulation.FromScript(SimulationScript script)", "script", _ => BitsSimulation.FromScript(null!)),
        Null("BitsSimulation.FromScript(SimulationScript script, Action configure)", "script", _ => BitsSimulation.FromScript(null!, configure: null)),
        Invalid(
            "BitsSimulation.FromScript(SimulationScript script)", "several managers", _ => BitsSimulation.FromScript(SimulationScript.Parse(Two)), "script", "2 managers", "AllFromScript"),
        Null("BitsSimulation.AllFromScript(SimulationScript script)", "script", _ => BitsSimulation.AllFromScript(null!)),
        Null("BitsSimulation.AllFromScript(SimulationScript script, Action configure, Action prepare)", "script", _ => BitsSimulation.AllFromScript(null!, configure: null, prepare: null)),
        Null(Parse, "json", _ => SimulationScript.Parse(null!)),
        Script(Parse, "no JSON", _ => SimulationScript.Parse("{"), "Line 1"),
        Script(Parse, "wrong value", _ => SimulationScript.Parse(Wrong), "Line 1", "network.latency", "zero or more"),
        Null(Load, "stream", _ => SimulationScript.Load(null!)),
        Script(Load, "empty", _ => SimulationScript.Load(Stream.Null), "Line 1"),
        Script(Load, "wrong value", _ => SimulationScript.Load(new MemoryStream(Encoding.UTF8.GetBytes(Wrong))), "Line 1", "network.latency"),
        Null(ApplyTo, "network", _ => SimulationScript.Parse("{}").ApplyTo(null!)),
        Operation(ApplyTo, "changes at times", world => SimulationScript.Parse(Timed).ApplyTo(world.Network), "FromScript"),
        Operation(ApplyTo, "resource that is there", world => SimulationScript.Parse(Clashing).ApplyTo(world.Network), "server.example", "/a"),
    ];

    private static BadInputRow Script(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(SimulationScriptException), null, mentions);
}
