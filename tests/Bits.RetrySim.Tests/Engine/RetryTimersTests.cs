using static Bits.RetrySim.Tests.JobMachineSamples;

namespace Bits.RetrySim.Tests;

/// <summary>The instants at which a job's timers run out, at the ends of their ranges.</summary>
public class RetryTimersTests
{
    private static readonly EngineSettings LongestPolicy = Settings with { InactivityTimeout = 999 * TimeSpan.TicksPerDay, MaximumDownloadTime = uint.MaxValue };

    public static TheoryData<BackgroundCopyJobState> States => new(JobStates.TableOrder);

    [Theory]
    [InlineData(0u, 900)]
    [InlineData(5u, 905)]
    [InlineData(600u, 1500)]
    [InlineData(uint.MaxValue, 4_294_968_195)]
    [Trait("Rule", "RETRY-1")]
    public void RetryAfter_WaitingJob_IsTheLastFailurePlusTheDelay(uint delay, double expected)
    {
        JobData job = InState(BackgroundCopyJobState.TransientError) with { MinimumRetryDelay = delay };

        RetryTimers.RetryAfter(job, At(950)).Engine.Should().Be(At(expected).Engine);
    }

    [Fact]
    [Trait("Rule", "RETRY-14")]
    public void RetryDue_NoRetryPlanned_IsNever() =>
        RetryTimers.RetryDue(InState(BackgroundCopyJobState.TransientError) with { RetryAt = Moment.None }).Should().Be(RetryTimers.Never);

    [Theory]
    [InlineData(0u, 800)]
    [InlineData(200u, 1000)]
    [InlineData(uint.MaxValue, 4_294_968_095)]
    [Trait("Rule", "RETRY-10")]
    public void NoProgressDue_WaitingJob_IsTheFirstFailurePlusTheTimeout(uint timeout, double expected)
    {
        JobData job = InState(BackgroundCopyJobState.TransientError) with { NoProgressTimeout = timeout };

        RetryTimers.NoProgressDue(job).Should().Be(At(expected).Engine);
    }

    [Fact]
    [Trait("Rule", "RETRY-17")]
    public void NoProgressDue_FrozenOrNotBegun_IsNever()
    {
        JobData job = InState(BackgroundCopyJobState.TransientError);

        RetryTimers.NoProgressDue(job with { FrozenSince = At(850) }).Should().Be(RetryTimers.Never);
        RetryTimers.NoProgressDue(job with { FirstTransient = Moment.None }).Should().Be(RetryTimers.Never);
    }

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void RetryAndTimeout_EqualValuesAndFailures_FallTogether()
    {
        JobData job = InState(BackgroundCopyJobState.TransientError) with
        {
            FirstTransient = At(900),
            MinimumRetryDelay = 600,
            NoProgressTimeout = 600,
        };

        RetryTimers.RetryDue(job).Should().Be(RetryTimers.NoProgressDue(job));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void RetryAndTimeout_OutsideTransientError_AreNever(BackgroundCopyJobState state)
    {
        JobData job = InState(state) with { RetryAt = At(1500), FirstTransient = At(800), LastFailure = At(900) };
        bool waits = state == BackgroundCopyJobState.TransientError;

        (RetryTimers.RetryDue(job) != RetryTimers.Never).Should().Be(waits);
        (RetryTimers.NoProgressDue(job) != RetryTimers.Never).Should().Be(waits);
    }

    [Theory]
    [MemberData(nameof(States))]
    [Trait("Rule", "POLICY-22")]
    [Trait("Rule", "OQ-36")]
    public void InactivityDue_EveryStateThatIsNotFinal_IsTheLastActivityPlusThePolicy(BackgroundCopyJobState state)
    {
        JobData job = InState(state);

        RetryTimers.InactivityDue(job, Settings).Should().Be(job.IsFinal ? RetryTimers.Never : At(700 + 7_776_000).Engine);
        RetryTimers.InactivityDue(job, LongestPolicy).Should().Be(job.IsFinal ? RetryTimers.Never : At(700 + 86_313_600).Engine);
    }

    [Theory]
    [MemberData(nameof(States))]
    [Trait("Rule", "MAXT-1")]
    public void MaximumDownloadTimeDue_OnlyWhileActive(BackgroundCopyJobState state)
    {
        JobData job = InState(state) with { MaximumDownloadTime = 100 };

        // 60 seconds were spent before the running spell, which began at 900.
        RetryTimers.MaximumDownloadTimeDue(job, Settings).Should().Be(job.IsActive ? At(940).Engine : RetryTimers.Never);
    }

    [Theory]
    [InlineData(JobData.PolicyDownloadTime, 7_776_000u)]
    [InlineData(0L, 0u)]
    [InlineData(10L, 10u)]
    [InlineData(4_294_967_295L, uint.MaxValue)]
    [Trait("Rule", "OQ-38")]
    [Trait("Rule", "MAXT-5")]
    public void MaximumDownloadTime_NeverSet_IsThePolicys(long own, uint expected)
    {
        JobData job = InState(BackgroundCopyJobState.Connecting) with { MaximumDownloadTime = own };

        RetryTimers.MaximumDownloadTime(job, Settings).Should().Be(expected);
        RetryTimers.MaximumDownloadTimeDue(job, Settings).Should().Be(At(840 + (double)expected).Engine);
    }

    [Theory]
    [InlineData(0u, 1000, true)]
    [InlineData(199u, 1000, true)]
    [InlineData(200u, 1000, true)]
    [InlineData(200u, 999.9999999, false)]
    [InlineData(201u, 1000, false)]
    [InlineData(uint.MaxValue, 1000, false)]
    [InlineData(0u, 700, true)]
    [InlineData(1u, 700, false)]
    [Trait("Rule", "RETRY-12")]
    public void HasTimedOut_IsReachedAtTheInstantItself(uint timeout, double now, bool expected)
    {
        JobData job = InState(BackgroundCopyJobState.TransientError) with { NoProgressTimeout = timeout };

        RetryTimers.HasTimedOut(job, At(now)).Should().Be(expected);
    }

    [Fact]
    public void HasTimedOut_WithoutAFailure_IsFalse() =>
        RetryTimers.HasTimedOut(InState(BackgroundCopyJobState.Connecting) with { NoProgressTimeout = 0 }, Now).Should().BeFalse();

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(uint.MaxValue)]
    public void Ticks_OfSeconds_DoNotOverflow(uint seconds) =>
        RetryTimers.Ticks(seconds).Should().Be(TimeSpan.FromSeconds((double)seconds).Ticks);
}
