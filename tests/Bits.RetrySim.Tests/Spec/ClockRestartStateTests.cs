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
    [InlineData(TransientError, TransientError)]
    [InlineData(Error, Error)]
    [InlineData(Transferred, Transferred)]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "OQ-13")]
    [Trait("Rule", "LIFE-4")]
    public void RestartService_EachState_IsKeptOrQueued(BackgroundCopyJobState before, BackgroundCopyJobState after)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.InState(before);
        int errors = job.ErrorCount;
        service.To(10);
        service.Manager.RestartService();

        job.State.Should().Be(after);
        job.ErrorCount.Should().Be(errors, "an attempt that the service's end cut off is no failure");
        service.Manager.GetJob(job.Id).Should().BeSameAs(job);
        service.Manager.EnumJobs().Should().Contain(job);
    }

    [Theory]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    [Trait("Rule", "CLOCK-8")]
    public void RestartService_FinalState_IsKept(BackgroundCopyJobState state)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job();
        _ = state == Acknowledged ? job.Complete() : job.Cancel();
        service.Manager.RestartService();

        job.State.Should().Be(state);
        service.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "RETRY-15")]
    public void RestartService_Blocked_StaysBlockedUntilTheEnd()
    {
        foreach (RetryReason condition in NetworkCondition.InOrder)
        {
            using ManualService service = NetworkCondition.Service();
            BackgroundCopyJob job = service.Running();
            service.To(10);
            service.Begin(condition);
            service.To(20);
            service.Manager.RestartService();
            service.To(30);
            service.End(condition);
            service.Settle();

            service.Log.StatesOf(job, from: 1).Should().Equal(
                $"10 TransientError {NetworkCondition.CodeOf(condition)}", "30 Queued", "30 Connecting");
        }
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "PROG-8")]
    public void RestartService_RunningJob_KeepsFilesSettingsAndProgressButNotTheInterface()
    {
        using ManualService service = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = service.Job();
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
        service.Settle();
        service.AttemptOf(job).Accept(ManualService.Size);
        service.AttemptOf(job).Receive(400);
        service.To(10);
        ManualAttempt dropped = service.AttemptOf(job);
        service.Manager.RestartService();

        dropped.IsRunning.Should().BeFalse();
        job.NotifyInterface.Should().BeNull();
        job.Files.Select(file => file.LocalName).Should().Equal(@"C:\in\1", @"C:\in\second");
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 400, 2, 0));
        new object[]
        {
            job.DisplayName, job.Description, job.Priority, job.MinimumRetryDelay.TotalSeconds, job.NoProgressTimeout.TotalSeconds,
            job.MaximumDownloadTime.TotalSeconds, job.MinimumNotificationInterval.TotalSeconds, job.CostFlags, job.NotifyFlags,
        }.Should().Equal(
            "job 1", "described", BackgroundCopyJobPriority.High, 77d, 888d, 9999d, 3d, BackgroundCopyCostStates.TransferStandard,
            BackgroundCopyNotifications.JobError);
        service.Settle();
        service.AttemptOf(job).Offset.Should().Be(400);
        service.AttemptOf(job).FailHttp(404);
        service.Settle();
        callback.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(503, TransientError)]
    [InlineData(404, Error)]
    [Trait("Rule", "CLOCK-9")]
    [Trait("Rule", "OQ-37")]
    public void RestartService_JobWithAnError_StillTellsIt(int status, BackgroundCopyJobState state)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Connecting();
        service.AttemptOf(job).FailHttp(status);
        BackgroundCopyError before = job.Error!;
        service.To(10);
        service.Manager.RestartService();

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
        using ManualService service = new();
        BackgroundCopyJob foreground = service.Running(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob other = service.Running(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob background = service.Running();
        service.To(10);
        service.Manager.RestartService();
        service.Transport.Running.Should().BeEmpty();
        service.Settle();

        new[] { foreground, other, background }.Should().OnlyContain(job => job.State == Connecting);
        service.Transport.Running.Should().HaveCount(3);
    }
}
