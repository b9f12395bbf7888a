using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>In which order callbacks come, and what a failing FileTransferred holds back.</summary>
public sealed class CallbackSequenceTests
{
    private const BackgroundCopyNotifications All = JobTransferred | JobError | JobModification | FileTransferred;

    [Fact]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "STATE-16")]
    public void FileTransferred_EachFile_IsToldWhenItIsHereAndBeforeJobTransferred()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJob(files: 3);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        scene.Begin(job);
        for (int file = 1; file <= 3; file++)
        {
            Deliver(scene, job, file * 10);
        }

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("FileTransferred 1 @10", "FileTransferred 2 @20", "FileTransferred 3 @30", "JobTransferred @30");
        callback.Calls.Select(call => call.State).Should().Equal(Transferring, Transferring, Transferred, Transferred);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_Failing_HoldsBackTheNextOnesAndJobTransferred()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJob(files: 3);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        scene.Begin(job);
        for (int file = 1; file <= 3; file++)
        {
            Deliver(scene, job, file * 10);
        }

        scene.AdvanceTo(609);
        callback.Lines().Should().Equal("FileTransferred 1 @10");
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal(
            "FileTransferred 1 @10", "FileTransferred 1 @610", "FileTransferred 2 @610", "FileTransferred 3 @610", "JobTransferred @610");
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_Failing_HoldsBackJobError()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        scene.Begin(job);
        Deliver(scene, job, 10);
        scene.AdvanceTo(20);
        scene.AttemptOf(job).FailHttp(404);

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("FileTransferred 1 @10", "FileTransferred 1 @610", "FileTransferred 1 @1210", "JobError @1210");
    }

    [Theory]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "OQ-20")]
    [InlineData(30, "FileTransferred 1 @40")]
    [InlineData(null, "FileTransferred 1 @610")]
    public void FileTransferred_Failing_IsRepeatedAtTheIntervalOfTheOthers(int? interval, string expected)
    {
        using ManualScene scene = new(options => options.Readings.RedeliveryInterval = interval is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyFlags = FileTransferred;
        job.NotifyInterface = callback;
        scene.Begin(job);
        Deliver(scene, job, 10);

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("FileTransferred 1 @10", expected);
    }

    [Theory]
    [Trait("Rule", "CB-10")]
    [InlineData(true)]
    [InlineData(false)]
    public void FileTransferred_PendingWhenTheJobEnds_IsDropped(bool completes)
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyFlags = All;
        job.NotifyInterface = callback;
        scene.Begin(job);
        Deliver(scene, job, 10);
        callback.FailNext(0, 0);

        _ = completes ? job.Complete() : job.Cancel();
        int calls = callback.Calls.Count;
        scene.AdvanceTo(100_000);

        callback.Lines().Should().HaveCount(calls);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_NotAskedFor_HoldsNothingBack()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyInterface = callback;

        scene.Transfer(job);

        callback.Lines().Should().Equal("JobTransferred @0");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    [Trait("Rule", "CB-10")]
    public void Callbacks_AllDueAtOneInstant_ComeAsFileThenJobThenModification()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        scene.Transfer(job);
        scene.AdvanceTo(10);

        job.NotifyInterface = callback;
        job.NotifyFlags = All;
        job.Description = "changed";
        scene.Pump();

        callback.Lines().Should().Equal("FileTransferred 1 @10", "FileTransferred 2 @10", "JobTransferred @10", "JobModification @10");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_JobErrorAndModificationAtOneInstant_ComeInThisOrder()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        scene.AdvanceTo(10);

        job.NotifyFlags = All;
        job.NotifyInterface = callback;
        scene.Pump();

        callback.Lines().Should().Equal("JobError @10", "JobModification @10");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_SeveralJobsAtOneInstant_GoByKindAndThenByWhoWasReadyFirst()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob failed = scene.CreateJobIn(Error);
        BackgroundCopyJob second = scene.CreateJobIn(Transferred);
        BackgroundCopyJob third = scene.CreateJobIn(Transferred);
        scene.AdvanceTo(10);

        foreach (BackgroundCopyJob job in new[] { failed, third, second })
        {
            job.NotifyFlags = All;
            job.NotifyInterface = callback;
        }

        scene.Pump();

        callback.Calls.Select(call => (call.Kind, call.Job)).Should().Equal(
            (FileTransferred, third),
            (FileTransferred, second),
            (JobError, failed),
            (JobTransferred, third),
            (JobTransferred, second),
            (JobModification, failed),
            (JobModification, third),
            (JobModification, second));
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    [Trait("Rule", "CB-16")]
    public void Callbacks_EngineWorkOfTheSameInstant_IsDoneBetweenThem()
    {
        using ManualScene scene = new();
        List<string> seen = [];
        BackgroundCopyJob first = scene.CreateJobIn(Error);
        BackgroundCopyJob second = scene.CreateJobIn(Error);
        first.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (job, _) =>
            {
                job.Resume();
                seen.Add($"first {job.State}");
            },
        };
        second.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => seen.Add($"second, first {first.State}") };

        scene.Pump();

        seen.Should().Equal("first Queued", "second, first Connecting");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_AtTheInstantOfTheEvent_SeeThatInstant()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(TransientError);
        job.NoProgressTimeout = TimeSpan.FromSeconds(600.0 + 100);
        TimeSpan? elapsed = null;
        DateTimeOffset? wall = null;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) => (elapsed, wall) = (scene.Manager.Elapsed, scene.Clock.GetUtcNow()),
        };
        scene.AdvanceTo(600);
        scene.AttemptOf(job).FailHttp(503);

        scene.AdvanceTo(100_000);

        elapsed.Should().Be(TimeSpan.FromSeconds(700));
        wall.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 11, 40, TimeSpan.Zero));
    }

    /// <summary>The file under way is here at an instant, in seconds.</summary>
    private static void Deliver(ManualScene scene, BackgroundCopyJob job, double at)
    {
        scene.AdvanceTo(at);
        scene.AttemptOf(job).Accept(ManualScene.FileSize);
        scene.AttemptOf(job).Complete();
        scene.Pump();
    }
}
