using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>When a job has an error to show, and what it says.</summary>
public sealed class ErrorObjectTests
{
    private const int Http404 = unchecked((int)0x80190194);
    private const int Http503 = unchecked((int)0x801901F7);
    private const int NetworkDisconnected = unchecked((int)0x80200010);

    [Theory]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "ERR-3")]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [InlineData(Transferred)]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    public void Error_JobNeverFailed_IsNull(BackgroundCopyJobState state)
    {
        using ManualScene scene = new();

        scene.CreateJobIn(state).Error.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "ERR-3")]
    [Trait("Rule", "OQ-9")]
    public void Error_AfterAFailure_IsThereUntilTransferring()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(TransientError);
        CodeIn(job, TransientError).Should().Be(Http503);

        job.Resume();
        CodeIn(job, Queued).Should().Be(Http503);
        scene.Pump();
        CodeIn(job, Connecting).Should().Be(Http503);
        scene.AttemptOf(job).Accept(10);
        CodeIn(job, Transferring).Should().BeNull();
        scene.Environment.LogOff(job.Owner);
        CodeIn(job, Queued).Should().BeNull("it has been transferring since it failed");
        scene.Environment.LogOn(job.Owner);
        scene.Pump();
        scene.AttemptOf(job).FailHttp(404);
        CodeIn(job, Error).Should().Be(Http404);
        job.Resume();
        scene.Pump();
        scene.AttemptOf(job).Accept(10);
        scene.AttemptOf(job).Complete();
        CodeIn(job, Transferred).Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "STATE-17")]
    public void Error_QueuedByTheDelay_IsKept()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(TransientError);
        scene.Environment.LogOff(job.Owner);

        scene.AdvanceTo(600);

        CodeIn(job, Queued).Should().Be(Http503);
    }

    [Theory]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "OQ-9")]
    [Trait("Rule", "METHOD-Error")]
    [InlineData(TransientError, Suspended)]
    [InlineData(TransientError, Acknowledged)]
    [InlineData(TransientError, Cancelled)]
    [InlineData(Error, Suspended)]
    [InlineData(Error, Acknowledged)]
    [InlineData(Error, Cancelled)]
    public void Error_FailedJobSuspendedOrEnded_IsNull(BackgroundCopyJobState from, BackgroundCopyJobState to)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(from);
        job.Error.Should().NotBeNull();

        Action go = to switch
        {
            Suspended => job.Suspend,
            Acknowledged => () => job.Complete(),
            _ => () => job.Cancel(),
        };
        go();

        CodeIn(job, to).Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-2")]
    [Trait("Rule", "ERR-50")]
    [Trait("Rule", "STATE-44")]
    public void Error_MethodsFail_TellsOfTransfersOnly()
    {
        using ManualScene scene = new();
        BackgroundCopyJob empty = scene.Manager.CreateJob("empty");
        BackgroundCopyJob waiting = scene.CreateJobIn(TransientError);
        BackgroundCopyJob whole = scene.CreateJobIn(Transferred);
        scene.Files.FailRename(whole.Files[0].LocalName, HResults.E_ACCESSDENIED);

        FluentActions.Invoking(empty.Resume).Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200003));
        FluentActions.Invoking(() => waiting.AddFile("no-url", @"C:\x")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => whole.Complete()).Should().Throw<Exception>().Which.HResult.Should().Be(HResults.E_ACCESSDENIED);

        empty.Error.Should().BeNull();
        waiting.Error!.Code.Should().Be(Http503);
        CodeIn(whole, Transferred).Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-50")]
    public void Error_TransferFails_DoesNotMakeMethodsThrow()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);

        FluentActions.Invoking(() =>
        {
            job.Description = "to be repaired";
            scene.AddFiles(job);
            job.Resume();
        }).Should().NotThrow();
    }

    [Fact]
    [Trait("Rule", "ERR-4")]
    public void Error_HttpStatus_HasCodeAndContext()
    {
        using ManualScene scene = new();
        BackgroundCopyError error = scene.CreateJobIn(TransientError).Error!;

        error.Code.Should().Be(Http503);
        error.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
    }

    [Fact]
    [Trait("Rule", "ERR-5")]
    public void Error_SecondFileFails_NamesThatFile()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 3);
        scene.Begin(job).Accept(1);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        scene.AttemptOf(job).FailHttp(404);

        job.Error!.File.Should().BeSameAs(job.Files[1]);
    }

    [Fact]
    [Trait("Rule", "ERR-5")]
    [Trait("Rule", "ERR-6")]
    public void Error_NetworkLost_BelongsToNoFileAndNoProtocol()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Transferring);
        scene.Environment.NetworkAvailable = false;

        job.Error!.Code.Should().Be(NetworkDisconnected);
        job.Error.File.Should().BeNull();
        job.Error.Protocol.Should().BeNull();
    }

    [Theory]
    [Trait("Rule", "ERR-6")]
    [InlineData("http://server.example/a", "http")]
    [InlineData("https://server.example/a", "http")]
    [InlineData(@"\\server\share\a", "file")]
    [InlineData("file://server/share/a", "file")]
    public void Error_RemoteFile_NamesTheProtocol(string remoteName, string protocol)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\a");
        scene.Begin(job).Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);

        job.Error!.Protocol.Should().Be(protocol);
    }

    [Fact]
    [Trait("Rule", "ERR-6")]
    public void Error_LocalFile_HasNoProtocol()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Begin(job).Fail(HResults.ERROR_DISK_FULL);

        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.LocalFile);
        job.Error.Protocol.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-7")]
    public void Error_CodeAndContext_AreDescribedInWords()
    {
        using ManualScene scene = new();
        BackgroundCopyError remote = scene.CreateJobIn(TransientError).Error!;
        BackgroundCopyError local = scene.CreateJobIn(TransientError, hresult: HResults.ERROR_SHARING_VIOLATION).Error!;

        remote.Description.Should().Be(BackgroundCopyManager.GetErrorDescription(Http503)).And.Contain("503");
        local.Description.Should().Be(BackgroundCopyManager.GetErrorDescription(HResults.ERROR_SHARING_VIOLATION)).And.NotBeNullOrWhiteSpace();
        remote.ContextDescription.Should().Contain("remote file");
        local.ContextDescription.Should().Contain("local file");
        remote.ToString().Should().Contain("0x801901F7").And.Contain("RemoteFile");
    }

    [Fact]
    [Trait("Rule", "ERR-7")]
    public void GetErrorDescription_UnknownCode_TellsTheNumber() =>
        BackgroundCopyManager.GetErrorDescription(unchecked((int)0x8765ABCD)).Should().Contain("8765ABCD");

    [Theory]
    [Trait("Rule", "OQ-37")]
    [Trait("Rule", "CLOCK-9")]
    [InlineData(TransientError, Http503)]
    [InlineData(Error, Http404)]
    public void Error_ServiceRestarts_KeepsCodeContextAndFile(BackgroundCopyJobState state, int code)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(state, files: 2);

        scene.Manager.RestartService();

        CodeIn(job, state).Should().Be(code);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
    }

    [Fact]
    [Trait("Rule", "OQ-6")]
    [Trait("Rule", "STATE-18")]
    [Trait("Rule", "ERR-15")]
    public void Error_NoProgressTimeout_KeepsTheLastFailureAndDoesNotCount()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(100);
        scene.Begin(job).FailHttp(503);
        scene.AdvanceTo(60);
        scene.AttemptOf(job).FailHttp(502);

        scene.AdvanceTo(100);

        CodeIn(job, Error).Should().Be(HResults.BG_E_HTTP_ERROR_502);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "OQ-7")]
    public void Suspend_Error_SuspendsWithoutErrorAndResumesAfresh()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);

        job.Suspend();

        CodeIn(job, Suspended).Should().BeNull();
        scene.Begin(job).IsRunning.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "STATE-31")]
    public void Suspend_Transferred_SuspendsAndResumesWithoutATransfer()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Transferred);

        job.Suspend();
        job.State.Should().Be(Suspended);
        job.Resume();
        job.State.Should().Be(Queued);
        scene.Pump();

        job.State.Should().Be(Transferred);
        scene.Transport.Attempts.Should().ContainSingle("nothing was left to fetch");
    }

    [Theory]
    [Trait("Rule", "OQ-7")]
    [InlineData(Error, Http404)]
    [InlineData(Transferred, null)]
    public void Suspend_SwitchKeepsFinishedJobs_LeavesThemWhereTheyAre(BackgroundCopyJobState state, int? code)
    {
        using ManualScene scene = new(options => options.Readings.SuspendKeepsErrorAndTransferred = true);
        BackgroundCopyJob job = scene.CreateJobIn(state);

        job.Suspend();

        CodeIn(job, state).Should().Be(code);
        BackgroundCopyJob waiting = scene.CreateJobIn(TransientError);
        waiting.Suspend();
        waiting.State.Should().Be(Suspended, "the switch speaks of ERROR and TRANSFERRED only");
    }

    private static int? CodeIn(BackgroundCopyJob job, BackgroundCopyJobState state)
    {
        job.State.Should().Be(state);
        return job.Error?.Code;
    }
}
