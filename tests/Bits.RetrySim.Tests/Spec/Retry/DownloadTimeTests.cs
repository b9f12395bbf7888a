using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>How long a job may connect and transfer.</summary>
public sealed class DownloadTimeTests
{
    private const string Exceeded = "Error 0x80200054";
    private const double Day = 86_400;

    [Fact]
    [Trait("Rule", "MAXT-1")]
    [Trait("Rule", "MAXT-3")]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_ConnectingTransferringAndWaiting_CountsTheFirstTwo()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        bench.GoTo(30);
        bench.AttemptOf(job).Accept(Bench.FileSize);
        bench.AttemptOf(job).Receive(1);
        bench.GoTo(50);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(650);
        job.State.Should().Be(Connecting);
        bench.GoTo(699.9);
        job.State.Should().Be(Connecting);
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 50).Should().Equal("50 TransientError 0x801901F7", "650 Queued", "650 Connecting", $"700 {Exceeded}");
        job.ErrorCount.Should().Be(2);
        callback.Calls.Should().ContainSingle().Which.ErrorCode.Should().Be(unchecked((int)0x80200054));
        bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_TimeInQueued_CostsNothing()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        bench.GoTo(40);
        bench.Environment.LogOff(job.Owner);
        bench.GoTo(1000);
        bench.Environment.LogOn(job.Owner);
        bench.GoTo(1030);
        BackgroundCopyJob high = bench.ResumeJob(priority: BackgroundCopyJobPriority.High);
        bench.GoTo(2000);
        job.State.Should().Be(Queued);
        high.Cancel();
        bench.GoTo(3000);

        bench.Log.StatesOf(job, from: 2000).Should().Equal("2000 Connecting", $"2030 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_Blocked_CostsNothing()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        bench.GoTo(40);
        bench.Environment.NetworkAvailable = false;
        bench.GoTo(10_000);
        bench.Environment.NetworkAvailable = true;
        bench.GoTo(20_000);

        bench.Log.StatesOf(job, from: 10_000).Should().Equal("10000 Queued", "10000 Connecting", $"10060 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTime_SeveralFiles_AreOneSum()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.AddFile("https://cdn.example/second", @"C:\in\second");
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        bench.Pump();
        bench.AttemptOf(job).Accept(1);
        bench.GoTo(60);
        bench.AttemptOf(job).Complete();
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"100 {Exceeded}");
        job.Progress.FilesTransferred.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "MAXT-2")]
    [Trait("Rule", "OQ-35")]
    [Trait("Rule", "DEF-maximum-download-time")]
    [Trait("Rule", "POLICY-2")]
    public void MaximumDownloadTime_Default_Is90Days()
    {
        using Bench bench = new();
        bench.Manager.Policy.MaxDownloadTime.TotalSeconds.Should().Be(7_776_000);
        BackgroundCopyJob job = bench.JobIn(Transferring);
        job.MaximumDownloadTime.TotalSeconds.Should().Be(7_776_000);
        bench.GoTo(60 * Day);
        bench.AttemptOf(job).Receive(1);
        bench.GoTo((90 * Day) - 1);
        job.State.Should().Be(Transferring);
        bench.GoTo(90 * Day);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"7776000 {Exceeded}");
    }

    [Theory]
    [InlineData(TransientError)]
    [InlineData(Suspended)]
    [InlineData(Error)]
    [Trait("Rule", "MAXT-4")]
    [Trait("Rule", "RETRY-21")]
    public void Resume_AfterItSpentSome_TheJobHasAllOfItAgain(BackgroundCopyJobState from)
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        bench.GoTo(60);
        switch (from)
        {
            case TransientError:
                bench.AttemptOf(job).FailHttp(503);
                break;
            case Suspended:
                job.Suspend();
                break;
            default:
                bench.AttemptOf(job).FailHttp(404);
                break;
        }

        bench.GoTo(70);
        job.State.Should().Be(from);
        job.Resume();
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 70).Should().Equal("70 Queued", "70 Connecting", $"170 {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "MAXT-4")]
    public void Resume_AfterItWasUsedUp_TheJobRunsAsLongAgain()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        bench.GoTo(500);
        job.Resume();
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"100 {Exceeded}", "500 Queued", "500 Connecting", $"600 {Exceeded}");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "MAXT-4")]
    [Trait("Rule", "STATE-40")]
    public void Resume_OfARunningJob_BeginsTheDownloadTimeAnew()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        bench.GoTo(60);
        job.Resume();
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"160 {Exceeded}");
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData(100, 100)]
    [InlineData(300, 300)]
    [Trait("Rule", "MAXT-5")]
    [Trait("Rule", "POLICY-2")]
    public void Policy_JobWithAndWithoutItsOwnValue_TheJobsCounts(int? own, int expected)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(200) });
        BackgroundCopyJob job = bench.CreateJob();
        if (own is int seconds)
        {
            job.MaximumDownloadTime = TimeSpan.FromSeconds(seconds);
        }

        job.MaximumDownloadTime.TotalSeconds.Should().Be(expected);
        job.Resume();
        bench.GoTo(1000);

        bench.Log.StatesOf(job).Should().EndWith($"{expected} {Exceeded}");
    }

    [Fact]
    [Trait("Rule", "POLICY-2")]
    [Trait("Rule", "OQ-38")]
    public void ApplyPolicy_WhileJobsRun_CountsForThoseWithoutTheirOwnValue()
    {
        using Bench bench = new();
        BackgroundCopyJob follows = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob over = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        over.MaximumDownloadTime = TimeSpan.FromDays(90);
        bench.GoTo(50);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(60) });
        follows.MaximumDownloadTime.TotalSeconds.Should().Be(60);
        over.MaximumDownloadTime.Should().Be(TimeSpan.FromDays(90));
        BackgroundCopyJob late = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        bench.GoTo(100);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromSeconds(10) });
        bench.GoTo(200);

        bench.Log.Entered(Error).Should().Equal($"60 job {follows.Number}", $"100 job {late.Number}");
        over.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "MAXT-6")]
    public void MaximumDownloadTime_BeforeTheTimeout_Decides()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(10);
        job.NoProgressTimeout = TimeSpan.FromSeconds(500);
        bench.GoTo(40);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 40).Should().EndWith(["50 Queued", "50 Connecting", $"110 {Exceeded}"]);
    }

    [Fact]
    [Trait("Rule", "MAXT-6")]
    public void MaximumDownloadTime_AfterTheTimeout_LeavesItTheDecision()
    {
        using Bench bench = Limited(100, out BackgroundCopyJob job);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(30);
        job.NoProgressTimeout = TimeSpan.FromSeconds(50);
        bench.GoTo(40);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(70);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(1000);

        bench.Log.StatesOf(job, from: 71).Should().Equal("90 Error 0x801901F7");
    }

    [Fact]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_Zero_FailsOnEnteringConnecting()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.MaximumDownloadTime = TimeSpan.Zero;
        job.MaximumDownloadTime.Should().Be(TimeSpan.Zero);
        job.Resume();
        job.State.Should().Be(Queued);
        bench.GoTo(10);

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", $"0 {Exceeded}");
        bench.Transport.Attempts.Should().BeEmpty();
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [InlineData(100, "Transferred")]
    [InlineData(101, Exceeded)]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_CompletionAtThatInstant_Wins(long seconds, string end)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddSlowJob(seconds);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(job).Should().EndWith($"100 {end}");
    }

    [Theory]
    [InlineData(99_999, "99.999 TransientError 0x80072EFE")]
    [InlineData(100_000, "100 " + Exceeded)]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_FailureAtThatInstant_Loses(long bytes, string end)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddSlowJob(200);
        simulation.HostOf(job).Resource("/file").DropsAt(bytes);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        job.Resume();
        simulation.GoTo(500);

        simulation.EventLog.StatesOf(job).Should().EndWith(end);
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
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        bench.GoTo(60);
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
        using Bench bench = Limited(1000, out BackgroundCopyJob job);
        bench.GoTo(60);
        bench.AttemptOf(job).FailHttp(503);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(50);
        bench.GoTo(659);
        job.State.Should().Be(TransientError);
        bench.GoTo(660);

        bench.Log.StatesOf(job, from: 61).Should().Equal("660 Queued", "660 Connecting", $"660 {Exceeded}");
    }

    private static Bench Limited(int seconds, out BackgroundCopyJob job)
    {
        Bench bench = new();
        job = bench.JobIn(Connecting);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(seconds);
        return bench;
    }
}
