using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The library and the reference model do the same with files of which parts are fetched, that get other names, or are refused, and with helper tokens.</summary>
/// <remarks>A failure prints the shortest script that shows it, and the seed with which it is found again.</remarks>
[Trait("Runs", "Once")]
public sealed class ReferenceFilePropertyTests
{
    private const int Scripts = 10_000;

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "FILE-13")]
    [Trait("Rule", "FILE-20")]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "NET-7")]
    [Trait("Rule", "STATE-27")]
    public void Engine_RandomFilesAndTokens_DoesAsTheModel() =>
        ScriptCalls.With(Gen.OneOf(ScriptKind.Plain, ScriptKind.HighPerformance, ScriptKind.CustomMethod), Ranges, Name, Verdict, Verdict, Token).Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "PROP-8")]
    [Trait("Rule", "STATE-26")]
    public void Engine_RandomRequestsForRanges_DoesAsTheModel() =>
        ScriptCalls.With(Gen.OneOf(ScriptKind.Plain, ScriptKind.OnDemand), Request, Request, Request, Name, Verdict).Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CB-12")]
    [Trait("Rule", "STATE-26")]
    public void Engine_RandomRangesThatAreTold_DoesAsTheModel() =>
        ScriptCalls.With(Gen.OneOf(ScriptKind.Plain, ScriptKind.OnDemand, ScriptKind.HighPerformance), ToldRequest, ToldRequest, ToldRequest, Position, ToldFlags)
            .Select(Told).Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    /// <summary>Clients hear of ranges from the beginning, if of anything.</summary>
    private static Script Told(Script script) =>
        script with { Jobs = [.. script.Jobs.Select(job => job with { Flags = job.Flags | BackgroundCopyNotifications.FileRangesTransferred })] };

    private static Gen<(ScriptAction Action, long Value)> ToldRequest => OfFile(
        ScriptAction.RequestRanges, Gen.Select(Gen.Long[0, 6], Gen.OneOf(0L, 1L, 2L, 4L, ScriptFileCalls.ToEnd), (offset, length) => (10 * offset) + length));

    private static Gen<(ScriptAction Action, long Value)> Position => OfFile(ScriptAction.SetPosition, Gen.Long[0, 6]);

    private static Gen<(ScriptAction Action, long Value)> ToldFlags => Gen.OneOf(0x33L, 0x20L, 0x13L, 0L).Select(flags => (ScriptAction.SetNotifyFlags, flags));

    private static Gen<(ScriptAction Action, long Value)> Ranges => Gen.OneOf(0L, 1L).Select(value => (ScriptAction.AddRanges, value));

    private static Gen<(ScriptAction Action, long Value)> Name => OfFile(ScriptAction.SetRemoteName, Gen.OneOf(7L, 5L, 10L));

    private static Gen<(ScriptAction Action, long Value)> Verdict => OfFile(ScriptAction.SetValidationState, Gen.OneOf(0L, 0L, 1L));

    private static Gen<(ScriptAction Action, long Value)> Token => Gen.OneOf(0L, 1L, 2L, ScriptFileCalls.NoToken).Select(user => (ScriptAction.SetHelperToken, user));

    private static Gen<(ScriptAction Action, long Value)> Request =>
        OfFile(ScriptAction.RequestRanges, Gen.Select(Gen.Long[0, 6], Gen.Long[0, 4], (offset, length) => (10 * offset) + length));

    private static Gen<(ScriptAction Action, long Value)> OfFile(ScriptAction action, Gen<long> what) =>
        Gen.Select(Gen.OneOf(0L, 0L, 1L, 2L), what, (file, value) => (action, (file * ScriptFileCalls.PerFile) + value));
}
