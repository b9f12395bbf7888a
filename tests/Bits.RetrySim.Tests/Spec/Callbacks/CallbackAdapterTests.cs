using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>The two callbacks that come with the library, as jobs call them.</summary>
public sealed class CallbackAdapterTests
{
    private const BackgroundCopyNotifications All = JobTransferred | JobError | JobModification | FileTransferred;

    [Fact]
    [Trait("Rule", "CB-1")]
    public void BackgroundCopyCallback_WithoutDelegates_SucceedsAndAcknowledges()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyFlags = All;
        job.NotifyInterface = new BackgroundCopyCallback();
        bench.GoTo(10);
        RecordingCallback second = new();

        job.NotifyInterface = second;
        bench.GoTo(100_000);

        second.Calls.Should().NotContain(call => call.Kind == JobError);
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    public void BackgroundCopyCallback_Delegates_GetJobErrorAndFile()
    {
        using Bench bench = new();
        List<object> heard = [];
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        job.NotifyFlags = All & ~JobModification;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            FileTransferred = (told, file) => heard.AddRange([told, file]),
            JobError = (told, error) => heard.AddRange([told, error.Code, error.File!]),
        };
        bench.Start(job).Accept(1);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).FailHttp(404);
        bench.Pump();

        heard.Should().Equal(job, job.Files[0], job, HResults.BG_E_HTTP_ERROR_404, job.Files[1]);
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    public void RecordingCallback_OneForSeveralJobs_TellsKindJobFileErrorInstantAndState()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = bench.CreateJob();
        BackgroundCopyJob bad = bench.CreateJob();
        foreach (BackgroundCopyJob job in new[] { good, bad })
        {
            job.NotifyFlags = All & ~JobModification;
            job.NotifyInterface = callback;
        }

        bench.Transfer(good);
        bench.GoTo(1.5);
        bench.Start(bad).FailHttp(410);
        bench.Pump();

        TimeSpan later = TimeSpan.FromSeconds(1.5);
        callback.Calls.Should().Equal(
            new RecordedCall(FileTransferred, good, good.Files[0], 0, TimeSpan.Zero, Transferred),
            new RecordedCall(JobTransferred, good, null, 0, TimeSpan.Zero, Transferred),
            new RecordedCall(JobError, bad, bad.Files[0], HResults.BG_E_HTTP_ERROR_410, later, Error));
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void RecordingCallback_FailNext_FailsAcrossKindsAndJobs()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);
        BackgroundCopyJob first = bench.JobIn(Error);
        BackgroundCopyJob second = bench.JobIn(Transferred);
        first.NotifyInterface = callback;
        second.NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "0 JobTransferred", "600 JobError", "600 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void RecordingCallback_InnerThrowsHResult_IsRepeatedAndRecordedEachTime()
    {
        using Bench bench = new();
        int calls = 0;
        RecordingCallback callback = new(new BackgroundCopyCallback
        {
            JobError = (_, _) => _ = ++calls < 3 ? throw new BitsException("not yet", HResults.E_FAIL) : 0,
        });
        bench.JobIn(Error).NotifyInterface = callback;

        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "600 JobError", "1200 JobError");
    }
}
