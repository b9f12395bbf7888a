namespace Bits.RetrySim.Tests;

/// <summary>Ranges that a client asks for in a script.</summary>
public sealed class ScriptRangesTests
{
    private const string Job = """
        "network": { "bitsPerSecond": 8000, "hosts": { "h": { "resources": { "/f": { "size": 10000 } } } } },
        "jobs": [ { "name": "film", "onDemand": ON, "files": [ { "remote": "http://h/f", "local": "C:\\f" } ], "resumeAt": "never", "calls": [ CALLS ] } ]
        """;

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "PROP-8")]
    public void RequestRanges_BringsThoseAlone()
    {
        using BitsSimulation bits = Run("true", """{ "at": 10, "requestRanges": { "ranges": [ { "offset": 8000 }, { "length": 500 } ] }, "call": "resume" }""");
        BackgroundCopyJob job = bits.Manager.EnumJobs()[0];

        job.Properties.OnDemandMode.Should().BeTrue();
        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        job.Files[0].GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(0, 500), new BackgroundCopyFileRange(8_000, 2_000));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void DownloadPosition_GoesOnThere()
    {
        using BitsSimulation bits = Run("false", """{ "at": 10, "call": "resume" }, { "at": 11, "downloadPosition": { "file": 1, "offset": 9000 } }, { "at": 12, "call": "suspend" }""");

        bits.Manager.EnumJobs()[0].Files[0].GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(0, 1_000), new BackgroundCopyFileRange(9_000, 1_000));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestRanges_OfAFileThatIsNotThere_IsToldWithItsPlace() =>
        FluentActions.Invoking(() => Run("true", """{ "at": 10, "requestRanges": { "file": 2, "ranges": [ { "length": 1 } ] } }""").Dispose())
            .Should().Throw<SimulationScriptException>().WithMessage("*The job has 1 files*");

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestRanges_Refused_IsWhatFailsExpects()
    {
        using BitsSimulation bits = Run("true", """
            { "at": 10, "requestRanges": { "ranges": [ { "length": 1 } ] }, "call": "resume" },
            { "at": 20, "requestRanges": { "ranges": [ { "offset": 10000, "length": 1 } ] }, "fails": "BG_E_INVALID_RANGE" }
            """);

        bits.Manager.EnumJobs()[0].Progress.BytesTransferred.Should().Be(1);
    }

    private static BitsSimulation Run(string onDemand, string calls)
    {
        BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse("{" + Job.Replace("ON", onDemand, StringComparison.Ordinal).Replace("CALLS", calls, StringComparison.Ordinal) + "}"));
        bits.Clock.Advance(TimeSpan.FromMinutes(1));
        return bits;
    }
}
