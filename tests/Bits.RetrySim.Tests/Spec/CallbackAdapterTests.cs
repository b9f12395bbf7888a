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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyFlags = All;
        job.NotifyInterface = new BackgroundCopyCallback();
        scene.AdvanceTo(10);
        RecordingCallback second = new();

        job.NotifyInterface = second;
        scene.AdvanceTo(100_000);

        second.Calls.Should().NotContain(call => call.Kind == JobError);
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    public void BackgroundCopyCallback_Delegates_GetJobErrorAndFile()
    {
        using ManualScene scene = new();
        List<object> heard = [];
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        job.NotifyFlags = All & ~JobModification;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            FileTransferred = (told, file) => heard.AddRange([told, file]),
            JobError = (told, error) => heard.AddRange([told, error.Code, error.File!]),
        };
        scene.Begin(job).Accept(1);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        scene.AttemptOf(job).FailHttp(404);
        scene.Pump();

        heard.Should().Equal(job, job.Files[0], job, HResults.BG_E_HTTP_ERROR_404, job.Files[1]);
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    public void RecordingCallback_OneForSeveralJobs_TellsKindJobFileErrorInstantAndState()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = scene.CreateJob();
        BackgroundCopyJob bad = scene.CreateJob();
        foreach (BackgroundCopyJob job in new[] { good, bad })
        {
            job.NotifyFlags = All & ~JobModification;
            job.NotifyInterface = callback;
        }

        scene.Transfer(good);
        scene.AdvanceTo(1.5);
        scene.Begin(bad).FailHttp(410);
        scene.Pump();

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
        using ManualScene scene = new();
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);
        BackgroundCopyJob first = scene.CreateJobIn(Error);
        BackgroundCopyJob second = scene.CreateJobIn(Transferred);
        first.NotifyInterface = callback;
        second.NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobTransferred @0", "JobError @600", "JobTransferred @600");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void RecordingCallback_InnerThrowsHResult_IsRepeatedAndRecordedEachTime()
    {
        using ManualScene scene = new();
        int calls = 0;
        RecordingCallback callback = new(new BackgroundCopyCallback
        {
            JobError = (_, _) => _ = ++calls < 3 ? throw new BitsException("not yet", HResults.E_FAIL) : 0,
        });
        scene.CreateJobIn(Error).NotifyInterface = callback;

        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal("JobError @0", "JobError @600", "JobError @1200");
    }
}
