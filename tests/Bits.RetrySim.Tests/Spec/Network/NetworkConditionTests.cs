using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Each of the ten conditions of RETRY-16 alone.</summary>
public sealed class NetworkConditionTests
{
    private const int Http503 = HResults.BG_E_HTTP_ERROR_503;

    public static TheoryData<RetryReason> Conditions => [.. Blocking.InOrder];

    public static TheoryData<RetryReason, BackgroundCopyJobState> ConditionsAndReadyStates => Cross(Queued, Connecting, Transferring);

    public static TheoryData<RetryReason, BackgroundCopyJobState> ConditionsAndRestingStates => Cross(Suspended, Error, Transferred);

    [Theory]
    [MemberData(nameof(ConditionsAndReadyStates))]
    [Trait("Rule", "RETRY-14")]
    [Trait("Rule", "RETRY-15")]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "STATE-21")]
    [Trait("Rule", "STATE-22")]
    [Trait("Rule", "ERR-14")]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "OQ-5")]
    [Trait("Rule", "OQ-29")]
    [Trait("Rule", "OQ-39")]
    public void Condition_BackgroundJob_WaitsForItsEndAndNotForTheDelay(RetryReason condition, BackgroundCopyJobState state)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(state);
        int attempts = bench.Transport.Attempts.Count;
        bench.GoTo(10);

        bench.Manager.Block(condition);
        job.State.Should().Be(TransientError);
        job.Error!.Code.Should().Be(Blocking.CodeOf(condition));
        bench.GoTo(100_000);

        job.State.Should().Be(TransientError);
        job.ErrorCount.Should().Be(0);
        bench.Transport.Running.Should().BeEmpty();
        bench.Transport.Attempts.Should().HaveCount(attempts);
        bench.Manager.Unblock(condition);
        job.State.Should().Be(Queued);
        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError 0x{Blocking.CodeOf(condition):X8}", "100000 Queued");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "RETRY-15")]
    [Trait("Rule", "STATE-22")]
    public void Condition_Ends_TheAttemptFollowsAtThatInstantAndKeepsTheBytes(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.AttemptOf(job).Receive(400);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        bench.Manager.Unblock(condition);
        bench.Pump();

        bench.Log.StatesOf(job, from: 20).Should().Equal("20 Queued", "20 Connecting");
        bench.AttemptOf(job).Offset.Should().Be(400);
        job.Error!.Code.Should().Be(Blocking.CodeOf(condition), "the error is kept until TRANSFERRING");
        bench.AttemptOf(job).Accept(Bench.FileSize);
        job.Error.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(ConditionsAndRestingStates))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "STATE-21")]
    public void Condition_JobThatDoesNotWantToRun_IsNotTouched(RetryReason condition, BackgroundCopyJobState state)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(state);
        int? error = job.Error?.Code;
        bench.Pump();
        bench.GoTo(10);

        bench.Manager.Block(condition);
        bench.GoTo(20);
        job.State.Should().Be(state);
        job.Error?.Code.Should().Be(error);
        bench.Manager.Unblock(condition);
        bench.GoTo(30);

        bench.Log.StatesOf(job, from: 10).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-39")]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "POLICY-5")]
    [Trait("Rule", "SCHED-2")]
    public void Condition_ForegroundJob_MindsOnlySome(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        bench.Manager.Unblock(condition);
        bench.GoTo(30);

        bench.Log.StatesOf(job, from: 1).Should().Equal(Blocking.HoldsForForeground(condition)
            ? [$"10 TransientError 0x{Blocking.CodeOf(condition):X8}", "20 Queued", "20 Connecting"]
            : Array.Empty<string>());
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "STATE-21")]
    [Trait("Rule", "STATE-30")]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "NET-3")]
    public void Condition_HoldsAtResume_NoAttemptIsMade(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        bench.Manager.Block(condition);
        BackgroundCopyJob job = bench.ResumeJob();
        job.State.Should().Be(Queued);
        bench.GoTo(10_000);

        bench.Log.StatesOf(job).Should().Equal("0 Queued", $"0 TransientError 0x{Blocking.CodeOf(condition):X8}");
        bench.Transport.Attempts.Should().BeEmpty();
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "STATE-20")]
    public void Condition_EndsBeforeTheRetry_OnlyTheNetworksReturnBringsItForward(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);
        bench.Manager.Block(condition);
        bench.GoTo(199);
        job.State.Should().Be(TransientError);
        job.Error!.Code.Should().Be(Http503, "a job that waits already keeps its code");
        bench.GoTo(200);
        bench.Manager.Unblock(condition);
        bench.GoTo(1000);

        double retry = condition == RetryReason.BlockedByNetwork ? 200 : 600;
        bench.Log.AttemptsOf(job).Should().Equal(0, retry);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-30")]
    [Trait("Rule", "ERR-14")]
    public void Condition_RetryFallsDue_TheJobStaysAndTakesOnTheCode(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);
        bench.Manager.Block(condition);
        bench.GoTo(599.9);
        job.Error!.Code.Should().Be(Http503);
        bench.GoTo(600);

        job.State.Should().Be(TransientError);
        job.Error!.Code.Should().Be(Blocking.CodeOf(condition));
        job.ErrorCount.Should().Be(1);
        bench.GoTo(700);
        bench.Manager.Unblock(condition);
        bench.Pump();
        bench.Log.StatesOf(job, from: 1).Should().Equal("700 Queued", "700 Connecting");
        bench.Log.AttemptsOf(job).Should().Equal(0, 700);
    }

    [Theory]
    [MemberData(nameof(ConditionsAndReadyStates))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "STATE-29")]
    [Trait("Rule", "RETRY-9")]
    public void Condition_TimeoutZero_IsFatal(RetryReason condition, BackgroundCopyJobState state)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(state);
        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        job.NoProgressTimeout = TimeSpan.Zero;
        bench.GoTo(10);
        bench.Manager.Block(condition);
        job.State.Should().Be(Error);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 Error 0x{Blocking.CodeOf(condition):X8}");
        job.ErrorCount.Should().Be(0);
        callback.Calls.Should().ContainSingle().Which.Kind.Should().Be(BackgroundCopyNotifications.JobError);
        bench.Manager.Unblock(condition);
        bench.GoTo(10_000);
        job.State.Should().Be(Error);
    }

    [Theory]
    [MemberData(nameof(ConditionsAndReadyStates))]
    [Trait("Rule", "OQ-31")]
    public void Condition_TimeoutZeroButSwitchedOff_Waits(RetryReason condition, BackgroundCopyJobState state)
    {
        using Bench bench = Blocking.NewBench(options =>
        {
            options.Readings.ZeroTimeoutFailsBlocks = false;
            options.Readings.BlockedTimeout = BlockedTimeout.Freeze;
        });
        BackgroundCopyJob job = bench.JobIn(state);
        job.NoProgressTimeout = TimeSpan.Zero;
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        bench.Manager.Unblock(condition);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError 0x{Blocking.CodeOf(condition):X8}", "20 Queued");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-4")]
    public void Condition_DelayAboveTimeout_WaitsForTheTimeoutOnly(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(15);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(10_000);
        bench.Manager.Unblock(condition);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 TransientError 0x{Blocking.CodeOf(condition):X8}", $"25 Error 0x{Blocking.CodeOf(condition):X8}");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-4")]
    public void Condition_DelayAboveTimeoutThatStandsStill_Waits(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = bench.JobIn(Transferring);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(15);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(10_000);
        bench.Manager.Unblock(condition);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 TransientError 0x{Blocking.CodeOf(condition):X8}", "10000 Queued", "10000 Connecting");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-11")]
    public void Condition_NewTimeoutMeanwhile_IsComparedWithTheTimeBlocked(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        job.NoProgressTimeout = TimeSpan.FromSeconds(11);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(900);
        job.State.Should().Be(TransientError, "a delay above the timeout never acts in a block");
        job.NoProgressTimeout = TimeSpan.FromSeconds(10);

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(Blocking.CodeOf(condition));
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-11")]
    public void Condition_TimersAreSetWhileTheTimeoutStandsStill_OnlyTimeoutZeroIsFatal(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        job.NoProgressTimeout = TimeSpan.FromSeconds(5);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(900);
        job.State.Should().Be(TransientError);
        job.NoProgressTimeout = TimeSpan.Zero;

        job.State.Should().Be(Error);
        job.Error!.Code.Should().Be(Blocking.CodeOf(condition));
    }

    private static TheoryData<RetryReason, BackgroundCopyJobState> Cross(params BackgroundCopyJobState[] states)
    {
        TheoryData<RetryReason, BackgroundCopyJobState> rows = [];
        foreach (RetryReason condition in Blocking.InOrder)
        {
            foreach (BackgroundCopyJobState state in states)
            {
                rows.Add(condition, state);
            }
        }

        return rows;
    }
}
