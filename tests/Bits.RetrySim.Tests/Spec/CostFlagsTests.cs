using static Bits.RetrySim.BackgroundCopyCostStates;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What the network may cost a job.</summary>
[Trait("Rule", "COST-1")]
public sealed class CostFlagsTests
{
    private const string Blocked = "TransientError 80200059";

    private static readonly BackgroundCopyCostStates[] States =
        [Unrestricted, CappedUsageUnknown, BelowCap, NearCap, OvercapCharged, OvercapThrottled, UsageBased, Roaming];

    /// <summary>The states in which a job with each of the predefined sets runs.</summary>
    public static TheoryData<BackgroundCopyCostStates, BackgroundCopyCostStates[]> Sets => new()
    {
        { TransferAlways, States },
        { TransferNotRoaming, [Unrestricted, CappedUsageUnknown, BelowCap, NearCap, OvercapCharged, OvercapThrottled, UsageBased] },
        { TransferNoSurcharge, [Unrestricted, CappedUsageUnknown, BelowCap, NearCap, OvercapThrottled, UsageBased] },
        { TransferStandard, [Unrestricted, CappedUsageUnknown, BelowCap, OvercapThrottled, UsageBased] },
        { TransferUnrestricted, [Unrestricted, OvercapThrottled] },
        { NearCap, [NearCap] },
        { Roaming | IgnoreCongestion, [Roaming] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    [Trait("Rule", "PROP-1")]
    [Trait("Rule", "OQ-29")]
    public void CostState_EachState_TheJobRunsIfItsFlagsHoldIt(BackgroundCopyCostStates flags, BackgroundCopyCostStates[] allowed)
    {
        foreach (BackgroundCopyJobPriority priority in Enum.GetValues<BackgroundCopyJobPriority>())
        {
            foreach (BackgroundCopyCostStates state in States)
            {
                using ManualService service = new();
                BackgroundCopyJob job = service.Job(priority);
                job.CostFlags = flags;
                service.Environment.CostState = state;
                job.Resume();
                service.Settle();

                service.Log.StatesOf(job).Should().Equal(
                    ["0 Queued", allowed.Contains(state) ? "0 Connecting" : $"0 {Blocked}"], $"a {priority} job with {flags} was in {state}");
            }
        }
    }

    [Fact]
    public void CostState_Changes_JobsAreBlockedAndQueuedEachByItsOwnFlags()
    {
        using ManualService service = new();
        BackgroundCopyJob notRoaming = service.Job(BackgroundCopyJobPriority.Foreground);
        notRoaming.CostFlags = TransferNotRoaming;
        BackgroundCopyJob free = service.Job(BackgroundCopyJobPriority.Foreground);
        free.CostFlags = TransferUnrestricted;
        notRoaming.Resume();
        free.Resume();
        service.Settle();
        service.To(10);
        service.Environment.CostState = NearCap;
        service.To(20);
        service.Environment.CostState = Roaming;
        service.To(30);
        service.Environment.CostState = UsageBased;
        service.To(40);
        service.Environment.CostState = Unrestricted;
        service.Settle();

        service.Log.StatesOf(notRoaming, from: 1).Should().Equal($"20 {Blocked}", "30 Queued", "30 Connecting");
        service.Log.StatesOf(free, from: 1).Should().Equal($"10 {Blocked}", "40 Queued", "40 Connecting");
        free.ErrorCount.Should().Be(0);
    }

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    [Trait("Rule", "COST-3")]
    [Trait("Rule", "PROP-1")]
    [Trait("Rule", "OQ-39")]
    public void CostFlags_SetWhileTheJobRunsOrWaits_ActAtOnce(BackgroundCopyJobPriority priority)
    {
        using ManualService service = new();
        service.Environment.CostState = OvercapCharged;
        BackgroundCopyJob job = service.Running(priority);
        service.To(10);
        job.CostFlags = TransferNoSurcharge;
        service.To(20);
        job.CostFlags = TransferUnrestricted;
        service.To(30);
        job.CostFlags = TransferNotRoaming;
        service.Settle();

        job.CostFlags.Should().Be(TransferNotRoaming);
        service.Log.StatesOf(job, from: 1).Should().Equal($"10 {Blocked}", "30 Queued", "30 Connecting");
        service.Log.AttemptsOf(job).Should().Equal(0, 30);
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    [Trait("Rule", "PROP-1")]
    public void CostFlags_AnyStateThatIsNotFinal_CanBeSet(BackgroundCopyJobState state)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.InState(state);
        job.CostFlags = TransferStandard;

        job.CostFlags.Should().Be(TransferStandard);
        job.State.Should().Be(state);
    }

    [Fact]
    [Trait("Rule", "PROP-1")]
    public void CostFlags_FinalState_AreRefusedAndKept()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job();
        job.Cancel();

        job.Invoking(it => it.CostFlags = TransferStandard).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        job.CostFlags.Should().Be(TransferAlways);
    }

    [Fact]
    [Trait("Rule", "COST-3")]
    [Trait("Rule", "OQ-39")]
    public void CostFlags_JobWaitsForItsDelay_AreNoReasonToRetryEarlier()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed();
        service.Environment.CostState = Roaming;
        service.To(10);
        job.CostFlags = TransferNotRoaming;
        service.To(20);
        job.CostFlags = TransferAlways;
        service.To(599);
        service.Transport.Running.Should().BeEmpty();
        service.To(600);

        service.Log.AttemptsOf(job).Should().Equal(0, 600);
    }

    [Theory]
    [InlineData(TransferAlways, true)]
    [InlineData(TransferUnrestricted, false)]
    [Trait("Rule", "COST-4")]
    [Trait("Rule", "OQ-15")]
    public void DefaultCostFlags_JobWithoutFlagsOnAMeteredNetwork_RunsAsTheReadingSays(BackgroundCopyCostStates reading, bool runs)
    {
        using ManualService service = reading == TransferAlways
            ? new ManualService()
            : new ManualService(options => options.Readings.DefaultCostFlags = reading);
        service.Environment.CostState = UsageBased;
        BackgroundCopyJob job = service.Resumed();
        service.Settle();

        job.CostFlags.Should().Be(reading);
        job.State.Should().Be(runs ? Connecting : TransientError);
    }

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Foreground, TransferNoSurcharge)]
    [InlineData(BackgroundCopyJobPriority.High, TransferUnrestricted)]
    [InlineData(BackgroundCopyJobPriority.Normal, TransferUnrestricted)]
    [InlineData(BackgroundCopyJobPriority.Low, TransferUnrestricted)]
    [Trait("Rule", "POLICY-11")]
    [Trait("Rule", "OQ-15")]
    public void Policy_FlagsForForegroundAndBackground_CountForJobsWithoutTheirOwn(
        BackgroundCopyJobPriority priority, BackgroundCopyCostStates flags)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy
        {
            ForegroundCostFlags = TransferNoSurcharge,
            BackgroundCostFlags = TransferUnrestricted,
        });
        service.Environment.CostState = BelowCap;
        BackgroundCopyJob job = service.Resumed(priority);
        BackgroundCopyJob own = service.Job(BackgroundCopyJobPriority.Foreground);
        own.CostFlags = TransferAlways;
        own.Resume();
        service.Settle();

        job.CostFlags.Should().Be(flags);
        job.State.Should().Be(priority == BackgroundCopyJobPriority.Foreground ? Connecting : TransientError);
        own.State.Should().Be(Connecting);
        service.Environment.CostState = Roaming;
        service.Settle();
        own.State.Should().Be(Connecting, "a policy never overrides what the job asked for");
        job.State.Should().Be(TransientError);
    }

    [Fact]
    [Trait("Rule", "POLICY-11")]
    public void ApplyPolicy_OtherFlags_ActAtOnceOnJobsWithoutTheirOwn()
    {
        using ManualService service = new();
        service.Environment.CostState = Roaming;
        BackgroundCopyJob job = service.Running();
        service.To(10);
        service.Manager.ApplyPolicy(new GroupPolicy { ForegroundCostFlags = TransferNotRoaming });
        job.State.Should().Be(Transferring);
        service.Manager.ApplyPolicy(new GroupPolicy { BackgroundCostFlags = TransferNotRoaming });
        service.To(20);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        service.To(30);
        job.Priority = BackgroundCopyJobPriority.Low;
        service.To(40);
        service.Manager.ApplyPolicy(new GroupPolicy());
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 {Blocked}", "20 Queued", "20 Connecting", $"30 {Blocked}", "40 Queued", "40 Connecting");
    }
}
