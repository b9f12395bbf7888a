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
        using ManualScene scene = new();
        BackgroundCopyResult? result = null;
        RecordingCallback callback = new(new BackgroundCopyCallback { JobTransferred = job => result = job.Complete() });
        BackgroundCopyJob job = scene.CreateJobIn(Transferred);
        job.NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        result.Should().Be(BackgroundCopyResult.Ok);
        job.State.Should().Be(Acknowledged);
        job.Files[0].Progress.Completed.Should().BeTrue();
        callback.Lines().Should().Equal("JobTransferred @0");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobTransferred_CompletesAndFails_IsNotRepeated()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobTransferred = job => job.Complete() });
        callback.FailNext(int.MaxValue, HResults.E_FAIL);
        scene.CreateJobIn(Transferred).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobTransferred @0");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobTransferred_AddsAFileAndResumes_GoesOnWithIt()
    {
        using ManualScene scene = new();
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
        BackgroundCopyJob job = scene.CreateJobIn(Transferred);
        job.NotifyInterface = callback;
        scene.Pump();
        job.State.Should().Be(Connecting);
        scene.AdvanceTo(10);
        scene.AttemptOf(job).Accept(1);
        scene.AttemptOf(job).Complete();

        scene.AdvanceTo(100_000);

        job.State.Should().Be(Transferred);
        callback.Lines().Should().Equal("JobTransferred @0", "JobTransferred @10");
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
        callback.Lines().Should().Equal("JobError @0", "JobError @0", "JobError @0", "JobTransferred @0");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobError_Cancels_EndsTheJob()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.Cancel() });
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        job.State.Should().Be(Cancelled);
        callback.Lines().Should().Equal("JobError @0");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobModification_SetsPriority_TakesEffectAtThatInstant()
    {
        using ManualScene scene = new();
        BackgroundCopyJob running = scene.CreateJob();
        BackgroundCopyJob waiting = scene.CreateJob();
        scene.Begin(running).Accept(100);
        waiting.NotifyFlags = JobModification;
        waiting.NotifyInterface = new BackgroundCopyCallback { JobModification = job => job.Priority = BackgroundCopyJobPriority.Foreground };

        waiting.Resume();
        scene.Pump();

        waiting.Priority.Should().Be(BackgroundCopyJobPriority.Foreground);
        waiting.State.Should().Be(Connecting, "foreground jobs need not wait for the background job");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void JobModification_Suspends_StopsTheTransfer()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        job.NotifyFlags = JobModification;
        scene.Begin(job).Accept(100);
        job.NotifyInterface = new BackgroundCopyCallback { JobModification = changed => changed.Suspend() };

        scene.Pump();

        job.State.Should().Be(Suspended);
        scene.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_CompletesInTheMiddle_KeepsWhatIsHereAndTellsNoMore()
    {
        using ManualScene scene = new();
        BackgroundCopyResult? result = null;
        RecordingCallback callback = new(new BackgroundCopyCallback { FileTransferred = (job, _) => result = job.Complete() });
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyFlags = JobTransferred | FileTransferred;
        job.NotifyInterface = callback;
        scene.Begin(job).Accept(100);
        scene.AttemptOf(job).Complete();

        scene.AdvanceTo(100_000);

        result.Should().Be(BackgroundCopyResult.PartialComplete);
        job.State.Should().Be(Acknowledged);
        callback.Lines().Should().Equal("FileTransferred 1 @0");
        scene.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_ChangesOtherJobsAndTheManager_Works()
    {
        using ManualScene scene = new();
        BackgroundCopyJob other = scene.CreateJobIn(Connecting);
        BackgroundCopyJob? created = null;
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                other.Cancel();
                created = scene.CreateJob();
                created.Resume();
                scene.Environment.BatterySaver = true;
            },
        };

        scene.Pump();

        other.State.Should().Be(Cancelled);
        created!.State.Should().Be(TransientError);
        created.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_BATTERY_SAVER);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    [Trait("Rule", "CB-5")]
    public void Callback_ClearsTheInterfaceAndFails_IsNotRepeated()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.NotifyInterface = null });
        callback.FailNext(1, HResults.E_FAIL);
        scene.CreateJobIn(Error).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_DisposesTheManager_IsTheLastOne()
    {
        using ManualScene scene = new();
        RecordingCallback later = new();
        int calls = 0;
        BackgroundCopyJob first = scene.CreateJobIn(Error);
        BackgroundCopyJob second = scene.CreateJobIn(Error);
        first.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                calls++;
                scene.Manager.Dispose();
            },
        };
        second.NotifyInterface = later;

        scene.AdvanceTo(100_000);

        calls.Should().Be(1);
        later.Lines().Should().BeEmpty("nothing is delivered after Dispose");
        FluentActions.Invoking(first.Resume).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_RestartsTheService_IsToldAgainOnlyAfterRegisteringAgain()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (_, _) => scene.Manager.RestartService() });
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;
        scene.AdvanceTo(100);
        callback.Lines().Should().Equal("JobError @0");

        RecordingCallback again = new();
        job.NotifyInterface = again;
        scene.Pump();

        again.Lines().Should().Equal("JobError @100");
    }
}
