using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The library and the reference model do the same, over random scripts, however the instants are reached.</summary>
/// <remarks>A failure prints the shortest script that shows it, and the seed with which it is found again.</remarks>
[Trait("Runs", "Once")]
public sealed class ReferencePropertyTests
{
    private const int Scripts = 10_000;
    private const int ScriptsPerReading = 1_000;
    private const int ScriptsInPieces = 1_000;

    /// <summary>Each switch of BitsReadings, and the number of background slots, set to what is not its default.</summary>
    private static readonly Dictionary<string, ScriptReadings[]> Readings = new()
    {
        [nameof(BitsReadings.MinimumRetryDelayFloor)] = [new(FloorSeconds: 60), new(FloorSeconds: 1)],
        [nameof(BitsReadings.DelayAboveTimeout)] = [new(DelayAboveTimeout: DelayAboveTimeout.FailAtTimeout)],
        [nameof(BlockedTimeout.Freeze)] = [new(BlockedTimeout: BlockedTimeout.Freeze)],
        [nameof(BlockedTimeout.Clear)] = [new(BlockedTimeout: BlockedTimeout.Clear)],
        [nameof(BitsReadings.SuspendKeepsErrorAndTransferred)] = [new(SuspendKeepsErrorAndTransferred: true)],
        [nameof(BitsReadings.ResumeTransferredIsEmpty)] = [new(ResumeTransferredIsEmpty: true)],
        [nameof(BitsReadings.DefaultCostFlags)] = [new(DefaultCostFlags: BackgroundCopyCostStates.TransferAlways)],
        [nameof(BitsReadings.RedeliveryInterval)] = [new(RedeliveryMs: 7_000), new(RedeliveryMs: 1)],
        [nameof(BitsReadings.TimeSlice)] = [new(TimeSliceMs: 1_000), new(TimeSliceMs: 5_000), new(TimeSliceMs: 7_200_000)],
        [nameof(BackgroundCopyManagerOptions.MaximumBackgroundTransfers)] =
        [
            new() { BackgroundSlots = 2 }, new() { BackgroundSlots = 3 }, new() { BackgroundSlots = 100 }, new(TimeSliceMs: 1_000) { BackgroundSlots = 2 },
        ],
        [nameof(BitsReadings.ZeroTimeoutFailsBlocks)] = [new(ZeroTimeoutFailsBlocks: false)],
        [nameof(BitsReadings.Documented)] = [ScriptReadings.Documented],
        [nameof(BitsReadings.V0_1)] = [ScriptReadings.V0_1],
        [nameof(BitsReadings.ImmediateRetries)] = [new(ImmediateRetries: 0), new(ImmediateRetries: 1), new(ImmediateRetries: 10)],
        [nameof(BitsReadings.RestartKeepsTransientError)] = [new(RestartKeepsTransientError: true)],
        [nameof(BitsReadings.SettlingTries)] = [new(SettlingTries: 1), new(SettlingTries: 12), new(SettlingTries: 60)],
        [nameof(BitsReadings.ResumeKeepsNoProgressTimer)] = [new(ResumeKeepsNoProgressTimer: true)],
        [nameof(BitsReadings.CountsFirstConnectFailure)] = [new(CountsFirstConnectFailure: false)],
        [nameof(BitsReadings.CompleteNeedsAnArrivedFile)] = [new(CompleteNeedsAnArrivedFile: true)],
        [nameof(BitsReadings.SuspendHidesError)] = [new(SuspendHidesError: true)],
        [nameof(BitsReadings.BlocksForeground)] = [new(BlocksForeground: BlockConditions.None), new(BlocksForeground: BlockConditions.All)],
    };

    public static TheoryData<string> Switches => [.. Readings.Keys];

    [Fact]
    [Trait("Rule", "D-1")]
    [Trait("Rule", "D-2")]
    public void Engine_RandomScripts_DoesAsTheModel() => ScriptGen.Scripts.Sample(DoesAsTheModel, iter: Scripts);

    [Theory]
    [MemberData(nameof(Switches))]
    [Trait("Rule", "D-50")]
    public void Engine_OtherReading_DoesAsTheModel(string reading) =>
        ScriptGen.ScriptsUnder(Gen.OneOf(Readings[reading])).Sample(DoesAsTheModel, iter: ScriptsPerReading);

    /// <summary>And so as the model. The system clock is theirs together, so that neither sets it.</summary>
    [Fact]
    [Trait("Rule", "D-46")]
    public void Engine_TwoManagersOnOneClock_EachDoesAsAlone() =>
        Gen.Select(ScriptGen.Scripts.Select(ForFakeTime), ScriptGen.Scripts.Select(ForFakeTime), Stops).Sample(
            (one, other, stops) =>
            {
                long end = Math.Max(one.EndMs, other.EndMs);
                Script first = one with { EndMs = end };
                Script second = other with { EndMs = end, InputsFirst = true };

                (Trace ofFirst, Trace ofSecond) = EngineRunner.RunTogether(first, second, stops);

                EngineRunner.Run(first).DifferenceTo(ofFirst).Should().BeNull("the other manager is none of its business:\n{0}", first);
                EngineRunner.Run(second).DifferenceTo(ofSecond).Should().BeNull("the other manager is none of its business:\n{0}", second);
            },
            iter: ScriptsInPieces);

    [Fact]
    [Trait("Rule", "D-6")]
    [Trait("Rule", "TV-22")]
    public void SimulatedClock_AnyStops_ChangeNothing() =>
        Gen.Select(ScriptGen.Scripts, Stops).Sample(
            (script, stops) =>
            {
                Trace whole = EngineRunner.Run(script, [], out string log);

                whole.DifferenceTo(EngineRunner.Run(script, stops, out string logInPieces)).Should().BeNull();
                logInPieces.Should().Be(log);
            },
            iter: ScriptsInPieces);

    [Fact]
    [Trait("Rule", "D-6")]
    [Trait("Rule", "D-5")]
    public void FakeTimeProvider_CoarseOrInPieces_IsAsOnSimulatedClock() =>
        Gen.Select(ScriptGen.Scripts.Select(ForFakeTime), Stops).Sample(
            (script, stops) =>
            {
                Trace simulated = EngineRunner.Run(script, [], out string log);

                simulated.DifferenceTo(EngineRunner.RunOnFakeTime(script, [], out string coarse)).Should().BeNull();
                simulated.DifferenceTo(EngineRunner.RunOnFakeTime(script, stops, out string inPieces)).Should().BeNull();
                coarse.Should().Be(log);
                inPieces.Should().Be(log);
            },
            iter: ScriptsInPieces);

    [Fact]
    [Trait("Rule", "D-35")]
    public void EventLog_SameScriptTwice_IsTheSameBytes() =>
        ScriptGen.Scripts.Sample(
            script =>
            {
                _ = EngineRunner.Run(script, [], out string first);
                _ = EngineRunner.Run(script, [], out string second);

                second.Should().Be(first);
            },
            iter: ScriptsInPieces);

    /// <summary>Instants, some of them twice, on the way through a script.</summary>
    private static Gen<long[]> Stops => Gen.Select(Gen.Long[0, 80_000].Array[0, 12], Gen.OneOf(1L, 7_200L)).Select(
        (instants, scale) => instants.Concat(instants.Take(3)).Select(instant => instant * scale).ToArray());

    /// <summary>A FakeTimeProvider cannot step its system clock alone, and fires no timer when it is advanced by zero.</summary>
    private static Script ForFakeTime(Script script) =>
        script with { Inputs = [.. script.Inputs.Where(input => input.Action is not (ScriptAction.StepSystemTime or ScriptAction.Pump))] };

    internal static void DoesAsTheModel(Script script)
    {
        if (Difference(script) is not null)
        {
            Script shortest = ScriptShrinker.Shrink(script, candidate => Difference(candidate) is not null);
            Difference(shortest).Should().BeNull("this must run as the model says:\n{0}", shortest);
        }
    }

    private static string? Difference(Script script) => ReferenceModel.Run(script).DifferenceTo(EngineRunner.Run(script));
}
