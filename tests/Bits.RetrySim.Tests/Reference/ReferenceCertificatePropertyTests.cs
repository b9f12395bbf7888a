using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The library and the reference model do the same with jobs whose clients judge the certificates of servers.</summary>
/// <remarks>A failure prints the shortest script that shows it, and the seed with which it is found again.</remarks>
[Trait("Runs", "Once")]
public sealed class ReferenceCertificatePropertyTests
{
    private const int Scripts = 10_000;

    [Fact]
    [Trait("Rule", "ERR-36")]
    [Trait("Rule", "PROP-25")]
    [Trait("Rule", "CLOCK-7")]
    public void Engine_RandomCertificates_DoesAsTheModel() => Certificates.Sample(ReferencePropertyTests.DoesAsTheModel, iter: Scripts);

    private static Gen<(ScriptAction Action, long Value)> Judge => Gen.OneOf(1L, 1L, 0L).Select(value => (ScriptAction.SetJudge, value));

    private static Gen<(ScriptAction Action, long Value)> Other => Gen.OneOf(
        (ScriptAction.Resume, 0L), (ScriptAction.Suspend, 0L), (ScriptAction.RestartService, 0L));

    /// <summary>Codes that would be transient, fatal or those of a condition, did they come from the server.</summary>
    private static Gen<int> Verdict => Gen.OneOf(SpecCodes.Ok, SpecCodes.Refused, SpecCodes.Http(404), SpecCodes.CannotConnect);

    private static Gen<Script> Certificates => Gen.Select(
        ScriptCalls.With(Gen.OneOf(ScriptKind.Plain, ScriptKind.DynamicContent, ScriptKind.CustomMethod, ScriptKind.UploadReply), Judge, Other),
        Gen.OneOf(true, true, false).Array[3],
        Verdict.Array[0, 8].Array[3],
        Gen.Int[0, 2].Array[6],
        (script, judges, verdicts, shown) => script with
        {
            Jobs =
            [
                .. script.Jobs.Select((job, index) => job with
                {
                    HasJudge = judges[index],
                    Verdicts = verdicts[index],
                    Fetches = [.. job.Fetches.Select((fetch, place) => fetch with { Certificate = shown[place] })],
                    LaterFetches = job.LaterFetches with { Certificate = shown[5] },
                }),
            ],
        });
}
