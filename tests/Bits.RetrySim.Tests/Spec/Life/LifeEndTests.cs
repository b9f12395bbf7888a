namespace Bits.RetrySim.Tests;

/// <summary>How jobs end: Complete, Cancel, and what becomes of the files.</summary>
public sealed class LifeEndTests : IDisposable
{
    private const int NameExists = unchecked((int)0x800700B7);

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public void Cancel_DeletesEverything_EvenWholeFiles()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 2);
        _bench.Attempt.Arrive();
        _bench.Attempt.Deliver(10);
        ManualAttempt running = _bench.Attempt;

        job.Cancel().Should().Be(BackgroundCopyResult.Ok);

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        job.Files.Should().OnlyContain(file => !file.Progress.Completed);
        running.IsRunning.Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Rule", "LIFE-10")]
    [Trait("Rule", "METHOD-Cancel")]
    public void Cancel_FileThatCannotBeDeleted_IsToldAndTheJobCancelled(int file)
    {
        BackgroundCopyJob job = _bench.StartJob(files: 3);
        _bench.Attempt.Arrive();
        _bench.Attempt.Deliver(10);
        _bench.Files.FailDelete(Bench.LocalName(file));

        job.Cancel().Should().Be(BackgroundCopyResult.UnableToDeleteFiles);

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        _bench.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    [Trait("Rule", "LIFE-13")]
    [Trait("Rule", "PROG-4")]
    public void Complete_DuringFile3Of5_Keeps1And2()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 5);
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        _bench.Attempt.Deliver(99);

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, true, false, false, false);
        _bench.Manager.EnumJobs().Should().BeEmpty();
        _bench.Transport.Running.Should().BeEmpty();
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.Queued, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.Connecting, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.Transferring, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.TransientError, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.Error, BackgroundCopyResult.PartialComplete)]
    [InlineData(BackgroundCopyJobState.Transferred, BackgroundCopyResult.Ok)]
    [Trait("Rule", "LIFE-11")]
    [Trait("Rule", "LIFE-13")]
    [Trait("Rule", "LIFE-21")]
    [Trait("Rule", "METHOD-Complete")]
    [Trait("Rule", "OQ-22")]
    public void Complete_OneFile_TellsWhetherItArrived(BackgroundCopyJobState state, BackgroundCopyResult expected)
    {
        BackgroundCopyJob job = _bench.JobIn(state);

        job.Complete().Should().Be(expected);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        job.Files[0].Progress.Completed.Should().Be(expected == BackgroundCopyResult.Ok);
        _bench.Manager.EnumJobs().Should().NotContain(job);
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    [Trait("Rule", "METHOD-Complete")]
    public void Complete_SuspendedJobThatHasEverything_IsOk()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferred);
        job.Suspend();

        job.Complete().Should().Be(BackgroundCopyResult.Ok);

        job.Files[0].Progress.Completed.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "LIFE-21")]
    [Trait("Rule", "OQ-22")]
    public void Complete_WithoutFiles_IsOk()
    {
        BackgroundCopyJob job = _bench.CreateJob(files: 0);

        job.Complete().Should().Be(BackgroundCopyResult.Ok);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
    }

    [Fact]
    [Trait("Rule", "OQ-21")]
    [Trait("Rule", "LIFE-13")]
    [Trait("Rule", "METHOD-Complete")]
    public void Complete_RemainsThatCannotBeDeleted_EndsTheJob()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 2);
        _bench.Attempt.Arrive();
        _bench.Files.FailDelete(Bench.LocalName(2));

        job.Complete().Should().Be(BackgroundCopyResult.UnableToDeleteFiles);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        job.Files[0].Progress.Completed.Should().BeTrue();
        _bench.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    [Trait("Rule", "METHOD-Complete")]
    [Trait("Rule", "STATE-44")]
    public void Complete_RenameFails_StaysTransferredUntilTheCauseIsGone()
    {
        BackgroundCopyJob job = ThreeArrived();
        _bench.Files.FailRename(Bench.LocalName(2), NameExists);

        Refusal.Of(job.Complete).Should().Be(NameExists);
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.Error.Should().BeNull();
        _bench.Manager.EnumJobs().Should().Equal(job);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, false, false);
        Refusal.Of(job.Complete).Should().Be(NameExists);
        _bench.Files.Restore(Bench.LocalName(2));

        job.Complete().Should().Be(BackgroundCopyResult.Ok);

        job.Files.Should().OnlyContain(file => file.Progress.Completed);
        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void Cancel_AfterAFailedRename_EndsTheJob()
    {
        BackgroundCopyJob job = ThreeArrived();
        _bench.Files.FailRename(Bench.LocalName(3), NameExists);
        Refusal.Of(job.Complete).Should().Be(NameExists);

        job.Cancel().Should().Be(BackgroundCopyResult.Ok);

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    public void Complete_RenameOfAFileThatDidNotArrive_DoesNotMatter()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 2);
        _bench.Attempt.Arrive();
        _bench.Files.FailRename(Bench.LocalName(2), NameExists);

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);
    }

    [Fact]
    [Trait("Rule", "LIFE-15")]
    public void File_IsThereAtComplete_NotEarlier()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferred);
        BackgroundCopyFile file = job.Files[0];

        file.Progress.Should().Be(new BackgroundCopyFileProgress(Bench.FileSize, Bench.FileSize, Completed: false));
        job.Complete();

        file.Progress.Should().Be(new BackgroundCopyFileProgress(Bench.FileSize, Bench.FileSize, Completed: true));
    }

    [Fact]
    [Trait("Rule", "LIFE-18")]
    public void FailingFile_StopsTheJob_UntilResumeGoesOnWithIt()
    {
        BackgroundCopyJob job = SecondOfThreeFails();

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.File.Should().BeSameAs(job.Files[1]);
        job.Progress.FilesTransferred.Should().Be(1);
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        _bench.Transport.Attempts.Should().HaveCount(2, "the third file is not asked for");
        job.Resume();
        _bench.Pump();

        _bench.Attempt.RemoteName.Should().Be("https://cdn.example/2.bin");
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        _bench.Transport.Attempts.Should().HaveCount(4, "the first file is not fetched again");
    }

    [Fact]
    [Trait("Rule", "LIFE-18")]
    public void FailingFile_CompleteKeepsTheOthers_CancelNone()
    {
        BackgroundCopyJob job = SecondOfThreeFails();
        BackgroundCopyJob other = SecondOfThreeFails();

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);
        other.Cancel().Should().Be(BackgroundCopyResult.Ok);

        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, false, false);
        other.Files.Should().OnlyContain(file => !file.Progress.Completed);
    }

    private BackgroundCopyJob ThreeArrived()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 3);
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        return job;
    }

    private BackgroundCopyJob SecondOfThreeFails()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 3);
        _bench.Attempt.Arrive();
        _bench.Attempt.FailHttp(404);
        return job;
    }
}
