using static Bits.RetrySim.BackgroundCopyCostStates;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What the network may cost a job.</summary>
[Trait("Rule", "COST-1")]
public sealed class CostFlagsTests
{
    private const string Blocked = "TransientError 0x80200059";

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
                using Bench bench = new();
                BackgroundCopyJob job = bench.CreateJob(priority: priority);
                job.CostFlags = flags;
                bench.Environment.CostState = state;
                job.Resume();
                bench.Pump();

                bench.Log.StatesOf(job).Should().Equal(
                    ["0 Queued", allowed.Contains(state) ? "0 Connecting" : $"0 {Blocked}"], $"a {priority} job with {flags} was in {state}");
            }
        }
    }

    [Fact]
    public void CostState_Changes_JobsAreBlockedAndQueuedEachByItsOwnFlags()
    {
        using Bench bench = new();
        BackgroundCopyJob notRoaming = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        notRoaming.CostFlags = TransferNotRoaming;
        BackgroundCopyJob free = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        free.CostFlags = TransferUnrestricted;
        notRoaming.Resume();
        free.Resume();
        bench.Pump();
        bench.GoTo(10);
        bench.Environment.CostState = NearCap;
        bench.GoTo(20);
        bench.Environment.CostState = Roaming;
        bench.GoTo(30);
        bench.Environment.CostState = UsageBased;
        bench.GoTo(40);
        bench.Environment.CostState = Unrestricted;
        bench.Pump();

        bench.Log.StatesOf(notRoaming, from: 1).Should().Equal($"20 {Blocked}", "30 Queued", "30 Connecting");
        bench.Log.StatesOf(free, from: 1).Should().Equal($"10 {Blocked}", "40 Queued", "40 Connecting");
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
        using Bench bench = new(options => options.Readings.DefaultCostFlags = TransferAlways);
        bench.Environment.CostState = OvercapCharged;
        BackgroundCopyJob job = bench.JobIn(Transferring, priority: priority);
        bench.GoTo(10);
        job.CostFlags = TransferNoSurcharge;
        bench.GoTo(20);
        job.CostFlags = TransferUnrestricted;
        bench.GoTo(30);
        job.CostFlags = TransferNotRoaming;
        bench.Pump();

        job.CostFlags.Should().Be(TransferNotRoaming);
        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 {Blocked}", "30 Queued", "30 Connecting");
        bench.Log.AttemptsOf(job).Should().Equal(0, 30);
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
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        job.CostFlags = TransferStandard;

        job.CostFlags.Should().Be(TransferStandard);
        job.State.Should().Be(state);
    }

    [Fact]
    [Trait("Rule", "PROP-1")]
    public void CostFlags_FinalState_AreRefusedAndKept()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.Cancel();

        job.Invoking(it => it.CostFlags = TransferStandard).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        job.CostFlags.Should().Be(TransferUnrestricted);
    }

    [Fact]
    [Trait("Rule", "COST-3")]
    [Trait("Rule", "OQ-39")]
    public void CostFlags_JobWaitsForItsDelay_AreNoReasonToRetryEarlier()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.Environment.CostState = Roaming;
        bench.GoTo(10);
        job.CostFlags = TransferNotRoaming;
        bench.GoTo(20);
        job.CostFlags = TransferAlways;
        bench.GoTo(599);
        bench.Transport.Running.Should().BeEmpty();
        bench.GoTo(600);

        bench.Log.AttemptsOf(job).Should().Equal(0, 600);
    }

    [Theory]
    [InlineData(TransferAlways, true)]
    [InlineData(TransferUnrestricted, false)]
    [Trait("Rule", "COST-4")]
    [Trait("Rule", "OQ-15")]
    public void DefaultCostFlags_JobWithoutFlagsOnAMeteredNetwork_RunsAsTheReadingSays(BackgroundCopyCostStates reading, bool runs)
    {
        using Bench bench = reading == TransferUnrestricted
            ? new Bench()
            : new Bench(options => options.Readings.DefaultCostFlags = reading);
        bench.Environment.CostState = UsageBased;
        BackgroundCopyJob job = bench.ResumeJob();
        bench.Pump();

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
        using Bench bench = new(options => options.Policy = new GroupPolicy
        {
            ForegroundCostFlags = TransferNoSurcharge,
            BackgroundCostFlags = TransferUnrestricted,
        });
        bench.Environment.CostState = BelowCap;
        BackgroundCopyJob job = bench.ResumeJob(priority: priority);
        BackgroundCopyJob own = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        own.CostFlags = TransferAlways;
        own.Resume();
        bench.Pump();

        job.CostFlags.Should().Be(flags);
        job.State.Should().Be(priority == BackgroundCopyJobPriority.Foreground ? Connecting : TransientError);
        own.State.Should().Be(Connecting);
        bench.Environment.CostState = Roaming;
        bench.Pump();
        own.State.Should().Be(Connecting, "a policy never overrides what the job asked for");
        job.State.Should().Be(TransientError);
    }

    [Fact]
    [Trait("Rule", "POLICY-11")]
    public void ApplyPolicy_OtherFlags_ActAtOnceOnJobsWithoutTheirOwn()
    {
        using Bench bench = new(options => options.Readings.DefaultCostFlags = TransferAlways);
        bench.Environment.CostState = Roaming;
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Manager.ApplyPolicy(new GroupPolicy { ForegroundCostFlags = TransferNotRoaming });
        job.State.Should().Be(Transferring);
        bench.Manager.ApplyPolicy(new GroupPolicy { BackgroundCostFlags = TransferNotRoaming });
        bench.GoTo(20);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        bench.GoTo(30);
        job.Priority = BackgroundCopyJobPriority.Low;
        bench.GoTo(40);
        bench.Manager.ApplyPolicy(new GroupPolicy());
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 {Blocked}", "20 Queued", "20 Connecting", $"30 {Blocked}", "40 Queued", "40 Connecting");
    }
}
