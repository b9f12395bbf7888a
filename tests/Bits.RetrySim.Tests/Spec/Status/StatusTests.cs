using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What a job tells about where it is and what comes next.</summary>
public sealed class StatusTests
{
    private const int Http503 = unchecked((int)0x801901F7);

    private static readonly TimeSpan Days90 = TimeSpan.FromDays(90);
    private static readonly TimeSpan Days14 = TimeSpan.FromDays(14);

    public static TheoryData<RetryReason> Conditions => [.. Blocking.InOrder];

    [Fact]
    public void RetryStatus_NewJob_IsSuspended()
    {
        using Bench bench = new();
        bench.GoTo(7);
        BackgroundCopyJob job = bench.Manager.CreateJob("job");

        job.RetryStatus.Should().Be(new RetryStatus
        {
            State = Suspended,
            Reason = RetryReason.Suspended,
            Since = Seconds(7),
            CancelledByPolicyAt = Days90 + Seconds(7),
        });
        job.RetryStatus.ToString().Should().Be(
            "Suspended since +00:00:07, no attempt yet; nothing is transferred before Resume, cancelled by policy at +90.00:00:07.");
    }

    [Fact]
    [Trait("Rule", "STATE-1")]
    public void RetryStatus_QueuedConnectingTransferring_TellsWhich()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.ResumeJob();
        job.RetryStatus.Should().Be(Expected(Queued, RetryReason.WaitingForTurn, 0, attempts: 0));
        bench.GoTo(5);
        job.RetryStatus.Should().Be(Expected(Connecting, RetryReason.Connecting, 0, attempts: 1));
        bench.AttemptOf(job).Accept(Bench.FileSize);
        job.RetryStatus.Should().Be(Expected(Transferring, RetryReason.Transferring, 5, attempts: 1));
        bench.GoTo(8);
        bench.AttemptOf(job).Receive(1);
        job.RetryStatus.Should().Be(Expected(Transferring, RetryReason.Transferring, 5, attempts: 1) with
        {
            CancelledByPolicyAt = Days90 + Seconds(8),
            DownloadTimeEndsAt = Days90,
        });
        job.RetryStatus.ToString().Should().Be("Transferring since +00:00:05, attempt 1; maximum download time over at +90.00:00:00, cancelled by policy at +90.00:00:08.");
    }

    [Fact]
    [Trait("Rule", "NET-5")]
    public void RetryStatus_OwnerIsLoggedOff_TellsThat()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(5);
        bench.Environment.LogOff(job.Owner);

        job.RetryStatus.Should().Be(Expected(Queued, RetryReason.WaitingForLogon, 5, attempts: 1));
        job.RetryStatus.ToString().Should().Be("Waits for its owner to log on since +00:00:05, attempt 1; cancelled by policy at +90.00:00:00.");
    }

    [Fact]
    [Trait("Rule", "RETRY-1")]
    [Trait("Rule", "RETRY-10")]
    public void RetryStatus_TransientErrors_TellRetryAndEnd()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(5);
        bench.AttemptOf(job).FailHttp(503);
        job.RetryStatus.Should().Be(Expected(TransientError, RetryReason.WaitingForRetryDelay, 5, attempts: 1) with
        {
            NextAttemptAt = Seconds(605),
            GivesUpAt = Days14 + Seconds(5),
            ErrorCode = Http503,
        });
        bench.GoTo(610);
        job.RetryStatus.Should().Be(Expected(Connecting, RetryReason.Connecting, 605, attempts: 2) with { ErrorCode = Http503 });
        bench.AttemptOf(job).FailHttp(503);
        job.RetryStatus.ToString().Should().Be(
            "Waits for the retry delay since +00:10:10 after HTTP 503 (0x801901F7), attempt 2; "
            + "next attempt at +00:20:10, gives up at +14.00:00:05, cancelled by policy at +90.00:00:00.");
        job.MinimumRetryDelay = Seconds(1000);
        job.NoProgressTimeout = Seconds(3000);

        job.RetryStatus.NextAttemptAt.Should().Be(Seconds(1610));
        job.RetryStatus.GivesUpAt.Should().Be(Seconds(3005));
    }

    [Fact]
    [Trait("Rule", "RETRY-12")]
    public void RetryStatus_TimeoutComesBeforeTheRetry_TellsOfNoRetry()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddSlowJob(10);
        job.MinimumRetryDelay = Seconds(5);
        job.NoProgressTimeout = Seconds(12);
        simulation.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.GoTo(7);
        job.RetryStatus.NextAttemptAt.Should().Be(Seconds(10));
        simulation.GoTo(11);

        job.RetryStatus.Should().Be(Expected(TransientError, RetryReason.WaitingForTimeout, 10, attempts: 3) with
        {
            GivesUpAt = Seconds(12),
            ErrorCode = Http503,
        });
        job.RetryStatus.ToString().Should().Be(
            "Waits for the no-progress timeout since +00:00:10 after HTTP 503 (0x801901F7), attempt 3; not retried, as the retry delay ends later, "
            + "gives up at +00:00:12, cancelled by policy at +90.00:00:00.");
        simulation.GoTo(100);
        simulation.EventLog.AttemptsOf(job).Should().Equal(0, 5, 10);
    }

    [Fact]
    [Trait("Rule", "OQ-2")]
    public void RetryStatus_DelayAboveTimeoutThatFailsLater_TellsOfNoRetry()
    {
        using Bench bench = new(options => options.Readings.DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout);
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.NoProgressTimeout = Seconds(15);
        bench.AttemptOf(job).FailHttp(503);

        job.RetryStatus.Should().Be(Expected(TransientError, RetryReason.WaitingForTimeout, 0, attempts: 1) with
        {
            GivesUpAt = Seconds(15),
            ErrorCode = Http503,
        });
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "RETRY-14")]
    [Trait("Rule", "RETRY-16")]
    public void RetryStatus_Blocked_TellsByWhat(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(5);
        bench.Manager.Block(condition);

        int code = job.Error!.Code;
        code.Should().Be(Blocking.CodeOf(condition));
        job.RetryStatus.Should().Be(Expected(TransientError, condition, 5, attempts: 1) with
        {
            BlockedBy = code,
            ErrorCode = code,
            GivesUpAt = TimeSpan.FromDays(14) + Seconds(5),
        });
        job.RetryStatus.ToString().Should().EndWith($"(0x{Blocking.CodeOf(condition):X8}); gives up at +14.00:00:05, cancelled by policy at +90.00:00:00.");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-4")]
    [Trait("Rule", "OQ-30")]
    public void RetryStatus_BlockedWhileItWaits_TellsBlockAndErrorAndNoRetry(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(5);
        bench.Manager.Block(condition);

        RetryStatus expected = Expected(TransientError, condition, 0, attempts: 1) with
        {
            BlockedBy = Blocking.CodeOf(condition),
            ErrorCode = Http503,
            GivesUpAt = TimeSpan.FromDays(14),
        };
        job.RetryStatus.Should().Be(expected);
        job.RetryStatus.ToString().Should().Contain(" after HTTP 503 (0x801901F7), attempt 1, blocked by ");
        bench.GoTo(600);
        job.RetryStatus.Should().Be(expected with { ErrorCode = expected.BlockedBy });
    }

    [Fact]
    public void RetryStatus_BlockedButTheTimeoutRuns_TellsWhenItEnds()
    {
        using Bench bench = new(options => options.Readings.BlockedTimeout = BlockedTimeout.Run);
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.Environment.Standby = true;

        job.RetryStatus.GivesUpAt.Should().Be(Days14);
        job.RetryStatus.NextAttemptAt.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "RETRY-20")]
    public void RetryStatus_Error_TellsThatNothingHappens()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Connecting);
        bench.GoTo(5);
        bench.AttemptOf(job).FailHttp(404);

        job.RetryStatus.Should().Be(Expected(Error, RetryReason.Failed, 5, attempts: 1) with
        {
            ErrorCode = unchecked((int)0x80190194),
            CancelledByPolicyAt = Days90 + Seconds(5),
        });
        job.RetryStatus.ToString().Should().Be(
            "Failed since +00:00:05 after HTTP 404 (0x80190194), attempt 1; nothing is transferred before Resume, cancelled by policy at +90.00:00:05.");
    }

    [Fact]
    [Trait("Rule", "STATE-7")]
    public void RetryStatus_TransferredAndAcknowledged_TellsThat()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(5);
        bench.AttemptOf(job).Complete();
        job.RetryStatus.Should().Be(Expected(Transferred, RetryReason.Transferred, 5, attempts: 1) with { CancelledByPolicyAt = Days90 + Seconds(5) });
        bench.GoTo(6);
        job.Complete();

        job.RetryStatus.Should().Be(Expected(Acknowledged, RetryReason.Finished, 6, attempts: 1) with { CancelledByPolicyAt = null });
        job.RetryStatus.ToString().Should().Be("Acknowledged since +00:00:06, attempt 1.");
    }

    [Fact]
    public void RetryStatus_Cancelled_TellsNoErrorAndNoInstants()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(6);
        job.Cancel();

        job.RetryStatus.Should().Be(Expected(Cancelled, RetryReason.Finished, 6, attempts: 1) with { CancelledByPolicyAt = null });
    }

    [Fact]
    [Trait("Rule", "STATE-43")]
    public void RetryStatus_SuspendedAfterAnError_TellsTheErrorButNoRetry()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(6);
        job.Suspend();

        job.RetryStatus.Should().Be(Expected(Suspended, RetryReason.Suspended, 6, attempts: 1) with
        {
            CancelledByPolicyAt = Days90 + Seconds(6),
            ErrorCode = Http503,
        });
    }

    private static RetryStatus Expected(BackgroundCopyJobState state, RetryReason reason, int since, int attempts) => new()
    {
        State = state,
        Reason = reason,
        Since = Seconds(since),
        Attempts = attempts,
        CancelledByPolicyAt = Days90,
    };

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
