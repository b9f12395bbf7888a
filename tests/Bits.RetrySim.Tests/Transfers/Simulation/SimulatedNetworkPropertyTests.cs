using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>Random scripts, run in ways that must not make a difference (D-6, D-7).</summary>
public class SimulatedNetworkPropertyTests
{
    private const double Horizon = 120;

    private static readonly Gen<SimulatedFault> AnyFault = Gen.OneOf(
        Gen.Const(SimulatedFault.HttpStatus(503)),
        Gen.Const(SimulatedFault.ConnectTimeout),
        Gen.Const(SimulatedFault.NoAnswer),
        Gen.Long[0, 3_000].Select(SimulatedFault.DropAfter),
        Gen.Long[0, 3_000].Select(static bytes => SimulatedFault.StallAfter(bytes)),
        Gen.Select(Gen.Long[0, 3_000], Gen.Int[1, 40]).Select(static (bytes, seconds) => SimulatedFault.StallAfter(bytes, TimeSpan.FromSeconds(seconds))));

    private static readonly Gen<Action<SimulatedNetwork>> AnyStep = Gen.OneOf<Action<SimulatedNetwork>>(
        Gen.Select(Gen.Int[0, 2], AnyFault).Select(static (scope, fault) => Write(scope, n => n.Fails(fault), h => h.Fails(fault), r => r.Fails(fault))),
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 4], AnyFault).Select(static (scope, first, fault) =>
            Write(scope, n => n.OnRequest(first, fault), h => h.OnRequest(first, fault), r => r.OnRequest(first, fault))),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 100], Gen.Int[1, 20], AnyFault).Select(static (scope, from, length, fault) =>
        {
            (TimeSpan begin, TimeSpan end) = (TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(from + length));
            return Write(scope, n => n.Outage(begin, end, fault), h => h.Outage(begin, end, fault), r => r.Outage(begin, end, fault));
        }),
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 3_000]).Select(static (at, size) =>
            Write(2, null!, null!, r => r.ChangesAt(TimeSpan.FromSeconds(at), size, DateTimeOffset.UnixEpoch.AddSeconds(at)))),
        Gen.Select(Gen.Int[0, 3_000], Gen.Bool).Select(static (at, once) => Write(2, null!, null!, r => r.DropsAt(at, once))),
        Gen.Select(Gen.Int[0, 3_000], Gen.Int[1, 40], Gen.Bool).Select(static (at, seconds, once) =>
            Write(2, null!, null!, r => r.StallsAt(at, TimeSpan.FromSeconds(seconds), once))));

    private static readonly Gen<Scenario> AnyScenario =
        Gen.Select(AnyStep.Array[0, 4], Gen.Int[1, 4], Gen.Int[0, 3], Gen.Long[1, 3_000], Gen.Int[0, 20])
            .Select(static (steps, jobs, latency, kilobits, retry) => new Scenario(steps, jobs, latency, kilobits * 10, retry));

    [Fact]
    [Trait("Decision", "D-6")]
    public void Run_InAnySteps_GivesTheSameLog()
    {
        Gen.Select(AnyScenario, Gen.Double[0, Horizon].Array[1, 12]).Sample((scenario, stops) =>
            Log(scenario, stops, static _ => { }).SequenceEqual(Log(scenario, [], static _ => { })));
    }

    [Fact]
    [Trait("Decision", "D-6")]
    public void Run_WithChangesThatChangeNothing_GivesTheSameLog()
    {
        Gen.Select(AnyScenario, Gen.Double[0, Horizon].Array[1, 12]).Sample((scenario, stops) =>
            Log(scenario, stops, static network => network.Latency = network.Latency).SequenceEqual(Log(scenario, [], static _ => { })));
    }

    [Fact]
    [Trait("Decision", "D-1")]
    public void Run_ToldAfterEachStepOrAtTheEndOfTheInstant_GivesTheSameLog()
    {
        AnyScenario.Sample(scenario =>
        {
            FakeTransferHost eager = Begin(scenario, flushesEachStep: true);
            FakeTransferHost patient = Begin(scenario);
            eager.RunTo(Horizon);
            patient.RunTo(Horizon);
            return eager.Log.SequenceEqual(patient.Log);
        });
    }

    [Fact]
    [Trait("Decision", "D-7")]
    public void Run_ReadInAnySteps_BytesGrowExceptAtARestart()
    {
        Gen.Select(AnyScenario, Gen.Double[0, Horizon].Array[2, 20]).Sample((scenario, stops) =>
        {
            FakeTransferHost manager = Begin(scenario);
            long[] bytes = new long[scenario.Jobs];
            int restarts = 0;
            foreach (double stop in stops.Order())
            {
                manager.RunTo(stop);
                int restartsNow = manager.Log.Count(static line => line.Contains("Restarted") || line.Contains("Accepted 0/"));
                for (int job = 0; job < bytes.Length; job++)
                {
                    long now = manager.Jobs[job].BytesNow;
                    if (now < bytes[job] && restartsNow == restarts)
                    {
                        return false;
                    }

                    bytes[job] = now;
                }

                restarts = restartsNow;
            }

            return true;
        });
    }

    [Fact]
    public void Run_AnyScript_EveryAttemptEndsOnceAfterItWasDecided()
    {
        AnyScenario.Sample(scenario =>
        {
            FakeTransferHost manager = Begin(scenario);
            manager.RunTo(10_000);
            return manager.Jobs.TrueForAll(job =>
                !job.IsRunning
                && manager.Log.Count(line => line.Contains($"job {job.Number} Completed") || line.Contains($"job {job.Number} Failed")) == job.Generation
                && manager.Log.Count(line => line.Contains($"job {job.Number} Accepted")) <= job.Generation);
        });
    }

    private static List<string> Log(Scenario scenario, double[] stops, Action<SimulatedNetwork> touch)
    {
        FakeTransferHost manager = Begin(scenario);
        foreach (double stop in stops.Order())
        {
            manager.RunTo(stop);
            touch((SimulatedNetwork)manager.Transport);
        }

        manager.RunTo(Horizon);
        return manager.Log;
    }

    private static FakeTransferHost Begin(Scenario scenario, bool flushesEachStep = false)
    {
        SimulatedNetwork network = new() { BitsPerSecond = scenario.BitsPerSecond, Latency = TimeSpan.FromSeconds(scenario.Latency) };
        network.Host("h").Resource("/f", 2_000);
        foreach (Action<SimulatedNetwork> step in scenario.Steps)
        {
            step(network);
        }

        FakeTransferHost manager = new(network) { FlushesEachStep = flushesEachStep };
        for (int i = 0; i < scenario.Jobs; i++)
        {
            FakeJob job = manager.Job("http://h/f", foreground: i % 2 == 0);
            job.RetryAfter = scenario.Retry == 0 ? null : scenario.Retry;
            job.Start();
        }

        return manager;
    }

    private static Action<SimulatedNetwork> Write(
        int scope, Func<SimulatedNetwork, object> network, Func<SimulatedHost, object> host, Func<SimulatedResource, object> resource) => scope switch
        {
            0 => target => network(target),
            1 => target => host(target.Host("h")),
            _ => target => resource(target.Host("h").Resource("/f")),
        };

    private sealed record Scenario(Action<SimulatedNetwork>[] Steps, int Jobs, int Latency, long BitsPerSecond, int Retry);
}
