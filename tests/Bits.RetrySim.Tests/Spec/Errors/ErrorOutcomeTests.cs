using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Which failures are recoverable, seen by what becomes of the job.</summary>
public sealed class ErrorOutcomeTests
{
    private const uint FirstWinHttp = 0x80072EE0;
    private const uint LastWinHttp = 0x80072FA8;

    /// <summary>WinHTTP errors that are listed as fatal: bad URLs, credentials, certificates and answers.</summary>
    private static readonly uint[] FatalWinHttp =
    [
        0x80072EE5, 0x80072EE6, 0x80072EEF, 0x80072F05, 0x80072F06, 0x80072F0C, 0x80072F0D, 0x80072F19, 0x80072F76, 0x80072F7C, 0x80072F89, 0x80072F8A, 0x80072F93,
        0x80072F99, 0x80072F9A,
    ];

    [Fact]
    [Trait("Rule", "ERR-20")]
    [Trait("Rule", "OQ-18")]
    public void Attempt_EveryHttpStatus_EndsAsTheRuleSays()
    {
        using Bench bench = new();
        List<string> wrong = [];
        foreach (int status in Enumerable.Range(100, 900).Where(status => status is not (200 or 206)))
        {
            BackgroundCopyJob job = bench.CreateJob();
            bench.Start(job).FailHttp(status);
            BackgroundCopyJobState expected = status switch
            {
                300 or 301 or 302 or 303 or 304 or 305 or 307 => Error,
                408 or 409 => TransientError,
                >= 400 and < 500 => Error,
                501 or 505 => Error,
                _ => TransientError,
            };
            if (job.State != expected || job.Error!.Code != unchecked((int)(0x80190000u + (uint)status)))
            {
                wrong.Add($"{status}: {job.State}, {job.Error}");
            }

            job.Cancel();
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "ERR-22")]
    [InlineData(401)]
    [InlineData(407)]
    public void Attempt_CredentialsRefused_IsFatal(int status) => StateAfter(0x80190000u + (uint)status).Should().Be(Error);

    [Fact]
    [Trait("Rule", "ERR-23")]
    public void Attempt_Http403_IsFatal() => StateAfter(0x80190193).Should().Be(Error);

    [Fact]
    [Trait("Rule", "ERR-24")]
    public void Attempt_ServerTellsNoSize_IsFatal()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", 1000).WithoutContentLength();
        BackgroundCopyJob job = Resumed(simulation);

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(unchecked((int)0x80200011));
    }

    [Fact]
    [Trait("Rule", "ERR-24")]
    public void Attempt_ServerIgnoresRanges_IsFatal()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", 1000).WithoutRanges();
        BackgroundCopyJob job = Resumed(simulation);

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(unchecked((int)0x80200013));
    }

    [Fact]
    [Trait("Rule", "ERR-25")]
    public void Attempt_Http204_IsRetriedUntilTheTimeout()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", 1000).Fails(SimulatedFault.HttpStatus(204));
        BackgroundCopyJob job = Resumed(simulation);
        job.State.Should().Be(TransientError);

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(1_209_599));
        job.State.Should().Be(TransientError);
        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(1_209_600));

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(unchecked((int)0x801900CC));
    }

    [Theory]
    [Trait("Rule", "ERR-26")]
    [InlineData(0x80072EE7)]
    [InlineData(0x80072F78)]
    [InlineData(0x80070057)]
    [InlineData(0x800703EB)]
    [InlineData(0x80072EFE)]
    [Trait("Rule", "ERR-43")]
    public void Attempt_NameProxyRouteOrConnectionFails_IsRetriedAfterTheDelay(uint code) => ShouldBeRetried(code);

    [Theory]
    [Trait("Rule", "ERR-27")]
    [InlineData(0x80072EE2)]
    [InlineData(0x80072EFD)]
    public void Attempt_ConnectingFails_IsRetriedAfterTheDelay(uint code) => ShouldBeRetried(code);

    [Theory]
    [Trait("Rule", "ERR-28")]
    [Trait("Rule", "OQ-18")]
    [InlineData(0x80072F19, Error)]
    [InlineData(0x80072F8A, Error)]
    [InlineData(0x80072F8F, TransientError)]
    public void Attempt_TlsFails_IsFatalOnlyForRevocation(uint code, BackgroundCopyJobState expected) => StateAfter(code).Should().Be(expected);

    [Theory]
    [Trait("Rule", "ERR-29")]
    [InlineData(0x80070002)]
    [InlineData(0x80070003)]
    [InlineData(0x80070005)]
    public void Attempt_SmbFileMissingOrRefused_IsFatal(uint code) => StateAfter(code, @"\\server\share\a").Should().Be(Error);

    [Fact]
    [Trait("Rule", "ERR-30")]
    public void Attempt_LocalFileRefused_IsFatal() => StateAfter(0x80070005).Should().Be(Error);

    [Fact]
    [Trait("Rule", "ERR-31")]
    public void Attempt_TemporaryFileHeldOpen_IsRetriedAfterTheDelay() => ShouldBeRetried(0x80070020);

    [Theory]
    [Trait("Rule", "ERR-38")]
    [Trait("Rule", "OQ-18")]
    [InlineData(0x80072F0C)]
    [InlineData(0x80072F9A)]
    public void Attempt_ClientCertificateMissing_IsFatal(uint code) => StateAfter(code).Should().Be(Error);

    [Fact]
    [Trait("Rule", "ERR-39")]
    public void Attempt_VolumeChanged_IsFatalUntilResume()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(0x8020000E);
        job.State.Should().Be(Error);

        bench.Start(job).IsRunning.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "ERR-39")]
    public void Attempt_VolumeLocked_WaitsForTheVolume()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Accept(100);

        bench.Environment.LockVolume("C:");
        bench.GoTo(10_000);
        (job.State, job.Error!.Code).Should().Be((TransientError, unchecked((int)0x8020000D)));
        bench.Environment.UnlockVolume("C:");

        job.State.Should().Be(Queued);
    }

    [Fact]
    [Trait("Rule", "ERR-40")]
    public void Attempt_ServerGetsNowhere_IsRetriedAfterTheDelay() => ShouldBeRetried(0x80200024);

    [Fact]
    [Trait("Rule", "ERR-41")]
    [Trait("Rule", "OQ-18")]
    public void Attempt_DiskFull_IsFatalAndLocal()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(0x80070070);

        job.State.Should().Be(Error);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.LocalFile);
    }

    [Fact]
    [Trait("Rule", "ERR-42")]
    [Trait("Rule", "OQ-18")]
    public void Attempt_EveryWinHttpCode_IsRecoverableUnlessListedAsFatal()
    {
        using Bench bench = new();
        List<string> wrong = [];
        for (uint code = FirstWinHttp; code <= LastWinHttp; code++)
        {
            BackgroundCopyJob job = bench.CreateJob();
            bench.Start(job).Fail(code);
            if (job.State != (FatalWinHttp.Contains(code) ? Error : TransientError))
            {
                wrong.Add($"{code:X8}: {job.State}");
            }

            job.Cancel();
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "ERR-42")]
    [InlineData(0x80072EDF)]
    [InlineData(0x80072FA9)]
    [InlineData(0x8007ABCD)]
    [InlineData(0x80004005)]
    [InlineData(0x80200069)]
    [InlineData(0xFFFFFFFF)]
    public void Attempt_CodeNobodyClassified_IsFatal(uint code) => StateAfter(code).Should().Be(Error);

    [Theory]
    [Trait("Rule", "ERR-43")]
    [InlineData(0x80200003)]
    [InlineData(0x80200002)]
    [InlineData(0x80200049)]
    public void Attempt_CodeOfMethods_IsFatalAsAnUnclassifiedOne(uint code) => StateAfter(code).Should().Be(Error);

    [Theory]
    [Trait("Rule", "ERR-43")]
    [Trait("Rule", "RETRY-16")]
    [InlineData(0x8020000D)]
    [InlineData(0x80200010)]
    [InlineData(0x8020003E)]
    [InlineData(0x80200059)]
    [InlineData(0x80200065)]
    [InlineData(0x80200067)]
    [InlineData(0x80200068)]
    [InlineData(0x8020006E)]
    [InlineData(0x8020006F)]
    [InlineData(0x80200070)]
    public void Classify_CodeOfABlock_WaitsForItsEnd(uint code) =>
        new ErrorClassification().Classify(unchecked((int)code)).Should().Be(ErrorClass.WaitsForCondition);

    [Theory]
    [Trait("Rule", "OQ-18")]
    [Trait("Rule", "ERR-20")]
    [Trait("Rule", "ERR-41")]
    [Trait("Rule", "ERR-42")]
    [InlineData(0x801901AD, ErrorClass.Transient, TransientError)]
    [InlineData(0x801901F7, ErrorClass.Fatal, Error)]
    [InlineData(0x80070070, ErrorClass.Transient, TransientError)]
    [InlineData(0x80072F8F, ErrorClass.Fatal, Error)]
    [InlineData(0x8007ABCD, ErrorClass.Transient, TransientError)]
    public void Attempt_ClassificationOverridden_EndsAsTheSwitchSays(uint code, ErrorClass kind, BackgroundCopyJobState expected)
    {
        using Bench bench = new(options => options.Classification.Override(unchecked((int)code), kind));
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(code);

        job.State.Should().Be(expected);
    }

    [Fact]
    [Trait("Rule", "ERR-51")]
    public void Codes_NotOfBits_AreWin32ErrorsOrHttpStatuses()
    {
        HResults.HttpStatus(404).Should().Be(unchecked((int)0x80190194));
        HResults.BG_E_HTTP_ERROR_503.Should().Be(unchecked((int)(0x80190000u + 503)));
        HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED.Should().Be(unchecked((int)(0x80070000u + 12007)));
        HResults.ERROR_DISK_FULL.Should().Be(unchecked((int)(0x80070000u + 112)));
        HResults.E_ACCESSDENIED.Should().Be(unchecked((int)(0x80070000u + 5)));
    }

    private static BackgroundCopyJobState StateAfter(uint code, string remoteName = "https://server.example/a")
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\a");
        bench.Start(job).Fail(code);
        job.Error!.Code.Should().Be(unchecked((int)code));
        return job.State;
    }

    private static void ShouldBeRetried(uint code)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(code);
        job.State.Should().Be(TransientError);
        bench.GoTo(599.999);
        job.State.Should().Be(TransientError);

        bench.GoTo(600);

        job.State.Should().Be(Connecting);
        bench.Transport.Attempts.Should().HaveCount(2);
    }

    private static BackgroundCopyJob Resumed(BitsSimulation simulation)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://server.example/a", @"C:\a");
        job.Resume();
        simulation.Clock.Advance(TimeSpan.Zero);
        return job;
    }
}
