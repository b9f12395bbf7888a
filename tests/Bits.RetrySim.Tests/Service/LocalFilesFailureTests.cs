using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Local files that call back, fail or throw, and a service that ends while they are at work.</summary>
[Trait("Decision", "D-42")]
public sealed class LocalFilesFailureTests : FrozenJobScene
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reentry_FromLocalFilesIntoTheSameJob_Throws(bool renames)
    {
        JobRecord job = renames ? Arrived() : Bench.CreateJob();
        List<Exception?> refused = [];
        int Reenter(string name)
        {
            refused.Add(Record.Exception(() => Bench.Service.Calls.Resume(job)));
            refused.Add(Record.Exception(() => Bench.Service.Files.Complete(job)));
            refused.Add(Record.Exception(() => Bench.Service.Files.Cancel(job)));
            refused.Add(Record.Exception(() => Bench.AddFiles(job, 1)));
            Read(job).Should().Be((renames ? Transferred : Suspended, 0), "it may look");
            return 0;
        }

        Files.OnRename = Files.OnDelete = Reenter;

        (renames ? Bench.Service.Files.Complete(job) : Bench.Service.Files.Cancel(job)).Should().Be(BackgroundCopyResult.Ok);

        refused.Should().HaveCount(4).And.AllBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Reentry_FromLocalFilesIntoAnotherJob_IsFine()
    {
        JobRecord job = Arrived();
        JobRecord other = Bench.CreateJob();
        Files.OnRename = _ =>
        {
            Bench.Service.Calls.Resume(other);
            return 0;
        };

        Bench.Service.Files.Complete(job);

        other.Data.State.Should().Be(Queued);
    }

    [Fact]
    public void LocalFilesThrow_WhileAnAttemptRuns_ItStartsAgainAtTheNextTurn()
    {
        JobRecord job = Bench.CreateJob();
        ManualAttempt attempt = Bench.Start(job);
        attempt.Deliver(400);
        Files.OnDelete = _ => Throw("the disk is gone");

        Bench.Service.Invoking(service => service.Files.Cancel(job)).Should().Throw<IOException>().WithMessage("the disk is gone");

        attempt.IsRunning.Should().BeFalse("it might have been writing");
        job.Data.State.Should().Be(Queued);
        Bench.Pump();
        (job.Data.State, Bench.AttemptOf(job).Offset).Should().Be((Connecting, 400));
        Files.OnDelete = static _ => 0;
        Bench.Service.Files.Cancel(job).Should().Be(BackgroundCopyResult.Ok);
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void RenameFails_WhileTheNextFileComes_TheAttemptGoesOn()
    {
        JobRecord job = Bench.CreateJob(files: 2);
        Bench.Start(job).Arrive();
        Bench.AttemptOf(job).Deliver(10);
        ManualAttempt second = Bench.AttemptOf(job);
        Files.OnRename = _ => AccessDenied;

        Bench.Service.Invoking(service => service.Files.Complete(job)).Should().Throw<BitsException>().Which.HResult.Should().Be(AccessDenied);

        second.IsRunning.Should().BeTrue();
        job.Data.State.Should().Be(Transferring);
        Files.Asked.Should().Equal("rename 1");
        second.Complete();
        Bench.Pump();
        job.Data.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void RenameFails_OfTheSecondFile_TheFirstIsCompleteAndNotRenamedAgain()
    {
        JobRecord job = Arrived(files: 3);
        Files.OnRename = name => name == ServiceBench.LocalName(2) ? AccessDenied : 0;

        Bench.Service.Invoking(service => service.Files.Complete(job)).Should().Throw<BitsException>();

        job.Files.ToArray().Select(file => file.IsCompleted).Should().Equal(true, false, false);
        job.ToSnapshot().Files.Select(file => file.IsCompleted).Should().Equal(true, false, false);
        Files.OnRename = static _ => 0;
        Bench.Service.Files.Complete(job).Should().Be(BackgroundCopyResult.Ok);
        Files.Asked.Should().Equal("rename 1", "rename 2", "rename 2", "rename 3");
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void LocalFilesThrow_InARename_TheJobIsAsItWas()
    {
        JobRecord job = Arrived(files: 2);
        Files.OnRename = name => name == ServiceBench.LocalName(2) ? Throw("gone") : 0;

        Bench.Service.Invoking(service => service.Files.Complete(job)).Should().Throw<IOException>();

        Read(job).Should().Be((Transferred, 1));
        Bench.Service.Calls.SetPriority(job, BackgroundCopyJobPriority.Low);
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public async Task Dispose_WhileFilesAreWorkedOn_EndsTheCallWithObjectDisposed()
    {
        JobRecord job = Arrived(files: 2);
        Files.OnRename = Files.Stay;
        CallOnThread complete = CallOnThread.Begin(() => Bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        CallOnThread waiting = BeginAndWait(() => Bench.Service.Calls.Resume(job));

        Bench.Service.Dispose();
        Files.LetGo();
        Files.WaitUntilInside();
        Files.LetGo();

        (await complete.Failure).Should().BeOfType<ObjectDisposedException>();
        (await waiting.Failure).Should().BeOfType<ObjectDisposedException>();
        Read(job).Should().Be((Transferred, 2), "what has its name keeps it");
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public async Task Dispose_LocalFilesThrowAfterwards_TheCallTellsThat()
    {
        JobRecord job = Bench.CreateJob();
        Bench.Start(job).Deliver(100);
        Files.OnDelete = name => Files.Stay(name) + Throw("gone");
        CallOnThread cancel = CallOnThread.Begin(() => Bench.Service.Files.Cancel(job));
        Files.WaitUntilInside();

        Bench.Service.Dispose();
        Files.LetGo();

        (await cancel.Failure).Should().BeOfType<IOException>();
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void AddFile_NotWritable_ChangesNothing()
    {
        JobRecord job = Bench.CreateJob();
        Files.OnCheckWritable = _ => AccessDenied;

        Bench.Invoking(bench => bench.AddFiles(job, 1)).Should().Throw<UnauthorizedAccessException>();

        job.ToSnapshot().Files.Should().ContainSingle();
    }
}
