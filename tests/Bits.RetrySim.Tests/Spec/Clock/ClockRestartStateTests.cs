using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What jobs keep when the service starts again.</summary>
public sealed class ClockRestartStateTests
{
    [Theory]
    [InlineData(Suspended, Suspended)]
    [InlineData(Queued, Queued)]
    [InlineData(Connecting, Queued)]
    [InlineData(Transferring, Queued)]
    [InlineData(TransientError, Queued)]
    [InlineData(Error, Error)]
    [InlineData(Transferred, Transferred)]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "OQ-13")]
    [Trait("Rule", "LIFE-4")]
    public void RestartService_EachState_IsKeptOrQueued(BackgroundCopyJobState before, BackgroundCopyJobState after)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(before);
        int errors = job.ErrorCount;
        bench.GoTo(10);
        bench.Manager.RestartService();

        job.State.Should().Be(after);
        job.ErrorCount.Should().Be(errors, "an attempt that the service's end cut off is no failure");
        bench.Manager.GetJob(job.Id).Should().BeSameAs(job);
        bench.Manager.EnumJobs().Should().Contain(job);
    }

    [Theory]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    [Trait("Rule", "CLOCK-8")]
    public void RestartService_FinalState_IsKept(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        _ = state == Acknowledged ? job.Complete() : job.Cancel();
        bench.Manager.RestartService();

        job.State.Should().Be(state);
        bench.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "RETRY-15")]
    public void RestartService_Blocked_StaysBlockedUntilTheEnd()
    {
        foreach (RetryReason condition in Blocking.InOrder)
        {
            using Bench bench = Blocking.NewBench();
            BackgroundCopyJob job = bench.JobIn(Transferring);
            bench.GoTo(10);
            bench.Manager.Block(condition);
            bench.GoTo(20);
            bench.Manager.RestartService();
            bench.GoTo(30);
            bench.Manager.Unblock(condition);
            bench.Pump();

            bench.Log.StatesOf(job, from: 1).Should().Equal(
                $"10 TransientError 0x{Blocking.CodeOf(condition):X8}",
                "20 Queued",
                $"20 TransientError 0x{Blocking.CodeOf(condition):X8}",
                "30 Queued",
                "30 Connecting");
        }
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "PROG-8")]
    public void RestartService_RunningJob_KeepsFilesSettingsAndProgressButNotTheInterface()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.AddFile("https://cdn.example/second", @"C:\in\second");
        job.Description = "described";
        job.Priority = BackgroundCopyJobPriority.High;
        job.MinimumRetryDelay = TimeSpan.FromSeconds(77);
        job.NoProgressTimeout = TimeSpan.FromSeconds(888);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(9999);
        job.MinimumNotificationInterval = TimeSpan.FromSeconds(3);
        job.CostFlags = BackgroundCopyCostStates.TransferStandard;
        job.NotifyFlags = BackgroundCopyNotifications.JobError;
        job.NotifyInterface = callback;
        job.Resume();
        bench.Pump();
        bench.AttemptOf(job).Accept(Bench.FileSize);
        bench.AttemptOf(job).Receive(400);
        bench.GoTo(10);
        ManualAttempt dropped = bench.AttemptOf(job);
        bench.Manager.RestartService();

        dropped.IsRunning.Should().BeFalse();
        job.NotifyInterface.Should().BeNull();
        job.Files.Select(file => file.LocalName).Should().Equal(Bench.LocalName(1), @"C:\in\second");
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 400, 2, 0));
        new object[]
        {
            job.DisplayName, job.Description, job.Priority, job.MinimumRetryDelay.TotalSeconds, job.NoProgressTimeout.TotalSeconds,
            job.MaximumDownloadTime.TotalSeconds, job.MinimumNotificationInterval.TotalSeconds, job.CostFlags, job.NotifyFlags,
        }.Should().Equal(
            "job", "described", BackgroundCopyJobPriority.High, 77d, 888d, 9999d, 3d, BackgroundCopyCostStates.TransferStandard,
            BackgroundCopyNotifications.JobError);
        bench.Pump();
        bench.AttemptOf(job).Offset.Should().Be(400);
        bench.AttemptOf(job).FailHttp(404);
        bench.Pump();
        callback.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(503, Queued)]
    [InlineData(404, Error)]
    [Trait("Rule", "CLOCK-9")]
    [Trait("Rule", "OQ-37")]
    public void RestartService_JobWithAnError_StillTellsIt(int status, BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Connecting);
        bench.AttemptOf(job).FailHttp(status);
        BackgroundCopyError before = job.Error!;
        bench.GoTo(10);
        bench.Manager.RestartService();

        job.State.Should().Be(state);
        job.Error!.Code.Should().Be(before.Code).And.Be(unchecked((int)0x80190000) + status);
        job.Error.Context.Should().Be(before.Context).And.Be(BackgroundCopyErrorContext.RemoteFile);
        job.Error.File.Should().BeSameAs(job.Files[0]);
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-8")]
    public void RestartService_ForegroundAndBackgroundJobs_RunAgain()
    {
        using Bench bench = new();
        BackgroundCopyJob foreground = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob other = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob background = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Manager.RestartService();
        bench.Transport.Running.Should().BeEmpty();
        bench.Pump();

        new[] { foreground, other, background }.Should().OnlyContain(job => job.State == Connecting);
        bench.Transport.Running.Should().HaveCount(3);
    }
}
