using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Files that are sent: what a job does, and what its server sees.</summary>
public sealed class UploadTests : IDisposable
{
    private readonly UploadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "UP-1")]
    [Trait("Rule", "UP-2")]
    [Trait("Rule", "STATE-7")]
    [Trait("Rule", "PROG-4")]
    public void Upload_ToAWebServer_IsSentAndTaken()
    {
        BackgroundCopyJob job = _bench.Create();
        (job.Type, job.Progress.BytesTotal, job.Progress.FilesTotal).Should().Be((BackgroundCopyJobType.Upload, UploadBench.Size, 1));
        job.Resume();

        _bench.Advance(0.5);
        (job.State, job.Progress.BytesTransferred, job.Files[0].Progress.Completed).Should().Be((Transferring, 500_000, false));
        _bench.Advance(0.5);

        (job.State, job.Progress.BytesTransferred, job.Progress.FilesTransferred, job.Files[0].Progress.Completed).Should().Be((Transferred, UploadBench.Size, 1, true));
        _bench.Application.Received.Should().Equal(new SimulatedUpload(TimeSpan.FromSeconds(1), job.Number, UploadBench.Size, 0));
        SimulatedRequest request = _bench.Host.Requests.Should().ContainSingle().Subject;
        (request.Method, request.Purpose, request.Offset, request.Status, request.Fragments).Should().Be(("BITS_POST", TransferPurpose.Upload, 0, 200, 1));
        request.Packets.Should().Be(BitsPackets.CreateSession | BitsPackets.Fragment | BitsPackets.CloseSession);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "METHOD-CompleteUpload")]
    public void Upload_WhenItIsDone_TellsOfTheJobOnlyAndLeavesTheFileAlone()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 2);

        _bench.Callback.Calls.Select(call => call.Kind).Should().Equal(BackgroundCopyNotifications.JobTransferred);
        job.Complete().Should().Be(BackgroundCopyResult.Ok);
        (job.State, _bench.Bits.Files.Delivered.Count, _bench.Bits.Files.Temporary.Count).Should().Be((Acknowledged, 0, 0));
    }

    [Fact]
    [Trait("Rule", "UP-1")]
    public void Upload_ToAShare_IsSentWithoutAskingAnybody()
    {
        _bench.Bits.Network.Host("files").UploadTarget("/depot/today.zip").Application.Fails(500);
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.Upload);
        job.AddFile(@"\\files\depot\today.zip", UploadBench.LocalName);
        job.Resume();
        _bench.Advance(1);

        job.State.Should().Be(Transferred);
        SimulatedRequest request = _bench.Bits.Network.Host("files").Requests.Should().ContainSingle().Subject;
        (request.Status, request.Packets).Should().Be((null, BitsPackets.None));
    }

    [Theory]
    [Trait("Rule", "UP-1")]
    [InlineData(BackgroundCopyJobType.Upload, @"C:\there\today.zip")]
    [InlineData(BackgroundCopyJobType.Upload, "file:///C:/there/today.zip")]
    [InlineData(BackgroundCopyJobType.UploadReply, @"C:\there\today.zip")]
    [InlineData(BackgroundCopyJobType.UploadReply, @"\\files\depot\today.zip")]
    public void AddFile_WhereNothingCanBeSentTo_IsRefused(BackgroundCopyJobType type, string remoteName)
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", type);

        Refusal.Of(() => job.AddFile(remoteName, UploadBench.LocalName)).Should().Be(HResults.E_INVALIDARG);
        job.Files.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "FILE-3")]
    [Trait("Rule", "LIM-6")]
    [InlineData(BackgroundCopyJobType.Upload)]
    [InlineData(BackgroundCopyJobType.UploadReply)]
    public void AddFile_ASecondOne_IsRefused(BackgroundCopyJobType type)
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", type);
        BackgroundCopyFileInfo file = new(UploadBench.RemoteName, UploadBench.LocalName);

        Refusal.Of(() => job.AddFileSet([file, file])).Should().Be(HResults.BG_E_TOO_MANY_FILES);
        job.Files.Should().BeEmpty();
        job.AddFileSet([file]);
        Refusal.Of(() => job.AddFile(UploadBench.RemoteName, UploadBench.LocalName)).Should().Be(HResults.BG_E_TOO_MANY_FILES);
        (job.Files.Count, _bench.Bits.Files.Temporary.Count).Should().Be((1, type == BackgroundCopyJobType.Upload ? 0 : 1));
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void AddFile_OfAFileThatIsNotThere_IsRefused()
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.Upload);

        Refusal.Of(() => job.AddFile(UploadBench.RemoteName, @"C:\Logs\yesterday.zip")).Should().Be(HResults.ERROR_FILE_NOT_FOUND);
        _bench.Bits.Network.LocalSource("/var/log/today.gz", 10);
        job.AddFile(UploadBench.RemoteName, "/var/log/today.gz");
        job.Progress.BytesTotal.Should().Be(10);
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "METHOD-AddFileWithRanges")]
    [Trait("Rule", "FILE-13")]
    [Trait("Rule", "FILE-14")]
    [Trait("Rule", "PROP-10")]
    public void Download_MembersOfUploads_AreNotImplemented()
    {
        BackgroundCopyJob job = _bench.Create();

        Refusal.Of(() => job.AddFileWithRanges(UploadBench.RemoteName, UploadBench.LocalName, [new BackgroundCopyFileRange(0, 1)])).Should().Be(HResults.E_NOTIMPL);
        Refusal.Of(() => job.AddFileSet([new BackgroundCopyFileInfo(UploadBench.RemoteName, UploadBench.LocalName) { Ranges = [new BackgroundCopyFileRange(0, 1)] }])).Should().Be(HResults.E_NOTIMPL);
        Refusal.Of(() => job.Files[0].SetRemoteName("https://srv.example/other")).Should().Be(HResults.E_NOTIMPL);
        Refusal.Of(() => job.ReplaceRemotePrefix("https://srv.example", "https://other.example")).Should().Be(HResults.E_NOTIMPL);
        Refusal.Of(() => job.Files[0].SetValidationState(true)).Should().Be(HResults.E_NOTIMPL);
        Refusal.Of(() => job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(0, 1)])).Should().Be(HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        Refusal.Of(() => job.Properties.DynamicContent = true).Should().Be(HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
        Refusal.Of(() => job.Properties.HighPerformance = true).Should().Be(HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
        Refusal.Of(() => job.Properties.OnDemandMode = true).Should().Be(HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
        Refusal.Of(() => job.Properties.MaximumDownloadSize = 1).Should().Be(HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
    }

    [Fact]
    [Trait("Rule", "UP-3")]
    public void Upload_ThatBreaksOff_GoesOnWhereTheServerIs()
    {
        _bench.Target.DropsAt(400_000, once: true);
        BackgroundCopyJob job = _bench.Run(seconds: 1);
        (job.State, job.Progress.BytesTransferred).Should().Be((TransientError, 400_000));
        _bench.Advance(600);

        job.State.Should().Be(Transferred);
        _bench.Host.Requests.Select(request => request.Offset).Should().Equal(0, 400_000);
        _bench.Host.Requests[1].Packets.Should().Be(BitsPackets.Fragment | BitsPackets.CloseSession);
    }

    [Theory]
    [Trait("Rule", "UP-3")]
    [Trait("Rule", "UP-8")]
    [InlineData(false)]
    [InlineData(true)]
    public void Upload_WhoseSessionIsForgotten_BeginsAgain(bool byTime)
    {
        _bench.Target.SessionTimeout = byTime ? TimeSpan.FromSeconds(599) : TimeSpan.FromSeconds(1_209_600);
        _bench.Target.DropsAt(400_000, once: true);
        BackgroundCopyJob job = _bench.Run(seconds: 1);
        if (!byTime)
        {
            _bench.Target.ForgetSessions();
        }

        _bench.Advance(600);

        job.Progress.BytesTransferred.Should().BeInRange(1, 700_000, "the server has forgotten what it had");
        _bench.Host.Requests[1].Packets.Should().HaveFlag(BitsPackets.CreateSession);
        JobEvent told = _bench.Bits.EventLog.Events.Single(entry => entry.Kind == JobEventKind.FileRestarted);
        (told.HResult, told.DiscardedBytes, told.Detail)
            .Should().Be((HResults.BG_E_SESSION_NOT_FOUND, 400_000, "the server has forgotten file 1, which is sent again, 400000 bytes discarded"));
        _bench.Advance(1);
        (job.State, job.ErrorCount).Should().Be((Transferred, 1));
    }

    [Fact]
    [Trait("Rule", "UP-3")]
    [Trait("Rule", "UP-8")]
    public void SessionTimeout_WhileBytesFlow_DoesNotCount()
    {
        _bench.Bits.Network.BitsPerSecond = 8_000;
        _bench.Target.SessionTimeout = TimeSpan.FromSeconds(200);
        BackgroundCopyJob job = _bench.Run(seconds: 400);
        job.Suspend();
        job.Resume();
        _bench.Advance(1);

        job.Progress.BytesTransferred.Should().Be(401_000);
    }

    [Fact]
    [Trait("Rule", "UP-8")]
    public void SessionTimeout_ThatIsJustReached_KeepsTheSession()
    {
        _bench.Target.SessionTimeout = TimeSpan.FromSeconds(600);
        _bench.Target.DropsAt(400_000, once: true);
        BackgroundCopyJob job = _bench.Run(seconds: 601);

        (job.State, _bench.Host.Requests[1].Packets).Should().Be((BackgroundCopyJobState.Transferred, BitsPackets.Fragment | BitsPackets.CloseSession));
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    public void Upload_AboveTheLargestFragment_IsSentInSmallerOnes()
    {
        _bench.Target.MaximumFragment = 300_000;
        BackgroundCopyJob job = _bench.Run(seconds: 1);

        (job.State, _bench.Host.Requests[0].Fragments).Should().Be((Transferred, 4));
    }

    [Theory]
    [Trait("Rule", "UP-4")]
    [Trait("Rule", "ERR-20")]
    [InlineData(403, Error)]
    [InlineData(501, Error)]
    [InlineData(413, Error)]
    [InlineData(500, TransientError)]
    [InlineData(409, TransientError)]
    public void Upload_RefusedByTheServer_IsTakenAsTheRuleSays(int status, BackgroundCopyJobState expected)
    {
        _bench.Target.Fails(status);
        BackgroundCopyJob job = _bench.Run(seconds: 1);

        (job.State, job.Error!.Code, job.Error.Context, _bench.Application.Received.Count)
            .Should().Be((expected, HResults.HttpStatus(status), BackgroundCopyErrorContext.RemoteFile, 0));
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    [Trait("Rule", "ERR-22")]
    public void Upload_ToAServerThatAsksWhoItIs_SendsTheCredentials()
    {
        _bench.Host.RequiresCredentials(BackgroundCopyAuthScheme.Basic, "anna", "secret");
        BackgroundCopyJob job = _bench.Run(seconds: 1);
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_HTTP_ERROR_401));

        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "anna", "secret");
        job.Resume();
        _bench.Advance(1);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    [Trait("Rule", "UP-8")]
    public void Upload_AboveTheLimitOfTheServer_IsTooLarge()
    {
        _bench.Target.MaximumSize = UploadBench.Size - 1;
        BackgroundCopyJob job = _bench.Run(seconds: 1);
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_TOO_LARGE));

        _bench.Target.MaximumSize = UploadBench.Size;
        job.Resume();
        _bench.Advance(1);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "UP-4")]
    public void Upload_ToWhereNothingCanBeSent_FailsForGood()
    {
        _bench.Host.Resource("/file", 5);
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.Upload);
        job.AddFile("https://srv.example/file", UploadBench.LocalName);
        BackgroundCopyJob download = _bench.Bits.Manager.CreateJob("download");
        download.AddFile(UploadBench.RemoteName, @"C:\x");
        BackgroundCopyJob missing = _bench.Bits.Manager.CreateJob("missing", BackgroundCopyJobType.Upload);
        missing.AddFile("https://srv.example/no", UploadBench.LocalName);
        foreach (BackgroundCopyJob each in _bench.Bits.Manager.EnumJobs())
        {
            each.Resume();
        }

        _bench.Advance(1);

        (job.Error!.Code, download.Error!.Code, missing.Error!.Code).Should().Be((HResults.BG_E_HTTP_ERROR_501, HResults.BG_E_HTTP_ERROR_405, HResults.BG_E_HTTP_ERROR_404));
        _bench.Bits.EventLog.Select(line => line.ToString()).Should().Contain(line => line.Contains("UploadTarget(\"/no\")"));
        _bench.Host.Invoking(host => host.UploadTarget("/file")).Should().Throw<InvalidOperationException>().WithMessage("*/file*file to fetch*");
        _bench.Host.UploadTarget("/in/today.zip").Should().BeSameAs(_bench.Target);
    }

    [Theory]
    [Trait("Rule", "ERR-34")]
    [Trait("Rule", "CONS-4")]
    [InlineData(500_000, 0)]
    [InlineData(UploadBench.Size, 1)]
    public void Upload_WhoseFileChangesWhileItIsSent_Fails(long size, int days)
    {
        BackgroundCopyJob job = _bench.Create();
        _bench.Source.ChangesAt(TimeSpan.FromSeconds(0.5), size, SimulatedResource.DefaultTimeStamp.AddDays(days));
        job.Resume();
        _bench.Advance(0.5);

        (job.State, job.Error!.Code, job.Error.Context, job.Error.File, job.Progress.BytesTransferred)
            .Should().Be((Error, HResults.BG_E_LOCAL_FILE_CHANGED, BackgroundCopyErrorContext.LocalFile, job.Files[0], 500_000));
    }

    [Fact]
    [Trait("Rule", "ERR-34")]
    [Trait("Rule", "CONS-4")]
    public void Upload_WhoseFileChangesBeforeItIsSent_FailsWithoutAskingTheServer()
    {
        BackgroundCopyJob job = _bench.Create();
        _bench.Source.ChangesAt(TimeSpan.FromSeconds(10), 5, SimulatedResource.DefaultTimeStamp);
        _bench.Advance(20);
        job.Resume();
        _bench.Advance(0);

        (job.State, job.Error!.Code, job.Error.Context, _bench.Application.Received.Count).Should().Be((Error, HResults.BG_E_LOCAL_FILE_CHANGED, BackgroundCopyErrorContext.LocalFile, 0));
        (_bench.Target.RequestCount, _bench.Host.Requests.Count).Should().Be((0, 0));
        BackgroundCopyJob later = _bench.Bits.Manager.CreateJob("later", BackgroundCopyJobType.Upload);
        later.AddFile(UploadBench.RemoteName, UploadBench.LocalName);
        later.Progress.BytesTotal.Should().Be(5, "it is added as it is now");
    }

    [Fact]
    [Trait("Rule", "LIFE-12")]
    [Trait("Rule", "METHOD-CompleteUpload")]
    public void Complete_BeforeAllIsSent_IsRefused()
    {
        BackgroundCopyJob job = _bench.Create();
        List<BackgroundCopyJobState> refusedIn = [];
        RefuseComplete();
        job.Resume();
        RefuseComplete();
        _bench.Target.DropsAt(400_000, once: true);
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(1);
        _bench.Advance(0.5);
        RefuseComplete();
        _bench.Advance(0.6);
        RefuseComplete();
        _bench.Advance(1);
        RefuseComplete();
        job.NoProgressTimeout = TimeSpan.Zero;
        RefuseComplete();
        job.Resume();
        _bench.Advance(5);

        refusedIn.Should().Equal(Suspended, Queued, Connecting, Transferring, TransientError, Error);
        job.Complete().Should().Be(BackgroundCopyResult.Ok);
        Refusal.Of(() => job.Complete()).Should().Be(HResults.BG_E_INVALID_STATE);

        void RefuseComplete()
        {
            BackgroundCopyJobState state = job.State;
            Refusal.Of(() => job.Complete()).Should().Be(HResults.BG_E_INVALID_STATE);
            job.State.Should().Be(state);
            refusedIn.Add(state);
        }
    }
}
