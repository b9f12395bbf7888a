using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The library and the reference model do the same with files that are sent and with replies to them.</summary>
/// <remarks>A failure prints the shortest script that shows it, and the seed with which it is found again.</remarks>
[Trait("Runs", "Once")]
public sealed class ReferenceUploadPropertyTests
{
    private const int Scripts = 10_000;

    [Fact]
    [Trait("Rule", "UP-3")]
    [Trait("Rule", "UP-6")]
    [Trait("Rule", "LIFE-12")]
    [Trait("Rule", "RETRY-24")]
    [Trait("Rule", "ERR-11")]
    [Trait("Rule", "FILE-3")]
    [Trait("Rule", "CB-10")]
    public void Engine_RandomReplies_DoesAsTheModel() => Uploads.Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    [Fact]
    [Trait("Rule", "LIFE-20")]
    [Trait("Rule", "UP-5")]
    public void Engine_RandomCancels_DoesAsTheModel() => Cancels.Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    private static Gen<(ScriptAction Action, long Value)> ReplyName => Gen.OneOf(0L, 1L).Select(value => (ScriptAction.SetReplyName, value));

    private static Gen<(ScriptAction Action, long Value)> End => Gen.OneOf((ScriptAction.Complete, 0L), (ScriptAction.Cancel, 0L));

    private static Gen<(ScriptAction Action, long Value)> Cancel => Gen.Const((ScriptAction.Cancel, 0L));

    private static Gen<ScriptCancelAnswer> CancelAnswer => Gen.Select(
        Gen.OneOf(0L, 0L, 1L, 2_000L, 10_000L, 7_200_000L),
        Gen.OneOf(SpecCodes.Http(503), SpecCodes.Http(500), SpecCodes.CannotConnect, SpecCodes.Http(404), SpecCodes.Ok),
        (after, code) => new ScriptCancelAnswer(after, code));

    private static Gen<Script> Cancels => Gen.Select(
        ScriptCalls.With(Gen.OneOf(ScriptKind.UploadReply, ScriptKind.Upload), Cancel),
        CancelAnswer.Array[0, 20].Array[3],
        (script, answers) => script with { Jobs = [.. script.Jobs.Select((job, index) => job with { CancelAnswers = answers[index] })] });

    private static Gen<Script> Uploads => Gen.Select(
        ScriptCalls.With(Gen.OneOf(ScriptKind.UploadReply, ScriptKind.UploadReply, ScriptKind.Upload), ReplyName, End),
        Gen.OneOf<long?>(null, 0L, 1L, 7L).Array[3],
        Gen.Bool.Array[6],
        (script, replies, forgotten) => script with
        {
            Jobs = [.. script.Jobs.Select((job, index) => job with { ReplyBytes = replies[index], Fetches = [.. job.Fetches.Select((fetch, place) => fetch with { ForgetsSession = forgotten[place] })] })],
        });
}
