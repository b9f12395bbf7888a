using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>How long a job may connect and transfer.</summary>
public sealed class DownloadTimeTests
{
    private const string Exceeded = "Error 80200054";
    private const double Day = 86_400;

    [Fact]
    [Trait("Rule", "MAXT-1")]
    [Trait("Rule", "MAXT-3")]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_ConnectingTransferringAndWaiting_CountsTheFirstTwo()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        service.To(30);
        service.AttemptOf(job).Accept(ManualService.Size);
        service.AttemptOf(job).Receive(1);
        service.To(50);
        service.AttemptOf(job).FailHttp(503);
        service.To(650);
        job.State.Should().Be(Connecting);
        service.To(699.9);
        job.State.Should().Be(Connecting);
        service.To(1000);

        service.Log.StatesOf(job, from: 50).Should().Equal("50 TransientError 801901F7", "650 Queued", "650 Connecting", $"700 {Exceeded}");
        job.ErrorCount.Should().Be(2);
        callback.Calls.Should().ContainSingle().Which.ErrorCode.Should().Be(unchecked((int)0x80200054));
        service.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_TimeInQueued_CostsNothing()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        service.To(40);
        service.Environment.LogOff(job.Owner);
        service.To(1000);
        service.Environment.LogOn(job.Owner);
        service.To(1030);
        BackgroundCopyJob high = service.Resumed(BackgroundCopyJobPriority.High);
        service.To(2000);
        job.State.Should().Be(Queued);
        high.Cancel();
        service.To(3000);

        service.Log.StatesOf(job, from: 2000).Should().Equal("2000 Connecting", $"2030 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_Blocked_CostsNothing()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        service.To(40);
        service.Environment.NetworkAvailable = false;
        service.To(10_000);
        service.Environment.NetworkAvailable = true;
        service.To(20_000);

        service.Log.StatesOf(job, from: 10_000).Should().Equal("10000 Queued", "10000 Connecting", $"10060 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_SeveralFiles_AreOneSum()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job();
        job.AddFile("https://cdn.example/second", @"C:\in\second");
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        service.Settle();
        service.AttemptOf(job).Accept(1);
        service.To(60);
        service.AttemptOf(job).Complete();
        service.To(1000);

        service.Log.StatesOf(job, from: 1).Should().Equal($"100 {Exceeded}");
        job.Progress.FilesTransferred.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "MAXT-2")]
    [Trait("Rule", "OQ-35")]
    [Trait("Rule", "DEF-maximum-download-time")]
    [Trait("Rule", "POLICY-2")]
    public void MaximumDownloadTime_Default_Is90Days()
    {
        using ManualService service = new();
        service.Manager.Policy.MaxDownloadTime.TotalSeconds.Should().Be(7_776_000);
        BackgroundCopyJob job = service.Running();
        job.MaximumDownloadTime.TotalSeconds.Should().Be(7_776_000);
        service.To(60 * Day);
        service.AttemptOf(job).Receive(1);
        service.To((90 * Day) - 1);
        job.State.Should().Be(Transferring);
        service.To(90 * Day);

        service.Log.StatesOf(job, from: 1).Should().Equal($"7776000 {Exceeded}");
    }

    [Theory]
    [InlineData(TransientError)]
    [InlineData(Suspended)]
    [InlineData(Error)]
    [Trait("Rule", "MAXT-4")]
    [Trait("Rule", "RETRY-21")]
    public void Resume_AfterItSpentSome_TheJobHasAllOfItAgain(BackgroundCopyJobState from)
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        service.To(60);
        switch (from)
        {
            case TransientError:
                service.AttemptOf(job).FailHttp(503);
                break;
            case Suspended:
                job.Suspend();
                break;
            default:
                service.AttemptOf(job).FailHttp(404);
                break;
        }

        service.To(70);
        job.State.Should().Be(from);
        job.Resume();
        service.To(1000);

        service.Log.StatesOf(job, from: 70).Should().Equal("70 Queued", "70 Connecting", $"170 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-4")]
    public void Resume_AfterItWasUsedUp_TheJobRunsAsLongAgain()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        service.To(500);
        job.Resume();
        service.To(1000);

        service.Log.StatesOf(job, from: 1).Should().Equal($"100 {Exceeded}", "500 Queued", "500 Connecting", $"600 {Exceeded}");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "MAXT-4")]
    [Trait("Rule", "STATE-40")]
    public void Resume_OfARunningJob_ChangesNothing()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        service.To(60);
        job.Resume();
        service.To(1000);

        service.Log.StatesOf(job, from: 1).Should().Equal($"100 {Exceeded}");
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData(100, 100)]
    [InlineData(300, 300)]
    [Trait("Rule", "MAXT-5")]
    [Trait("Rule", "POLICY-2")]
    public void Policy_JobWithAndWithoutItsOwnValue_TheJobsCounts(int? own, int expected)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(200) });
        BackgroundCopyJob job = service.Job();
        if (own is int seconds)
        {
            job.MaximumDownloadTime = TimeSpan.FromSeconds(seconds);
        }

        job.MaximumDownloadTime.TotalSeconds.Should().Be(expected);
        job.Resume();
        service.To(1000);

        service.Log.StatesOf(job).Should().EndWith($"{expected} {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "POLICY-2")]
    [Trait("Rule", "OQ-38")]
    public void ApplyPolicy_WhileJobsRun_CountsForThoseWithoutTheirOwnValue()
    {
        using ManualService service = new();
        BackgroundCopyJob follows = service.Running(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob over = service.Running(BackgroundCopyJobPriority.Foreground);
        over.MaximumDownloadTime = TimeSpan.FromDays(90);
        service.To(50);
        service.Manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(60) });
        follows.MaximumDownloadTime.TotalSeconds.Should().Be(60);
        over.MaximumDownloadTime.Should().Be(TimeSpan.FromDays(90));
        BackgroundCopyJob late = service.Running(BackgroundCopyJobPriority.Foreground);
        service.To(100);
        service.Manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(10) });
        service.To(200);

        service.Log.Entered(Error).Should().Equal($"60 job {follows.Number}", $"100 job {late.Number}");
        over.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "MAXT-6")]
    public void MaximumDownloadTime_BeforeTheTimeout_Decides()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(10);
        job.NoProgressTimeout = TimeSpan.FromSeconds(500);
        service.To(40);
        service.AttemptOf(job).FailHttp(503);
        service.To(1000);

        service.Log.StatesOf(job, from: 40).Should().EndWith(["50 Queued", "50 Connecting", $"110 {Exceeded}"]);
    }

    [Fact]
    [Trait("Rule", "MAXT-6")]
    public void MaximumDownloadTime_AfterTheTimeout_LeavesItTheDecision()
    {
        using ManualService service = Limited(100, out BackgroundCopyJob job);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(30);
        job.NoProgressTimeout = TimeSpan.FromSeconds(50);
        service.To(40);
        service.AttemptOf(job).FailHttp(503);
        service.To(70);
        service.AttemptOf(job).FailHttp(503);
        service.To(1000);

        service.Log.StatesOf(job, from: 71).Should().Equal("90 Error 801901F7");
    }

    [Fact]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_Zero_FailsOnEnteringConnecting()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job();
        job.MaximumDownloadTime = TimeSpan.Zero;
        job.MaximumDownloadTime.Should().Be(TimeSpan.Zero);
        job.Resume();
        job.State.Should().Be(Queued);
        service.To(10);

        service.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", $"0 {Exceeded}");
        service.Transport.Attempts.Should().BeEmpty();
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [InlineData(100, "Transferred")]
    [InlineData(101, Exceeded)]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_CompletionAtThatInstant_Wins(long seconds, string end)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Job(seconds);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        slow.To(1000);

        slow.Log.StatesOf(job).Should().EndWith($"100 {end}");
    }

    [Theory]
    [InlineData(99_999, "99.999 TransientError 80072EFE")]
    [InlineData(100_000, "100 " + Exceeded)]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_FailureAtThatInstant_Loses(long bytes, string end)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Job(200);
        slow.HostOf(job).Resource("/file").DropsAt(bytes);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        slow.To(500);

        slow.Log.StatesOf(job).Should().EndWith(end);
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [Trait("Rule", "MAXT-3")]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "METHOD-TimerSetters")]
    public void MaximumDownloadTime_SetToWhatIsSpent_FailsTheJobInTheCall(BackgroundCopyJobState state)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.InState(state);
        service.To(60);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(61);
        job.State.Should().Be(state);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(60);

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(HResults.BG_E_MAXDOWNLOAD_TIMEOUT);
    }

    [Fact]
    [Trait("Rule", "MAXT-3")]
    public void MaximumDownloadTime_SetWhileNothingRuns_WaitsForTheNextAttempt()
    {
        using ManualService service = Limited(1000, out BackgroundCopyJob job);
        service.To(60);
        service.AttemptOf(job).FailHttp(503);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(50);
        service.To(659);
        job.State.Should().Be(TransientError);
        service.To(660);

        service.Log.StatesOf(job, from: 61).Should().Equal("660 Queued", "660 Connecting", $"660 {Exceeded}");
    }

    private static ManualService Limited(int seconds, out BackgroundCopyJob job)
    {
        ManualService service = new();
        job = service.Connecting();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(seconds);
        return service;
    }
}
