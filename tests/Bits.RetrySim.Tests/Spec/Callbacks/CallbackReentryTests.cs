using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Callbacks that call the job, other jobs and the manager.</summary>
public sealed class CallbackReentryTests
{
    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobTransferred_Completes_EndsTheJob()
    {
        using Bench bench = new();
        BackgroundCopyResult? result = null;
        RecordingCallback callback = new(new BackgroundCopyCallback { JobTransferred = job => result = job.Complete() });
        BackgroundCopyJob job = bench.JobIn(Transferred);
        job.NotifyInterface = callback;

        bench.GoTo(100_000);

        result.Should().Be(BackgroundCopyResult.Ok);
        job.State.Should().Be(Acknowledged);
        job.Files[0].Progress.Completed.Should().BeTrue();
        callback.Lines().Should().Equal("0 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobTransferred_CompletesAndFails_IsNotRepeated()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobTransferred = job => job.Complete() });
        callback.FailNext(int.MaxValue, HResults.E_FAIL);
        bench.JobIn(Transferred).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobTransferred_AddsAFileAndResumes_GoesOnWithIt()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback
        {
            JobTransferred = job =>
            {
                if (job.Files.Count == 1)
                {
                    job.AddFile("http://server.example/second", @"C:\second");
                    job.Resume();
                }
            },
        });
        BackgroundCopyJob job = bench.JobIn(Transferred);
        job.NotifyInterface = callback;
        bench.Pump();
        job.State.Should().Be(Connecting);
        bench.GoTo(10);
        bench.AttemptOf(job).Accept(1);
        bench.AttemptOf(job).Complete();

        bench.GoTo(100_000);

        job.State.Should().Be(Transferred);
        callback.Lines().Should().Equal("0 JobTransferred", "10 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    [Trait("Rule", "OQ-34")]
    public void JobError_Resumes_TriesAgainAtTheSameInstant()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", 100).OnRequests(1, 3, SimulatedFault.HttpStatus(404));
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.Resume() });
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.NotifyInterface = callback;
        job.Resume();

        simulation.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(Transferred);
        job.ErrorCount.Should().Be(3);
        callback.Lines().Should().Equal("0 JobError", "0 JobError", "0 JobError", "0 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobError_Cancels_EndsTheJob()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.Cancel() });
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;

        bench.GoTo(100_000);

        job.State.Should().Be(Cancelled);
        callback.Lines().Should().Equal("0 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobModification_SetsPriority_TakesEffectAtThatInstant()
    {
        using Bench bench = new();
        BackgroundCopyJob running = bench.CreateJob();
        BackgroundCopyJob waiting = bench.CreateJob();
        bench.Start(running).Accept(100);
        waiting.NotifyFlags = JobModification;
        waiting.NotifyInterface = new BackgroundCopyCallback { JobModification = job => job.Priority = BackgroundCopyJobPriority.Foreground };

        waiting.Resume();
        bench.Pump();

        waiting.Priority.Should().Be(BackgroundCopyJobPriority.Foreground);
        waiting.State.Should().Be(Connecting, "foreground jobs need not wait for the background job");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobModification_Suspends_StopsTheTransfer()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyFlags = JobModification;
        bench.Start(job).Accept(100);
        job.NotifyInterface = new BackgroundCopyCallback { JobModification = changed => changed.Suspend() };

        bench.Pump();

        job.State.Should().Be(Suspended);
        bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_CompletesInTheMiddle_KeepsWhatIsHereAndTellsNoMore()
    {
        using Bench bench = new();
        BackgroundCopyResult? result = null;
        RecordingCallback callback = new(new BackgroundCopyCallback { FileTransferred = (job, _) => result = job.Complete() });
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyFlags = JobTransferred | FileTransferred;
        job.NotifyInterface = callback;
        bench.Start(job).Accept(100);
        bench.AttemptOf(job).Complete();

        bench.GoTo(100_000);

        result.Should().Be(BackgroundCopyResult.PartialComplete);
        job.State.Should().Be(Acknowledged);
        callback.Lines().Should().Equal("0 FileTransferred 1");
        bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_ChangesOtherJobsAndTheManager_Works()
    {
        using Bench bench = new();
        BackgroundCopyJob other = bench.JobIn(Connecting, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob? created = null;
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                other.Cancel();
                created = bench.CreateJob();
                created.Resume();
                bench.Environment.BatterySaver = true;
            },
        };

        bench.Pump();

        other.State.Should().Be(Cancelled);
        created!.State.Should().Be(TransientError);
        created.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_BATTERY_SAVER);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    [Trait("Rule", "CB-5")]
    public void Callback_ClearsTheInterfaceAndFails_IsNotRepeated()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.NotifyInterface = null });
        callback.FailNext(1, HResults.E_FAIL);
        bench.JobIn(Error).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_DisposesTheManager_IsTheLastOne()
    {
        using Bench bench = new();
        RecordingCallback later = new();
        int calls = 0;
        BackgroundCopyJob first = bench.JobIn(Error);
        BackgroundCopyJob second = bench.JobIn(Error);
        first.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                calls++;
                bench.Manager.Dispose();
            },
        };
        second.NotifyInterface = later;

        bench.GoTo(100_000);

        calls.Should().Be(1);
        later.Lines().Should().BeEmpty("nothing is delivered after Dispose");
        FluentActions.Invoking(first.Resume).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_RestartsTheService_IsToldAgainOnlyAfterRegisteringAgain()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (_, _) => bench.Manager.RestartService() });
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(100);
        callback.Lines().Should().Equal("0 JobError");

        RecordingCallback again = new();
        job.NotifyInterface = again;
        bench.Pump();

        again.Lines().Should().Equal("100 JobError");
    }
}
