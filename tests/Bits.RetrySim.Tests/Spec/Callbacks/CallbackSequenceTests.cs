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
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob(files: 3);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        bench.Start(job);
        for (int file = 1; file <= 3; file++)
        {
            Deliver(bench, job, file * 10);
        }

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("10 FileTransferred 1", "20 FileTransferred 2", "30 FileTransferred 3", "30 JobTransferred");
        callback.Calls.Select(call => call.State).Should().Equal(Transferring, Transferring, Transferred, Transferred);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_Failing_HoldsBackTheNextOnesAndJobTransferred()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.CreateJob(files: 3);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        bench.Start(job);
        for (int file = 1; file <= 3; file++)
        {
            Deliver(bench, job, file * 10);
        }

        bench.GoTo(609);
        callback.Lines().Should().Equal("10 FileTransferred 1");
        bench.GoTo(100_000);

        callback.Lines().Should().Equal(
            "10 FileTransferred 1", "610 FileTransferred 1", "610 FileTransferred 2", "610 FileTransferred 3", "610 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_Failing_HoldsBackJobError()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyFlags = JobTransferred | JobError | FileTransferred;
        job.NotifyInterface = callback;
        bench.Start(job);
        Deliver(bench, job, 10);
        bench.GoTo(20);
        bench.AttemptOf(job).FailHttp(404);

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("10 FileTransferred 1", "610 FileTransferred 1", "1210 FileTransferred 1", "1210 JobError");
    }

    [Theory]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "OQ-20")]
    [InlineData(30, "40 FileTransferred 1")]
    [InlineData(null, "610 FileTransferred 1")]
    public void FileTransferred_Failing_IsRepeatedAtTheIntervalOfTheOthers(int? interval, string expected)
    {
        using Bench bench = new(options => options.Readings.RedeliveryInterval = interval is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyFlags = FileTransferred;
        job.NotifyInterface = callback;
        bench.Start(job);
        Deliver(bench, job, 10);

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("10 FileTransferred 1", expected);
    }

    [Theory]
    [Trait("Rule", "CB-10")]
    [InlineData(true)]
    [InlineData(false)]
    public void FileTransferred_PendingWhenTheJobEnds_IsDropped(bool completes)
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyFlags = All;
        job.NotifyInterface = callback;
        bench.Start(job);
        Deliver(bench, job, 10);
        callback.FailNext(0, 0);

        _ = completes ? job.Complete() : job.Cancel();
        int calls = callback.Calls.Count;
        bench.GoTo(100_000);

        callback.Lines().Should().HaveCount(calls);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_NotAskedFor_HoldsNothingBack()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyInterface = callback;

        bench.Transfer(job);

        callback.Lines().Should().Equal("0 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    [Trait("Rule", "CB-10")]
    public void Callbacks_AllDueAtOneInstant_ComeAsFileThenJobThenModification()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Transfer(job);
        bench.GoTo(10);

        job.NotifyInterface = callback;
        job.NotifyFlags = All;
        job.Description = "changed";
        bench.Pump();

        callback.Lines().Should().Equal("10 FileTransferred 1", "10 FileTransferred 2", "10 JobTransferred", "10 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_JobErrorAndModificationAtOneInstant_ComeInThisOrder()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        bench.GoTo(10);

        job.NotifyFlags = All;
        job.NotifyInterface = callback;
        bench.Pump();

        callback.Lines().Should().Equal("10 JobError", "10 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_SeveralJobsAtOneInstant_GoByKindAndThenByWhoWasReadyFirst()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob failed = bench.JobIn(Error);
        BackgroundCopyJob second = bench.JobIn(Transferred);
        BackgroundCopyJob third = bench.JobIn(Transferred);
        bench.GoTo(10);

        foreach (BackgroundCopyJob job in new[] { failed, third, second })
        {
            job.NotifyFlags = All;
            job.NotifyInterface = callback;
        }

        bench.Pump();

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
        using Bench bench = new();
        List<string> seen = [];
        BackgroundCopyJob first = bench.JobIn(Error);
        BackgroundCopyJob second = bench.JobIn(Error);
        first.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (job, _) =>
            {
                job.Resume();
                seen.Add($"first {job.State}");
            },
        };
        second.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => seen.Add($"second, first {first.State}") };

        bench.Pump();

        seen.Should().Equal("first Queued", "second, first Connecting");
    }

    [Fact]
    [Trait("Rule", "CB-8")]
    public void Callbacks_AtTheInstantOfTheEvent_SeeThatInstant()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        job.NoProgressTimeout = TimeSpan.FromSeconds(600.0 + 100);
        TimeSpan? elapsed = null;
        DateTimeOffset? wall = null;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) => (elapsed, wall) = (bench.Manager.Elapsed, bench.Clock.GetUtcNow()),
        };
        bench.GoTo(600);
        bench.AttemptOf(job).FailHttp(503);

        bench.GoTo(100_000);

        elapsed.Should().Be(TimeSpan.FromSeconds(700));
        wall.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 11, 40, TimeSpan.Zero));
    }

    /// <summary>The file under way is here at an instant, in seconds.</summary>
    private static void Deliver(Bench bench, BackgroundCopyJob job, double at)
    {
        bench.GoTo(at);
        bench.AttemptOf(job).Accept(Bench.FileSize);
        bench.AttemptOf(job).Complete();
        bench.Pump();
    }
}
