using Microsoft.Extensions.Time.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Files are worked on outside the lock, and the job is frozen meanwhile: reads see it as it was, what falls due waits, and so do other calls. Each test
/// stops inside the files and looks, with gates and no clock of the real world.
/// </summary>
[Trait("Decision", "D-42")]
public sealed class FrozenJobTests : FrozenJobScene
{
    [Fact]
    public async Task Reads_WhileFilesAreRenamed_SeeTheOldState()
    {
        JobRecord job = Arrived(files: 2);
        Task<BackgroundCopyResult> complete = CompleteInside(job);

        Read(job).Should().Be((Transferred, 0));
        Bench.Service.FindJob(job.Id);
        Bench.Service.EnumJobs(null).Should().ContainSingle();
        Files.LetGo();
        Files.WaitUntilInside();
        Read(job).Should().Be((Transferred, 1), "the first one has its name by now");
        Files.LetGo();

        (await complete.Within()).Should().Be(BackgroundCopyResult.Ok);
        Read(job).Should().Be((Acknowledged, 2));
    }

    [Fact]
    public async Task Calls_OfOtherThreads_WaitUntilTheFirstIsOver()
    {
        JobRecord job = Arrived();
        Task<BackgroundCopyResult> complete = CompleteInside(job);

        CallOnThread resume = BeginAndWait(() => Bench.Service.Calls.Resume(job));
        CallOnThread cancel = BeginAndWait(() => Bench.Service.Files.Cancel(job));
        CallOnThread priority = BeginAndWait(() => Bench.Service.Calls.SetPriority(job, BackgroundCopyJobPriority.High));
        JobRecord other = Bench.CreateJob();
        Bench.Service.Calls.Resume(other);

        new[] { resume, cancel, priority }.Should().OnlyContain(call => !call.IsOver);
        Files.LetGo();

        (await complete.Within()).Should().Be(BackgroundCopyResult.Ok);
        foreach (Exception? refused in await Task.WhenAll(resume.Failure, cancel.Failure, priority.Failure))
        {
            refused.Should().BeOfType<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        }

        Files.Asked.Should().Equal("rename 1");
    }

    [Fact]
    public async Task Calls_AfterAFailedRename_FindTheJobAsItWas()
    {
        JobRecord job = Arrived();
        Files.OnRename = name => Files.Stay(name) + AccessDenied;
        CallOnThread complete = CallOnThread.Begin(() => Bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        CallOnThread rename = BeginAndWait(() => Bench.Service.Calls.SetPriority(job, BackgroundCopyJobPriority.High));

        Files.LetGo();

        (await complete.Failure).Should().BeOfType<BitsException>().Which.HResult.Should().Be(AccessDenied);
        (await rename.Failure).Should().BeNull();
        Read(job).Should().Be((Transferred, 0));
        job.Data.Priority.Should().Be(BackgroundCopyJobPriority.High);
    }

    [Fact]
    public async Task WhatFallsDue_WhileTheJobIsFrozen_ComesAfterwards()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench end = bench;
        JobRecord job = Waiting(bench, time);
        Files.OnDelete = name => Files.Stay(name) + Throw("the disk is gone");
        CallOnThread cancel = CallOnThread.Begin(() => bench.Service.Files.Cancel(job));
        Files.WaitUntilInside();

        time.Advance(TimeSpan.FromHours(1));
        bench.Entered[^1].Should().Be("job 1 TransientError", "the retry was due after 600 s, and waits");
        Files.LetGo();
        (await cancel.Failure).Should().BeOfType<IOException>();
        time.Advance(TimeSpan.FromMilliseconds(1));

        bench.Entered.TakeLast(2).Should().Equal("job 1 Queued", "job 1 Connecting");
    }

    [Fact]
    public async Task WhatFallsDue_TheJobEnds_NeverComes()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench end = bench;
        JobRecord job = Waiting(bench, time);
        Files.OnDelete = Files.Stay;
        CallOnThread cancel = CallOnThread.Begin(() => bench.Service.Files.Cancel(job));
        Files.WaitUntilInside();
        time.Advance(TimeSpan.FromHours(1));

        Files.LetGo();
        (await cancel.Failure).Should().BeNull();
        time.Advance(TimeSpan.FromDays(200));

        bench.Entered.TakeLast(2).Should().Equal("job 1 TransientError", "job 1 Cancelled");
    }

    [Fact]
    public async Task Turn_WhileTheJobIsFrozen_PassesOverIt()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench end = bench;
        JobRecord running = bench.CreateJob();
        bench.Service.Calls.Resume(running);
        JobRecord queued = bench.CreateJob();
        bench.Service.Calls.Resume(queued);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Files.OnDelete = name => name == ServiceBench.LocalName(2) ? Files.Stay(name) + Throw("no") : 0;
        CallOnThread cancel = CallOnThread.Begin(() => bench.Service.Files.Cancel(queued));
        Files.WaitUntilInside();

        bench.Service.Files.Cancel(running);
        time.Advance(TimeSpan.FromSeconds(1));
        queued.Data.State.Should().Be(Queued, "the place is free, but its files are being worked on");
        Files.LetGo();
        (await cancel.Failure).Should().BeOfType<IOException>();
        time.Advance(TimeSpan.FromSeconds(1));

        queued.Data.State.Should().Be(Connecting, "the turn that passed over it comes again");
    }

    [Fact]
    public async Task Surroundings_ChangeWhileTheJobIsFrozen_CountAfterwards()
    {
        JobRecord job = Bench.CreateJob();
        Bench.Start(job).Deliver(100);
        Files.OnDelete = name => Files.Stay(name) + Throw("no");
        CallOnThread cancel = CallOnThread.Begin(() => Bench.Service.Files.Cancel(job));
        Files.WaitUntilInside();

        Bench.Service.Surroundings.SetCondition(BlockConditions.Network, holds: true);
        Bench.Service.Surroundings.RestartService();
        job.Data.State.Should().Be(Transferring);
        Files.LetGo();
        (await cancel.Failure).Should().BeOfType<IOException>();
        Bench.Pump();

        (job.Data.State, job.Data.ErrorCode).Should().Be((TransientError, HResults.BG_E_NETWORK_DISCONNECTED));
        Bench.Service.Surroundings.SetCondition(BlockConditions.Network, holds: false);
        Bench.Pump();
        job.Data.State.Should().Be(Connecting);
    }

    [Fact]
    public async Task Condition_CameAndWentWhileTheJobWasFrozen_IsForgotten()
    {
        JobRecord job = Bench.CreateJob();
        Bench.Start(job).Deliver(100);
        Files.OnDelete = name => Files.Stay(name) + Throw("no");
        CallOnThread cancel = CallOnThread.Begin(() => Bench.Service.Files.Cancel(job));
        Files.WaitUntilInside();

        Bench.Service.Surroundings.SetCondition(BlockConditions.Network, holds: true);
        Bench.Service.Surroundings.SetCondition(BlockConditions.Network, holds: false);
        Files.LetGo();
        (await cancel.Failure).Should().BeOfType<IOException>();
        Bench.Pump();

        (job.Data.State, job.Data.Blocks).Should().Be((Connecting, BlockConditions.None));
    }

    [Fact]
    public async Task Notification_DueWhileTheJobIsFrozen_IsMadeAfterwards()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench end = bench;
        RecordingCallback callback = new();
        JobRecord job = bench.CreateJob(makeFace: record => new BackgroundCopyJob(bench.Service, record));
        bench.Service.Calls.Resume(job);
        time.Advance(TimeSpan.FromSeconds(1));
        bench.AttemptOf(job).Arrive();
        Files.OnRename = name => Files.Stay(name) + AccessDenied;
        CallOnThread complete = CallOnThread.Begin(() => bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        bench.Service.Surroundings.RestartService();
        time.Advance(TimeSpan.FromSeconds(1));
        callback.Calls.Should().BeEmpty();

        Files.LetGo();
        (await complete.Failure).Should().BeOfType<BitsException>();
        job.Face.NotifyInterface = callback;
        time.Advance(TimeSpan.FromSeconds(1));

        callback.Calls.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public async Task Notification_ClientForgottenWhileTheJobIsFrozen_IsNotMade()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench end = bench;
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        JobRecord job = bench.CreateJob(makeFace: record => new BackgroundCopyJob(bench.Service, record));
        job.Face.NotifyInterface = callback;
        bench.Service.Calls.Resume(job);
        time.Advance(TimeSpan.FromSeconds(1));
        bench.AttemptOf(job).Arrive();
        time.Advance(TimeSpan.FromSeconds(1));
        Files.OnRename = name => Files.Stay(name) + AccessDenied;
        CallOnThread complete = CallOnThread.Begin(() => bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        time.Advance(TimeSpan.FromHours(1));
        bench.Service.Surroundings.RestartService();

        Files.LetGo();
        (await complete.Failure).Should().BeOfType<BitsException>();
        time.Advance(TimeSpan.FromHours(1));

        callback.Calls.Should().ContainSingle("the second call was due while the job was frozen, and then nobody was there to be told");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task Advance_OfAnotherThread_WaitsUntilTheFilesAreDone(double seconds)
    {
        JobRecord job = Arrived();
        Task<BackgroundCopyResult> complete = CompleteInside(job);

        CallOnThread advance = BeginAndWait(() => Bench.Clock.Advance(TimeSpan.FromSeconds(seconds)));

        Bench.Clock.Elapsed.Should().Be(TimeSpan.Zero);
        Files.LetGo();
        await complete.Within();
        (await advance.Failure).Should().BeNull();
        Bench.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(seconds));
        Bench.Log.Events[^1].Instant.Should().Be(TimeSpan.Zero, "no time went by while the files were worked on");
    }
}
