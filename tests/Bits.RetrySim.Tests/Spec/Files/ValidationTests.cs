using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Clients that judge what has arrived.</summary>
public sealed class ValidationTests
{
    private static readonly BackgroundCopyJobState[] Live = [Suspended, Queued, Connecting, Transferring, TransientError, Error, Transferred];

    public static TheoryData<BackgroundCopyJobState> LiveStates => new(Live);

    [Theory]
    [Trait("Rule", "METHOD-SetValidationState")]
    [Trait("Rule", "CONS-7")]
    [MemberData(nameof(LiveStates))]
    public void SetValidationState_BeforeTheFileHasArrived_IsPending(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        BackgroundCopyFile file = state == Transferred ? job.AddFile("http://server.example/x", @"C:\x") : job.Files[0];

        Refusal.Of(() => file.SetValidationState(false)).Should().Be(unchecked((int)0x8000000A));

        (job.State, file.IsValidated).Should().Be((state, false));
    }

    [Theory]
    [Trait("Rule", "METHOD-SetValidationState")]
    [Trait("Rule", "ERR-35")]
    [MemberData(nameof(LiveStates))]
    public void SetValidationState_FalseForAFileThatHasArrived_FailsTheJobInEachState(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = WithOneArrived(bench, state);
        int errors = job.ErrorCount;

        job.Files[0].SetValidationState(true);
        job.State.Should().Be(state);
        job.Files[0].SetValidationState(false);

        (job.State, job.Error!.Code, job.Error.File, job.Error.Context, job.ErrorCount)
            .Should().Be((Error, HResults.BG_E_VALIDATION_FAILED, job.Files[0], BackgroundCopyErrorContext.RemoteFile, errors));
        (job.Files[0].Progress.BytesTransferred, job.Files[0].IsValidated, job.Progress.FilesTransferred).Should().Be((0, false, state == Transferred ? 1 : 0));
        bench.Transport.Running.Should().NotContain(attempt => attempt.JobNumber == job.Number);
    }

    [Theory]
    [Trait("Rule", "METHOD-SetValidationState")]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    public void SetValidationState_FinalState_IsRefused(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = WithOneArrived(bench, Transferred);
        _ = state == Acknowledged ? job.Complete() : job.Cancel();

        Refusal.Of(() => job.Files[0].SetValidationState(true)).Should().Be(HResults.BG_E_INVALID_STATE);
        job.Files[0].IsValidated.Should().Be(state == Acknowledged, "Complete without a word counts as validated (CONS-6)");
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "CONS-3")]
    public void Resume_AfterARefusal_DownloadsThatFileAloneAndTellsOfItAgain()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob(files: 4);
        (job.NotifyFlags, job.NotifyInterface) = (BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError, callback);
        bench.Transfer(job);
        bench.GoTo(10);
        job.Files[2].SetValidationState(false);
        job.Files[0].SetValidationState(false);
        bench.GoTo(20);
        int attempts = job.Attempts;

        job.Resume();
        bench.GoTo(30);
        bench.AttemptOf(job).RemoteName.Should().Be(job.Files[0].RemoteName);
        bench.AttemptOf(job).Offset.Should().Be(0);
        bench.AttemptOf(job).Arrive();
        bench.GoTo(40);
        job.Progress.Should().Be(new BackgroundCopyJobProgress(4_000, 3_000, 4, 3));
        bench.AttemptOf(job).RemoteName.Should().Be(job.Files[2].RemoteName, "the second one is here already");
        bench.AttemptOf(job).Arrive();
        bench.GoTo(50);

        (job.State, job.Progress, job.Attempts).Should().Be((Transferred, new BackgroundCopyJobProgress(4_000, 4_000, 4, 4), attempts + 1));
        callback.Lines().Should().Equal(
            "0 FileTransferred 1", "0 FileTransferred 2", "0 FileTransferred 3", "0 FileTransferred 4", "0 JobTransferred",
            "10 JobError", "30 FileTransferred 1", "40 FileTransferred 3", "40 JobTransferred");
        job.Complete().Should().Be(BackgroundCopyResult.Ok);
    }

    [Fact]
    [Trait("Rule", "CONS-6")]
    [Trait("Rule", "CB-10")]
    public void SetValidationState_FalseFromWithinFileTransferred_IsToldOfTheFreshFileToo()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1_000);
        List<string> told = [];
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            FileTransferred = (_, file) =>
            {
                file.SetValidationState(told.Contains("file"));
                told.Add("file");
            },
            JobError = (it, error) =>
            {
                told.Add($"error {error.Code:X8}");
                it.Resume();
            },
            JobTransferred = it =>
            {
                told.Add("job");
                it.Complete();
            },
        };
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromHours(1));

        told.Should().Equal("file", "error 80200053", "file", "job");
        (job.State, job.Files[0].IsValidated).Should().Be((Acknowledged, true));
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "ERR-35")]
    public async Task FileTransferred_ReturningAfterItsFileWasRefusedAndArrivedAgain_IsNoAnswerAboutTheFreshOne()
    {
        using PoolSimulation pool = new();
        BackgroundCopyJob job = pool.GoodJob("/a.zip");
        job.NotifyFlags = BackgroundCopyNotifications.FileTransferred;
        pool.Pump();
        GatedCall first = await pool.Callback.NextAsync();
        job.Files[0].SetValidationState(false);
        job.Resume();
        pool.Pump();
        job.State.Should().Be(Transferred, "the file is here again, while its client still looks at the first one");

        first.Return();
        GatedCall second = await pool.NextWhilePumpingAsync();

        second.Name.Should().Be("FileTransferred 1");
        second.Return();
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "LIFE-11")]
    public void Complete_AfterARefusal_KeepsTheOthers()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 3);
        bench.Transfer(job);
        job.Files[1].SetValidationState(false);

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);

        bench.Files.Delivered.Select(file => file.LocalName).Should().Equal(job.Files[0].LocalName, job.Files[2].LocalName);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, false, true);
        bench.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "LIFE-14")]
    public void SetValidationState_FalseForAFileWithItsFinalName_IsTooLate()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Transfer(job);
        bench.Files.FailRename(job.Files[1].LocalName, HResults.E_ACCESSDENIED);
        FluentActions.Invoking(job.Complete).Should().Throw<BitsException>();

        Refusal.Of(() => job.Files[0].SetValidationState(false)).Should().Be(HResults.BG_E_INVALID_STATE);

        (job.State, job.Files[0].IsValidated, job.Files[0].TemporaryName).Should().Be((Transferred, true, null));
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "RETRY-14")]
    public void LockedVolume_OfAFileThatHasArrived_BlocksNoFreshDownloadOfAnother()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(localName: @"C:\f");
        job.AddFile("https://cdn.example/g", @"D:\g");
        bench.Transfer(job);
        job.Files[0].SetValidationState(false);
        bench.Environment.LockVolume(@"D:\");

        bench.Start(job).RemoteName.Should().Be(job.Files[0].RemoteName);

        job.State.Should().Be(Connecting);
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    [Trait("Rule", "OQ-34")]
    public void SetValidationState_FalseInError_TellsOfTheNewError()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = WithOneArrived(bench, Error);
        job.NotifyInterface = callback;
        bench.GoTo(10);

        job.Files[0].SetValidationState(false);
        bench.GoTo(20);

        callback.Lines().Should().Equal("0 JobError", "10 JobError");
        job.Error!.Code.Should().Be(HResults.BG_E_VALIDATION_FAILED);
    }

    /// <summary>A job of two files, the first of which has arrived, or all of them in TRANSFERRED.</summary>
    private static BackgroundCopyJob WithOneArrived(Bench bench, BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = bench.StartJob(files: 2);
        bench.AttemptOf(job).Arrive();
        bench.Pump();
        switch (state)
        {
            case Suspended:
                job.Suspend();
                break;
            case Queued:
                bench.Start(bench.CreateJob(priority: BackgroundCopyJobPriority.High));
                break;
            case Connecting:
                job.Suspend();
                bench.Start(job);
                break;
            case Transferring:
                bench.AttemptOf(job).Accept(Bench.FileSize);
                break;
            case TransientError:
                bench.AttemptOf(job).FailHttp(503);
                break;
            case Error:
                bench.AttemptOf(job).FailHttp(404);
                break;
            default:
                bench.AttemptOf(job).Arrive();
                break;
        }

        bench.Pump();
        job.State.Should().Be(state, "the bench has to be set");
        return job;
    }

    [Fact]
    [Trait("Rule", "ERR-35")]
    public void SetValidationState_FalseForAFileOfWhichPartsWereAskedFor_DownloadsAllOfItAgain()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/a", 10_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        BackgroundCopyFile file = job.AddFile("https://cdn.example/a", @"C:\a");
        file.RequestFileRanges([new BackgroundCopyFileRange(0, 10)]);
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(5));
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(5));
        job.State.Should().Be(Transferred);

        file.SetValidationState(false);
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(5));

        (job.State, file.Progress.BytesTransferred).Should().Be((Transferred, 10_000));
    }
}
