using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Events are told until the client takes them.</summary>
public sealed class CallbackRepetitionTests
{
    [Theory]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    [InlineData(Transferred, "JobTransferred")]
    [InlineData(Error, "JobError")]
    public void Callback_FailsTwice_IsCalledThreeTimesAtTheDelay(BackgroundCopyJobState state, string kind)
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(2);
        scene.CreateJobIn(state).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal($"{kind} @0", $"{kind} @600", $"{kind} @1200");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void Callback_FailsForEver_IsRepeatedForEver()
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(int.MaxValue);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(7);
        job.NotifyInterface = callback;

        scene.AdvanceTo(700);

        callback.Calls.Select(call => call.Instant.TotalSeconds).Should().Equal(Enumerable.Range(0, 101).Select(n => n * 7.0));
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void MinimumRetryDelay_ChangedAfterTheFailure_CountsFromTheNextFailureOn()
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(2);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;
        scene.AdvanceTo(100);

        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @600", "JobError @660");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void MinimumRetryDelay_ChangedInTheFailingCallback_IsReadWhenItReturns()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.MinimumRetryDelay = TimeSpan.FromSeconds(42) });
        callback.FailNext(1, HResults.E_FAIL);
        scene.CreateJobIn(Error).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @42");
    }

    [Fact]
    [Trait("Rule", "OQ-20")]
    public void RedeliveryInterval_Set_TakesThePlaceOfTheDelay()
    {
        using ManualScene scene = new(options => options.Readings.RedeliveryInterval = TimeSpan.FromMilliseconds(1500));
        RecordingCallback callback = Failing(2);
        scene.CreateJobIn(Error).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @1.5", "JobError @3");
    }

    [Theory]
    [Trait("Rule", "CB-5")]
    [InlineData(Error, "resume")]
    [InlineData(Error, "suspend")]
    [InlineData(Error, "complete")]
    [InlineData(Error, "cancel")]
    [InlineData(Error, "clear")]
    [InlineData(Error, "disable")]
    [InlineData(Error, "unsubscribe")]
    [InlineData(Transferred, "add and resume")]
    [InlineData(Transferred, "suspend")]
    [InlineData(Transferred, "complete")]
    [InlineData(Transferred, "cancel")]
    [InlineData(Transferred, "clear")]
    [InlineData(Transferred, "disable")]
    [InlineData(Transferred, "unsubscribe")]
    public void Repetition_Ended_NoMoreCalls(BackgroundCopyJobState state, string end)
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(int.MaxValue);
        BackgroundCopyJob job = scene.CreateJobIn(state);
        job.NotifyInterface = callback;
        scene.AdvanceTo(700);
        callback.Lines().Should().HaveCount(2);

        End(scene, job, end);
        scene.AdvanceTo(100_000);

        callback.Lines().Should().HaveCount(2);
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-8")]
    public void Repetition_ResumeThatChangesNothing_GoesOn()
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(1);
        BackgroundCopyJob job = scene.CreateJobIn(Transferred);
        job.NotifyInterface = callback;
        scene.AdvanceTo(100);

        job.Resume();
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobTransferred @0", "JobTransferred @600");
    }

    [Theory]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "CB-3")]
    [InlineData("clear")]
    [InlineData("disable")]
    public void Repetition_SilencedAndHeardAgain_GoesOn(string end)
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(1);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;
        scene.AdvanceTo(100);
        End(scene, job, end);
        scene.AdvanceTo(5000);
        callback.Lines().Should().ContainSingle();

        job.NotifyFlags = JobError;
        job.NotifyInterface = callback;
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @5000");
    }

    [Theory]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    [InlineData(0)]
    [InlineData(1)]
    public void Error_EnteredAgainAfterResume_IsToldAgain(int failures)
    {
        using ManualScene scene = new();
        RecordingCallback callback = Failing(failures);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;
        scene.AdvanceTo(100);

        scene.Begin(job).FailHttp(403);
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @100");
        callback.Calls.Select(call => call.ErrorCode).Should().Equal(HResults.BG_E_HTTP_ERROR_404, HResults.BG_E_HTTP_ERROR_403);
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    [Trait("Rule", "STATE-31")]
    public void Transferred_EnteredAgain_IsToldAgainButItsFilesAreNot()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJob(files: 1);
        job.NotifyFlags = JobTransferred | FileTransferred;
        job.NotifyInterface = callback;
        scene.Transfer(job);

        scene.AdvanceTo(10);
        job.Suspend();
        job.Resume();
        scene.AdvanceTo(20);
        scene.AddFiles(job);
        scene.Transfer(job);
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("FileTransferred 1 @0", "JobTransferred @0", "JobTransferred @10", "FileTransferred 2 @20", "JobTransferred @20");
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    public void Callback_ResumesAndThenFails_IsNotRepeatedForTheOldEvent()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.Resume() });
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = callback;
        scene.AdvanceTo(10);
        job.State.Should().Be(Connecting);

        scene.AdvanceTo(5000);
        callback.Lines().Should().Equal("JobError @0");
        job.NotifyInterface = new RecordingCallback();
        scene.AdvanceTo(10_000);
        job.State.Should().Be(Connecting, "nothing is left to be told");

        RecordingCallback last = new();
        job.NotifyInterface = last;
        scene.AttemptOf(job).FailHttp(404);
        scene.AdvanceTo(20_000);
        last.Lines().Should().Equal("JobError @10000");
    }

    private static RecordingCallback Failing(int times)
    {
        RecordingCallback callback = new();
        callback.FailNext(times, HResults.E_FAIL);
        return callback;
    }

    private static void End(ManualScene scene, BackgroundCopyJob job, string end)
    {
        switch (end)
        {
            case "add and resume":
                scene.AddFiles(job);
                job.Resume();
                break;
            case "resume":
                job.Resume();
                break;
            case "suspend":
                job.Suspend();
                break;
            case "complete":
                job.Complete();
                break;
            case "cancel":
                job.Cancel();
                break;
            case "clear":
                job.NotifyInterface = null;
                break;
            case "disable":
                job.NotifyFlags |= Disable;
                break;
            case "unsubscribe":
                job.NotifyFlags = None;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(end), end, "Not a way to end it.");
        }
    }
}
