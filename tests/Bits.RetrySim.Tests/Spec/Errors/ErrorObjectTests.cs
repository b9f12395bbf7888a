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
        using Bench bench = new();

        bench.JobIn(state).Error.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "ERR-3")]
    [Trait("Rule", "OQ-9")]
    public void Error_AfterAFailure_IsThereUntilTransferring()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        CodeIn(job, TransientError).Should().Be(Http503);

        job.Resume();
        CodeIn(job, Queued).Should().Be(Http503);
        bench.Pump();
        CodeIn(job, Connecting).Should().Be(Http503);
        bench.AttemptOf(job).Accept(10);
        CodeIn(job, Transferring).Should().BeNull();
        bench.Environment.LogOff(job.Owner);
        CodeIn(job, Queued).Should().BeNull("it has been transferring since it failed");
        bench.Environment.LogOn(job.Owner);
        bench.Pump();
        bench.AttemptOf(job).FailHttp(404);
        CodeIn(job, Error).Should().Be(Http404);
        job.Resume();
        bench.Pump();
        bench.AttemptOf(job).Accept(10);
        bench.AttemptOf(job).Complete();
        CodeIn(job, Transferred).Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "STATE-17")]
    public void Error_QueuedByTheDelay_IsKept()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.Environment.LogOff(job.Owner);

        bench.GoTo(600);

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
    public void Error_FailedJobEndedOrHiddenWhileSuspended_IsNull(BackgroundCopyJobState from, BackgroundCopyJobState to)
    {
        using Bench bench = new(options => options.Readings.SuspendHidesError = true);
        BackgroundCopyJob job = bench.JobIn(from);
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
        using Bench bench = new();
        BackgroundCopyJob empty = bench.Manager.CreateJob("empty");
        BackgroundCopyJob waiting = bench.JobIn(TransientError);
        BackgroundCopyJob whole = bench.JobIn(Transferred);
        bench.Files.FailRename(whole.Files[0].LocalName, HResults.E_ACCESSDENIED);

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
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);

        FluentActions.Invoking(() =>
        {
            job.Description = "to be repaired";
            bench.AddFiles(job);
            job.Resume();
        }).Should().NotThrow();
    }

    [Fact]
    [Trait("Rule", "ERR-4")]
    public void Error_HttpStatus_HasCodeAndContext()
    {
        using Bench bench = new();
        BackgroundCopyError error = bench.JobIn(TransientError).Error!;

        error.Code.Should().Be(Http503);
        error.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
    }

    [Fact]
    [Trait("Rule", "ERR-5")]
    public void Error_SecondFileFails_NamesThatFile()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 3);
        bench.Start(job).Accept(1);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).FailHttp(404);

        job.Error!.File.Should().BeSameAs(job.Files[1]);
    }

    [Fact]
    [Trait("Rule", "ERR-5")]
    [Trait("Rule", "ERR-6")]
    public void Error_NetworkLost_BelongsToNoFileAndNoProtocol()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.Environment.NetworkAvailable = false;

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
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\a");
        bench.Start(job).Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);

        job.Error!.Protocol.Should().Be(protocol);
    }

    [Fact]
    [Trait("Rule", "ERR-6")]
    public void Error_LocalFile_HasNoProtocol()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(HResults.ERROR_DISK_FULL);

        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.LocalFile);
        job.Error.Protocol.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-7")]
    public void Error_CodeAndContext_AreDescribedInWords()
    {
        using Bench bench = new();
        BackgroundCopyError remote = bench.JobIn(TransientError).Error!;
        BackgroundCopyJob inUse = bench.CreateJob();
        bench.Start(inUse).Fail(HResults.ERROR_SHARING_VIOLATION);
        BackgroundCopyError local = inUse.Error!;

        remote.Description.Should().Be(BackgroundCopyManager.GetErrorDescription(Http503)).And.Contain("503");
        local.Description.Should().Be(BackgroundCopyManager.GetErrorDescription(HResults.ERROR_SHARING_VIOLATION)).And.NotBeNullOrWhiteSpace();
        remote.ContextDescription.Should().Contain("remote file");
        local.ContextDescription.Should().Contain("local file");
        remote.ToString().Should().Contain("0x801901F7").And.Contain("RemoteFile");
    }

    [Fact]
    [Trait("Rule", "ERR-7")]
    public void Descriptions_InEnglish_AreThoseWithoutALanguage()
    {
        using Bench bench = new();
        BackgroundCopyError error = bench.JobIn(BackgroundCopyJobState.Error).Error!;

        error.GetDescription(0x0409).Should().Be(error.Description).And.Be(BackgroundCopyManager.GetErrorDescription(error.Code, 0x0409));
        error.GetContextDescription(0x0409).Should().Be(error.ContextDescription).And.Contain("remote file");
    }

    [Theory]
    [Trait("Rule", "ERR-7")]
    [InlineData(0, HResults.E_INVALIDARG)]
    [InlineData(0x0407, HResults.ERROR_RESOURCE_LANG_NOT_FOUND)]
    [InlineData(9, HResults.ERROR_RESOURCE_LANG_NOT_FOUND)]
    public void Descriptions_InAnotherLanguage_AreRefused(int languageId, int hresult)
    {
        using Bench bench = new();
        BackgroundCopyError error = bench.JobIn(BackgroundCopyJobState.Error).Error!;

        error.Invoking(e => e.GetDescription(languageId)).Should().Throw<Exception>().Which.HResult.Should().Be(hresult);
        error.Invoking(e => e.GetContextDescription(languageId)).Should().Throw<Exception>().Which.HResult.Should().Be(hresult);
        FluentActions.Invoking(() => BackgroundCopyManager.GetErrorDescription(HResults.S_OK, languageId)).Should().Throw<Exception>().Which.HResult.Should().Be(hresult);
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
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state, files: 2);

        bench.Manager.RestartService();

        CodeIn(job, state == TransientError ? Queued : state).Should().Be(code);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
    }

    [Fact]
    [Trait("Rule", "OQ-6")]
    [Trait("Rule", "STATE-18")]
    [Trait("Rule", "ERR-15")]
    public void Error_NoProgressTimeout_KeepsTheLastFailureAndDoesNotCount()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(100);
        bench.Start(job).FailHttp(503);
        bench.GoTo(60);
        bench.AttemptOf(job).FailHttp(502);

        bench.GoTo(100);

        CodeIn(job, Error).Should().Be(HResults.BG_E_HTTP_ERROR_502);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "OQ-7")]
    public void Suspend_Error_SuspendsWithItsErrorAndResumesAfresh()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);

        job.Suspend();

        CodeIn(job, Suspended).Should().Be(Http404);
        bench.Start(job).IsRunning.Should().BeTrue();
    }

    [Theory]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "ERR-3")]
    [Trait("Rule", "OQ-9")]
    [InlineData(TransientError, Http503)]
    [InlineData(Error, Http404)]
    public void Error_FailedJobSuspended_CanBeReadUntilBytesAreTransferredAgain(BackgroundCopyJobState from, int code)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(from);

        job.Suspend();
        CodeIn(job, Suspended).Should().Be(code);
        job.RetryStatus.ErrorCode.Should().Be(code);
        job.Resume();
        CodeIn(job, Queued).Should().Be(code);
        bench.Pump();
        CodeIn(job, Connecting).Should().Be(code);
        bench.AttemptOf(job).Accept(100);

        CodeIn(job, Transferring).Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "STATE-31")]
    public void Suspend_Transferred_SuspendsAndResumesWithoutATransfer()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferred);

        job.Suspend();
        job.State.Should().Be(Suspended);
        job.Resume();
        job.State.Should().Be(Queued);
        bench.Pump();

        job.State.Should().Be(Transferred);
        bench.Transport.Attempts.Should().ContainSingle("nothing was left to fetch");
    }

    [Theory]
    [Trait("Rule", "OQ-7")]
    [InlineData(Error, Http404)]
    [InlineData(Transferred, null)]
    public void Suspend_SwitchKeepsFinishedJobs_LeavesThemWhereTheyAre(BackgroundCopyJobState state, int? code)
    {
        using Bench bench = new(options => options.Readings.SuspendKeepsErrorAndTransferred = true);
        BackgroundCopyJob job = bench.JobIn(state);

        job.Suspend();

        CodeIn(job, state).Should().Be(code);
        BackgroundCopyJob waiting = bench.JobIn(TransientError);
        waiting.Suspend();
        waiting.State.Should().Be(Suspended, "the switch speaks of ERROR and TRANSFERRED only");
    }

    private static int? CodeIn(BackgroundCopyJob job, BackgroundCopyJobState state)
    {
        job.State.Should().Be(state);
        return job.Error?.Code;
    }
}
