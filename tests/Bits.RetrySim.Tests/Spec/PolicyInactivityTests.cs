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
        using ManualService service = new();
        BackgroundCopyJob job = service.InState(state);
        job.NoProgressTimeout = TimeSpan.FromDays(1000);
        job.MinimumRetryDelay = TimeSpan.FromDays(1000);
        job.MaximumDownloadTime = TimeSpan.FromDays(1000);
        service.To((90 * Day) - 1);
        job.State.Should().Be(state);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(90));
        service.To(90 * Day);

        job.State.Should().Be(Cancelled);
        service.Manager.Invoking(manager => manager.GetJob(job.Id)).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
        service.Transport.Running.Should().NotContain(attempt => attempt.JobNumber == job.Number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    public void JobInactivityTimeout_FromOneDayTo999_IsWhatHolds(int days)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(days) });
        BackgroundCopyJob job = service.Job();
        service.To(1);
        service.To(days * Day);

        service.Log.StatesOf(job).Should().Equal($"{days * Day} Cancelled");
    }

    [Theory]
    [MemberData(nameof(Activities))]
    [Trait("Rule", "OQ-36")]
    public void Activity_AnyCallThatSucceeds_BeginsThePeriodAnew(string call)
    {
        using ManualService service = OneDay();
        BackgroundCopyJob job = service.Job();
        service.To(1000);
        Call(job, call);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 1000));
        service.To(Day + 999);
        job.State.Should().NotBe(Cancelled);
        service.To(Day + 1000);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_SuspendOfARunningJob_BeginsThePeriodAnew()
    {
        using ManualService service = OneDay();
        BackgroundCopyJob job = service.Running();
        service.To(1000);
        job.Suspend();

        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 1000));
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    [Trait("Rule", "STATE-44")]
    public void Activity_CallsThatFail_AreNone()
    {
        using ManualService service = OneDay();
        BackgroundCopyJob job = service.Manager.CreateJob("empty");
        service.To(1000);
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
        using ManualService service = OneDay();
        BackgroundCopyJob job = service.Connecting();
        service.To(1000);
        service.AttemptOf(job).Accept(ManualService.Size);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(1), "a connection brings no byte");
        service.To(2000);
        service.AttemptOf(job).Receive(1);
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromSeconds(Day + 2000));
        service.To(Day + 2000);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_SlowSimulatedDownload_IsNeverIdle()
    {
        using SlowSimulation slow = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = slow.Resumed((long)(3 * Day));
        slow.To(3 * Day);

        job.State.Should().Be(Transferred);
    }

    [Theory]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "OQ-36")]
    public void Activity_EnteringErrorOrTransferred_BeginsThePeriodAnew(BackgroundCopyJobState state)
    {
        using ManualService service = OneDay();
        RecordingCallback callback = new();
        callback.FailNext(1000, HResults.E_FAIL);
        BackgroundCopyJob job = service.Job();
        job.NotifyInterface = callback;
        job.Resume();
        service.To(1000);
        if (state == Error)
        {
            service.AttemptOf(job).FailHttp(404);
        }
        else
        {
            service.AttemptOf(job).Accept(0);
            service.AttemptOf(job).Complete();
        }

        service.To(Day + 999);
        job.State.Should().Be(state);
        callback.Calls.Count.Should().BeGreaterThan(100, "callbacks are repeated and are no activity");
        service.To(Day + 1000);
        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Activity_BlocksLogoffRestartAndPolicies_AreNone()
    {
        using ManualService service = NetworkCondition.Service(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = service.Connecting();
        double now = 0;
        foreach (RetryReason condition in NetworkCondition.InOrder.Where(condition => condition != RetryReason.BlockedByBandwidthPolicy))
        {
            service.To(now += 100);
            service.Begin(condition);
            service.To(now += 100);
            service.End(condition);
        }

        service.Environment.LogOff(job.Owner);
        service.To(now += 100);
        service.Environment.LogOn(job.Owner);
        service.To(now += 100);
        service.Manager.RestartService();
        service.To(now += 100);
        service.Manager.ApplyPolicy(service.Manager.Policy with { MaxFilesPerJob = 5 });
        service.To(Day - 1);
        job.State.Should().Be(Connecting);
        service.To(Day);

        job.State.Should().Be(Cancelled);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    [Trait("Rule", "RETRY-13")]
    public void Activity_StepsOfTheRetryCycle_AreNone()
    {
        using SlowSimulation slow = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        RecordingCallback callback = new();
        BackgroundCopyJob job = slow.Job(10);
        job.NotifyInterface = callback;
        slow.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        slow.To(2 * Day);

        slow.Log.AttemptsOf(job).Should().HaveCount(145).And.EndWith(Day);
        slow.Log.StatesOf(job).Should().EndWith([$"{Day} TransientError 801901F7", $"{Day} Cancelled"]);
        callback.Calls.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Order_TimeoutAndInactivityAtOneInstant_TheJobFailsAndIsCancelledAPeriodLater()
    {
        using SlowSimulation slow = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = slow.Job(10);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(50_000);
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        slow.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        slow.To(3 * Day);

        slow.Log.StatesOf(job, from: 50_001).Should().Equal($"{Day} Error 801901F7", $"{2 * Day} Cancelled");
    }

    [Fact]
    public void ApplyPolicy_ShorterAndLonger_CountsFromTheLastActivity()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job();
        service.To(3 * Day);
        service.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(5) });
        job.RetryStatus.CancelledByPolicyAt.Should().Be(TimeSpan.FromDays(5));
        service.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(7) });
        service.To((7 * Day) - 1);
        job.State.Should().Be(Suspended);
        BackgroundCopyJob young = service.Job();
        service.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(2) });
        service.Settle();

        job.State.Should().Be(Cancelled);
        young.State.Should().Be(Suspended);
    }

    private static ManualService OneDay() => new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });

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
