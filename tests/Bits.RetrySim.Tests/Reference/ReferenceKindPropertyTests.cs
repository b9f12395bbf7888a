using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The library and the reference model do the same with jobs that are no plain downloads.</summary>
/// <remarks>A failure prints the shortest script that shows it, and the seed with which it is found again.</remarks>
[Trait("Runs", "Once")]
public sealed class ReferenceKindPropertyTests
{
    private const int Scripts = 10_000;
    private const int ScriptsPerReading = 1_000;

    private static readonly ScriptReadings[] Keeping = [new() { RestartKeepsHighPerformance = true }];

    [Fact]
    [Trait("Rule", "RETRY-22")]
    [Trait("Rule", "RETRY-23")]
    [Trait("Rule", "RETRY-28")]
    [Trait("Rule", "PROG-8")]
    [Trait("Rule", "SCHED-10")]
    [Trait("Rule", "LIFE-12")]
    [Trait("Rule", "LIM-6")]
    [Trait("Rule", "CB-10")]
    public void Engine_RandomKinds_DoesAsTheModel() => OfKinds(ScriptGen.Scripts).Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    [Fact]
    [Trait("Rule", "PROG-8")]
    [Trait("Rule", "D-50")]
    public void Engine_RestartKeepsHighPerformance_DoesAsTheModel() =>
        OfKinds(ScriptGen.ScriptsUnder(Gen.OneOf(Keeping))).Sample(ReferencePropertyTests.DoesAsTheModel, iter: ScriptsPerReading);

    private static Gen<Script> OfKinds(Gen<Script> scripts) => Gen.Select(scripts, Gen.Enum<ScriptKind>().Array[3]).Select(
        (script, kinds) => script with { Jobs = [.. script.Jobs.Select((job, index) => job with { Kind = kinds[index] })] });
}
