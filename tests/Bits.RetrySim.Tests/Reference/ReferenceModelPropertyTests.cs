using System.Collections.Concurrent;
using CsCheck;
using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What must hold for every run of the reference model, whatever the library does.</summary>
[Trait("Runs", "Once")]
public sealed class ReferenceModelPropertyTests
{
    private const int Scripts = 2000;

    [Fact]
    [Trait("Rule", "D-6")]
    public void Run_ExtraPumps_ChangeNothing() =>
        Gen.Select(ScriptGen.Scripts, Gen.Long[0, 80_000].Array[1, 20]).Sample(
            (script, stops) =>
            {
                HashSet<long> taken = [.. script.Inputs.Select(input => input.AtMs)];
                IEnumerable<ScriptInput> pumps = stops.Where(stop => !taken.Contains(stop)).Select(stop => new ScriptInput(stop, ScriptAction.Pump));
                Script split = script with { Inputs = [.. script.Inputs.Concat(pumps).OrderBy(input => input.AtMs)] };

                SeenWithoutReads(split).Should().Equal(SeenWithoutReads(script));
            },
            iter: Scripts);

    [Fact]
    [Trait("Rule", "LIFE-7")]
    [Trait("Rule", "CLOCK-1")]
    public void Run_AnyScript_IsAChainThatEndsInFinalStates() =>
        ScriptGen.Scripts.Sample(
            script =>
            {
                Trace trace = ReferenceModel.Run(script);
                trace.Transitions.Should().BeInAscendingOrder(line => line.AtMs);
                foreach (IGrouping<int, TraceTransition> job in trace.Transitions.GroupBy(line => line.Job))
                {
                    State state = State.Suspended;
                    foreach (TraceTransition line in job)
                    {
                        line.From.Should().Be(state).And.NotBe(State.Acknowledged).And.NotBe(State.Cancelled).And.NotBe(line.To);
                        state = line.To;
                    }
                }
            },
            iter: Scripts);

    [Fact]
    [Trait("Rule", "STATE-30")]
    public void Scripts_ManySamples_ReachEveryTransition()
    {
        ConcurrentDictionary<(State, State), int> seen = [];
        ScriptGen.Scripts.Sample(
            script => ReferenceModel.Run(script).Transitions.ForEach(line => seen.AddOrUpdate((line.From, line.To), 1, (_, count) => count + 1)),
            iter: Scripts);

        seen.Keys.Should().Contain(
        [
            (State.Queued, State.Connecting), (State.Connecting, State.Transferring), (State.Connecting, State.TransientError),
            (State.Transferring, State.TransientError), (State.Connecting, State.Error), (State.Transferring, State.Error),
            (State.Transferring, State.Queued), (State.Transferring, State.Transferred), (State.TransientError, State.Queued),
            (State.TransientError, State.Error), (State.Queued, State.TransientError), (State.Connecting, State.Queued),
            (State.TransientError, State.Cancelled), (State.Queued, State.Error), (State.Queued, State.Transferred),
            (State.Suspended, State.Queued), (State.Error, State.Queued), (State.Transferred, State.Queued),
            (State.Error, State.Suspended), (State.Transferred, State.Suspended), (State.Transferred, State.Acknowledged),
        ]);
    }

    private static IReadOnlyList<string> SeenWithoutReads(Script script)
    {
        Trace trace = ReferenceModel.Run(script);
        trace.Reads.Clear();
        return trace.Lines();
    }
}
