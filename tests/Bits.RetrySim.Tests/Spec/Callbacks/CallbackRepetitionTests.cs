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
        using Bench bench = new();
        RecordingCallback callback = Failing(2);
        bench.JobIn(state).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal($"0 {kind}", $"600 {kind}", $"1200 {kind}");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void Callback_FailsForEver_IsRepeatedForEver()
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(int.MaxValue);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(7);
        job.NotifyInterface = callback;

        bench.GoTo(700);

        callback.Calls.Select(call => call.Instant.TotalSeconds).Should().Equal(Enumerable.Range(0, 101).Select(n => n * 7.0));
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void MinimumRetryDelay_ChangedAfterTheFailure_CountsFromTheNextFailureOn()
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(2);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(100);

        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "600 JobError", "660 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "OQ-20")]
    public void MinimumRetryDelay_ChangedInTheFailingCallback_IsReadWhenItReturns()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.MinimumRetryDelay = TimeSpan.FromSeconds(42) });
        callback.FailNext(1, HResults.E_FAIL);
        bench.JobIn(Error).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "42 JobError");
    }

    [Fact]
    [Trait("Rule", "OQ-20")]
    public void RedeliveryInterval_Set_TakesThePlaceOfTheDelay()
    {
        using Bench bench = new(options => options.Readings.RedeliveryInterval = TimeSpan.FromMilliseconds(1500));
        RecordingCallback callback = Failing(2);
        bench.JobIn(Error).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "1.5 JobError", "3 JobError");
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
        using Bench bench = new();
        RecordingCallback callback = Failing(int.MaxValue);
        BackgroundCopyJob job = bench.JobIn(state);
        job.NotifyInterface = callback;
        bench.GoTo(700);
        callback.Lines().Should().HaveCount(2);

        End(bench, job, end);
        bench.GoTo(100_000);

        callback.Lines().Should().HaveCount(2);
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-8")]
    public void Repetition_ResumeThatChangesNothing_GoesOn()
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(1);
        BackgroundCopyJob job = bench.JobIn(Transferred);
        job.NotifyInterface = callback;
        bench.GoTo(100);

        job.Resume();
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobTransferred", "600 JobTransferred");
    }

    [Theory]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "CB-3")]
    [InlineData("clear")]
    [InlineData("disable")]
    public void Repetition_SilencedAndHeardAgain_GoesOn(string end)
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(1);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(100);
        End(bench, job, end);
        bench.GoTo(5000);
        callback.Lines().Should().ContainSingle();

        job.NotifyFlags = JobError;
        job.NotifyInterface = callback;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "5000 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "CB-3")]
    public void Repetition_DisabledAndEnabledBeforeItIsDue_IsToldWhenEnabled()
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(1);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(100);
        job.NotifyFlags |= Disable;
        bench.GoTo(200);

        job.NotifyFlags = JobError;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "200 JobError");
    }

    [Theory]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    [InlineData(0)]
    [InlineData(1)]
    public void Error_EnteredAgainAfterResume_IsToldAgain(int failures)
    {
        using Bench bench = new();
        RecordingCallback callback = Failing(failures);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(100);

        bench.Start(job).FailHttp(403);
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "100 JobError");
        callback.Calls.Select(call => call.ErrorCode).Should().Equal(HResults.BG_E_HTTP_ERROR_404, HResults.BG_E_HTTP_ERROR_403);
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    [Trait("Rule", "STATE-31")]
    public void Transferred_EnteredAgain_IsToldAgainButItsFilesAreNot()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob(files: 1);
        job.NotifyFlags = JobTransferred | FileTransferred;
        job.NotifyInterface = callback;
        bench.Transfer(job);

        bench.GoTo(10);
        job.Suspend();
        job.Resume();
        bench.GoTo(20);
        bench.AddFiles(job);
        bench.Transfer(job);
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 FileTransferred 1", "0 JobTransferred", "10 JobTransferred", "20 FileTransferred 2", "20 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Rule", "OQ-34")]
    public void Callback_ResumesAndThenFails_IsNotRepeatedForTheOldEvent()
    {
        using Bench bench = new();
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (job, _) => job.Resume() });
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        bench.GoTo(10);
        job.State.Should().Be(Connecting);

        bench.GoTo(5000);
        callback.Lines().Should().Equal("0 JobError");
        job.NotifyInterface = new RecordingCallback();
        bench.GoTo(10_000);
        job.State.Should().Be(Connecting, "nothing is left to be told");

        RecordingCallback last = new();
        job.NotifyInterface = last;
        bench.AttemptOf(job).FailHttp(404);
        bench.GoTo(20_000);
        last.Lines().Should().Equal("10000 JobError");
    }

    private static RecordingCallback Failing(int times)
    {
        RecordingCallback callback = new();
        callback.FailNext(times, HResults.E_FAIL);
        return callback;
    }

    private static void End(Bench bench, BackgroundCopyJob job, string end)
    {
        switch (end)
        {
            case "add and resume":
                bench.AddFiles(job);
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
