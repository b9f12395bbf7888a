using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs in which nothing happens are cancelled.</summary>
[Trait("Rule", "POLICY-1")]
public sealed class PolicyInactivityTests
{
    private const double Day = 86_400;

    public static TheoryData<string> Activities =>
    [
        "AddFile", "AddFileSet", "DisplayName", "Description", "Priority", "MinimumRetryDelay", "NoProgressTimeout", "MaximumDownloadTime",
        "NotifyFlags", "NotifyInterface", "MinimumNotificationInterval", "CostFlags", "Suspend", "Resume",
    ];

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "POLICY-22")]
    [Trait("Rule", "STATE-25")]
    [Trait("Rule", "LIFE-19")]
    public void Default_JobInAnyState_IsCancelledAfter90Days(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        job.NoProgressTimeout = TimeSpan.FromDays(1000);
        job.MinimumRetryDelay = TimeSpan.FromDays(1000);
        job.MaximumDownloadTime = TimeSpan.FromDays(1000);
        bench.GoTo((90 * Day) - 1);
        job.State.Should().Be(state);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(90));
        bench.GoTo(90 * Day);

        job.State.Should().Be(Cancelled);
        bench.Manager.Invoking(manager => manager.GetJob(job.Id)).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
        bench.Transport.Running.Should().NotContain(attempt => attempt.JobNumber == job.Number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    public void JobInactivityTimeout_FromOneDayTo999_IsWhatHolds(int days)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(days) });
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(1);
        bench.GoTo(days * Day);

        bench.Log.StatesOf(job).Should().Equal($"{days * Day} Cancelled");
    }

    [Theory]
    [MemberData(nameof(Activities))]
    [Trait("Rule", "OQ-36")]
    public void Activity_AnyCallThatSucceeds_BeginsThePeriodAnew(string call)
    {
        using Bench bench = OneDay();
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(1000);
        Call(job, call);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 1000));
        bench.GoTo(Day + 999);
        job.State.Should().NotBe(Cancelled);
        bench.GoTo(Day + 1000);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_SuspendOfARunningJob_BeginsThePeriodAnew()
    {
        using Bench bench = OneDay();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(1000);
        job.Suspend();

        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 1000));
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    [Trait("Rule", "STATE-44")]
    public void Activity_CallsThatFail_AreNone()
    {
        using Bench bench = OneDay();
        BackgroundCopyJob job = bench.Manager.CreateJob("empty");
        bench.GoTo(1000);
        job.Invoking(it => it.Resume()).Should().Throw<BitsException>();
        job.Invoking(it => it.Description = null!).Should().Throw<ArgumentException>();
        job.Invoking(it => it.Priority = (BackgroundCopyJobPriority)9).Should().Throw<NotImplementedException>();
        job.Invoking(it => it.CostFlags = 0).Should().Throw<ArgumentException>();
        job.Invoking(it => it.AddFile("relative", @"C:\in\a")).Should().Throw<ArgumentException>();

        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_BytesButNotAConnection_BeginThePeriodAnew()
    {
        using Bench bench = OneDay();
        BackgroundCopyJob job = bench.JobIn(Connecting);
        bench.GoTo(1000);
        bench.AttemptOf(job).Accept(Bench.FileSize);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(1), "a connection brings no byte");
        bench.GoTo(2000);
        bench.AttemptOf(job).Receive(1);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 2000));
        bench.GoTo(Day + 2000);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_SlowSimulatedDownload_IsNeverIdle()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = simulation.ResumeSlowJob((long)(3 * Day));
        simulation.GoTo(3 * Day);

        job.State.Should().Be(Transferred);
    }

    [Theory]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "OQ-36")]
    public void Activity_EnteringErrorOrTransferred_BeginsThePeriodAnew(BackgroundCopyJobState state)
    {
        using Bench bench = OneDay();
        RecordingCallback callback = new();
        callback.FailNext(1000, HResults.E_FAIL);
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyInterface = callback;
        job.Resume();
        bench.GoTo(1000);
        if (state == Error)
        {
            bench.AttemptOf(job).FailHttp(404);
        }
        else
        {
            bench.AttemptOf(job).Accept(0);
            bench.AttemptOf(job).Complete();
        }

        bench.GoTo(Day + 999);
        job.State.Should().Be(state);
        callback.Calls.Count.Should().BeGreaterThan(100, "callbacks are repeated and are no activity");
        bench.GoTo(Day + 1000);
        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_BlocksLogoffRestartAndPolicies_AreNone()
    {
        using Bench bench = Blocking.NewBench(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = bench.JobIn(Connecting);
        double now = 0;
        foreach (RetryReason condition in Blocking.InOrder.Where(condition => condition != RetryReason.BlockedByBandwidthPolicy))
        {
            bench.GoTo(now += 100);
            bench.Manager.Block(condition);
            bench.GoTo(now += 100);
            bench.Manager.Unblock(condition);
        }

        bench.Environment.LogOff(job.Owner);
        bench.GoTo(now += 100);
        bench.Environment.LogOn(job.Owner);
        bench.GoTo(now += 100);
        bench.Manager.RestartService();
        bench.GoTo(now += 100);
        bench.Manager.ApplyPolicy(bench.Manager.Policy with { MaxFilesPerJob = 5 });
        bench.GoTo(Day - 1);
        job.State.Should().Be(Connecting);
        bench.GoTo(Day);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    [Trait("Rule", "RETRY-13")]
    public void Activity_StepsOfTheRetryCycle_AreNone()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        RecordingCallback callback = new();
        BackgroundCopyJob job = simulation.AddSlowJob(10);
        job.NotifyInterface = callback;
        simulation.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.GoTo(2 * Day);

        simulation.EventLog.AttemptsOf(job).Should().HaveCount(145).And.EndWith(Day);
        simulation.EventLog.StatesOf(job).Should().EndWith([$"{Day} TransientError 0x801901F7", $"{Day} Cancelled"]);
        callback.Calls.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Order_TimeoutAndInactivityAtOneInstant_TheJobFailsAndIsCancelledAPeriodLater()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = simulation.AddSlowJob(10);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(50_000);
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        simulation.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.GoTo(3 * Day);

        simulation.EventLog.StatesOf(job, from: 50_001).Should().Equal($"{Day} Error 0x801901F7", $"{2 * Day} Cancelled");
    }

    [Fact]
    public void ApplyPolicy_ShorterAndLonger_CountsFromTheLastActivity()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(3 * Day);
        bench.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(5) });
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(5));
        bench.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(7) });
        bench.GoTo((7 * Day) - 1);
        job.State.Should().Be(Suspended);
        BackgroundCopyJob young = bench.CreateJob();
        bench.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(2) });
        bench.Pump();

        job.State.Should().Be(Cancelled);
        young.State.Should().Be(Suspended);
    }

    private static Bench OneDay() => new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });

    private static void Call(BackgroundCopyJob job, string call)
    {
        switch (call)
        {
            case "AddFile":
                job.AddFile("https://cdn.example/more", @"C:\in\more");
                break;
            case "AddFileSet":
                job.AddFileSet([new("https://cdn.example/more", @"C:\in\more")]);
                break;
            case "DisplayName":
                job.DisplayName = job.DisplayName;
                break;
            case "Description":
                job.Description = job.Description;
                break;
            case "Priority":
                job.Priority = job.Priority;
                break;
            case "MinimumRetryDelay":
                job.MinimumRetryDelay = job.MinimumRetryDelay;
                break;
            case "NoProgressTimeout":
                job.NoProgressTimeout = job.NoProgressTimeout;
                break;
            case "MaximumDownloadTime":
                job.MaximumDownloadTime = job.MaximumDownloadTime;
                break;
            case "NotifyFlags":
                job.NotifyFlags = job.NotifyFlags;
                break;
            case "NotifyInterface":
                job.NotifyInterface = job.NotifyInterface;
                break;
            case "MinimumNotificationInterval":
                job.MinimumNotificationInterval = job.MinimumNotificationInterval;
                break;
            case "CostFlags":
                job.CostFlags = job.CostFlags;
                break;
            case "Suspend":
                job.Suspend();
                break;
            case "Resume":
                job.Resume();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call, "Not a call of this test.");
        }
    }
}
