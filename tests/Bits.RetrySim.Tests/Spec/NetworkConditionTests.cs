using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Each of the ten conditions of RETRY-16 alone.</summary>
public sealed class NetworkConditionTests
{
    private const string Http503 = "801901F7";

    public static TheoryData<RetryReason> Conditions => [.. NetworkCondition.InOrder];

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
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.InState(state);
        int attempts = service.Transport.Attempts.Count;
        service.To(10);

        service.Begin(condition);
        job.State.Should().Be(TransientError);
        job.Error!.Code.ToString("X8", null).Should().Be(NetworkCondition.CodeOf(condition));
        service.To(100_000);

        job.State.Should().Be(TransientError);
        job.ErrorCount.Should().Be(0);
        service.Transport.Running.Should().BeEmpty();
        service.Transport.Attempts.Should().HaveCount(attempts);
        service.End(condition);
        job.State.Should().Be(Queued);
        service.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError {NetworkCondition.CodeOf(condition)}", "100000 Queued");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "RETRY-15")]
    [Trait("Rule", "STATE-22")]
    public void Condition_Ends_TheAttemptFollowsAtThatInstantAndKeepsTheBytes(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running();
        service.AttemptOf(job).Receive(400);
        service.To(10);
        service.Begin(condition);
        service.To(20);
        service.End(condition);
        service.Settle();

        service.Log.StatesOf(job, from: 20).Should().Equal("20 Queued", "20 Connecting");
        service.AttemptOf(job).Offset.Should().Be(400);
        job.Error!.Code.ToString("X8", null).Should().Be(NetworkCondition.CodeOf(condition), "the error is kept until TRANSFERRING");
        service.AttemptOf(job).Accept(ManualService.Size);
        job.Error.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(ConditionsAndRestingStates))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "STATE-21")]
    public void Condition_JobThatDoesNotWantToRun_IsNotTouched(RetryReason condition, BackgroundCopyJobState state)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.InState(state);
        int? error = job.Error?.Code;
        service.Settle();
        service.To(10);

        service.Begin(condition);
        service.To(20);
        job.State.Should().Be(state);
        job.Error?.Code.Should().Be(error);
        service.End(condition);
        service.To(30);

        service.Log.StatesOf(job, from: 10).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-39")]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "POLICY-5")]
    [Trait("Rule", "SCHED-2")]
    public void Condition_ForegroundJob_MindsOnlySome(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running(BackgroundCopyJobPriority.Foreground);
        service.To(10);
        service.Begin(condition);
        service.To(20);
        service.End(condition);
        service.To(30);

        service.Log.StatesOf(job, from: 1).Should().Equal(NetworkCondition.HoldsForForeground(condition)
            ? [$"10 TransientError {NetworkCondition.CodeOf(condition)}", "20 Queued", "20 Connecting"]
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
        using ManualService service = NetworkCondition.Service();
        service.Begin(condition);
        BackgroundCopyJob job = service.Resumed();
        job.State.Should().Be(Queued);
        service.To(10_000);

        service.Log.StatesOf(job).Should().Equal("0 Queued", $"0 TransientError {NetworkCondition.CodeOf(condition)}");
        service.Transport.Attempts.Should().BeEmpty();
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "STATE-20")]
    public void Condition_EndsBeforeTheRetry_OnlyTheNetworksReturnBringsItForward(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Failed();
        service.To(100);
        service.Begin(condition);
        service.To(199);
        job.State.Should().Be(TransientError);
        job.Error!.Code.ToString("X8", null).Should().Be(Http503, "a job that waits already keeps its code");
        service.To(200);
        service.End(condition);
        service.To(1000);

        double retry = condition == RetryReason.BlockedByNetwork ? 200 : 600;
        service.Log.AttemptsOf(job).Should().Equal(0, retry);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-30")]
    [Trait("Rule", "ERR-14")]
    public void Condition_RetryFallsDue_TheJobStaysAndTakesOnTheCode(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Failed();
        service.To(100);
        service.Begin(condition);
        service.To(599.9);
        job.Error!.Code.ToString("X8", null).Should().Be(Http503);
        service.To(600);

        job.State.Should().Be(TransientError);
        job.Error!.Code.ToString("X8", null).Should().Be(NetworkCondition.CodeOf(condition));
        job.ErrorCount.Should().Be(1);
        service.To(700);
        service.End(condition);
        service.Settle();
        service.Log.StatesOf(job, from: 1).Should().Equal("700 Queued", "700 Connecting");
        service.Log.AttemptsOf(job).Should().Equal(0, 700);
    }

    [Theory]
    [MemberData(nameof(ConditionsAndReadyStates))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "STATE-29")]
    [Trait("Rule", "RETRY-9")]
    public void Condition_TimeoutZero_IsFatal(RetryReason condition, BackgroundCopyJobState state)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.InState(state);
        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        job.NoProgressTimeout = TimeSpan.Zero;
        service.To(10);
        service.Begin(condition);
        job.State.Should().Be(Error);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal($"10 Error {NetworkCondition.CodeOf(condition)}");
        job.ErrorCount.Should().Be(0);
        callback.Calls.Should().ContainSingle().Which.Kind.Should().Be(BackgroundCopyNotifications.JobError);
        service.End(condition);
        service.To(10_000);
        job.State.Should().Be(Error);
    }

    [Theory]
    [MemberData(nameof(ConditionsAndReadyStates))]
    [Trait("Rule", "OQ-31")]
    public void Condition_TimeoutZeroButSwitchedOff_Waits(RetryReason condition, BackgroundCopyJobState state)
    {
        using ManualService service = NetworkCondition.Service(options => options.Readings.ZeroTimeoutFailsBlocks = false);
        BackgroundCopyJob job = service.InState(state);
        job.NoProgressTimeout = TimeSpan.Zero;
        service.To(10);
        service.Begin(condition);
        service.To(20);
        service.End(condition);

        service.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError {NetworkCondition.CodeOf(condition)}", "20 Queued");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-4")]
    public void Condition_DelayAboveTimeout_Waits(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(15);
        service.To(10);
        service.Begin(condition);
        service.To(10_000);
        service.End(condition);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 TransientError {NetworkCondition.CodeOf(condition)}", "10000 Queued", "10000 Connecting");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-11")]
    public void Condition_TimersAreSetMeanwhile_OnlyTimeoutZeroIsFatal(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running();
        service.To(10);
        service.Begin(condition);
        service.To(20);
        job.NoProgressTimeout = TimeSpan.FromSeconds(5);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(900);
        job.State.Should().Be(TransientError);
        job.NoProgressTimeout = TimeSpan.Zero;

        job.State.Should().Be(Error);
        job.Error!.Code.ToString("X8", null).Should().Be(NetworkCondition.CodeOf(condition));
    }

    private static TheoryData<RetryReason, BackgroundCopyJobState> Cross(params BackgroundCopyJobState[] states)
    {
        TheoryData<RetryReason, BackgroundCopyJobState> rows = [];
        foreach (RetryReason condition in NetworkCondition.InOrder)
        {
            foreach (BackgroundCopyJobState state in states)
            {
                rows.Add(condition, state);
            }
        }

        return rows;
    }
}
