using CsCheck;
using static Bits.RetrySim.Tests.JobMachineSamples;

namespace Bits.RetrySim.Tests;

/// <summary>The three steps in one: where they are taken they are the three steps, and else nothing.</summary>
public sealed class JobMachineRefailTests
{
    private const int Cases = 200_000;

    private static readonly uint[] Seconds = [0, 1, 5, 60, 100, 200, 600, 86_400, 1_209_600, uint.MaxValue];
    private static readonly double[] Instants = [0, 800, 900, 999, 1000, 1001, 1500];

    private static readonly BlockConditions[] Conditions =
        [BlockConditions.None, BlockConditions.None, BlockConditions.Network, BlockConditions.GameMode, BlockConditions.VolumeLocked];

    private static readonly int[] Codes = [0, Busy, NotFound, HResults.BG_E_NETWORK_DISCONNECTED, HResults.BG_E_DESTINATION_LOCKED, HResults.ERROR_WINHTTP_TIMEOUT];

    /// <summary>Each takes a job that waits for its retry away from what is usual, by one field.</summary>
    private static readonly Func<JobData, int, JobData>[] Departures =
    [
        static (job, value) => job with { State = (BackgroundCopyJobState)(value % 9) },
        static (job, value) => job with { Priority = (BackgroundCopyJobPriority)(value % 4) },
        static (job, value) => job with { Blocks = Pick(Conditions, value) },
        static (job, value) => job with { EndedBlocks = Pick(Conditions, value) },
        static (job, value) => job with { ErrorContext = (BackgroundCopyErrorContext)(value % 6) },
        static (job, value) => job with { ErrorCode = Pick(Codes, value) },
        static (job, value) => job with { ErrorFile = (value % 3) - 1 },
        static (job, value) => job with { ErrorCount = value },
        static (job, value) => job with { FilesTransferred = value % 3 },
        static (job, value) => job with { Files = 1, FilesTransferred = value % 2 },
        static (job, value) => job with { MinimumRetryDelay = Pick(Seconds, value) },
        static (job, value) => job with { NoProgressTimeout = Pick(Seconds, value) },
        static (job, value) => job with { MaximumDownloadTime = Pick(Seconds, value) },
        static (job, _) => job with { MaximumDownloadTime = JobData.PolicyDownloadTime },
        static (job, value) => job with { FirstTransient = Instant(value) },
        static (job, value) => job with { LastFailure = Instant(value) },
        static (job, value) => job with { RetryAt = Instant(value) },
        static (job, value) => job with { FrozenSince = Instant(value) },
        static (job, value) => job with { LastActivity = At(Pick(Instants, value)), StateSince = At(Pick(Instants, value / 7)) },
        static (job, value) => job with { ModificationTime = value, TransferCompletionTime = value / 3 },
        static (job, value) => job with { ActiveTime = Pick(Seconds, value) * TimeSpan.TicksPerSecond, ActiveSince = value },
    ];

    private static readonly Gen<JobData> Jobs =
        from base0 in Gen.Int[0, 1]
        from departures in Gen.Select(Gen.Int[0, Departures.Length - 1], Gen.Int[0, 10_000]).Array[0, 4]
        select departures.Aggregate(
            InState(BackgroundCopyJobState.TransientError) with { FilesTransferred = base0 },
            static (job, departure) => Departures[departure.Item1](job, departure.Item2));

    private static readonly Gen<JobInput> Failures =
        from code in Gen.OneOf(Codes[1..])
        from errorClass in Gen.Frequency((4, Gen.Const(ErrorClass.Transient)), (1, Gen.Enum<ErrorClass>()))
        from context in Gen.Enum<BackgroundCopyErrorContext>()
        select new JobInput(JobTrigger.Failed) { HResult = code, Class = errorClass, Context = context };

    private static readonly Gen<EngineSettings> AllSettings =
        from delayAboveTimeout in Gen.Enum<DelayAboveTimeout>()
        from blockedTimeout in Gen.Enum<BlockedTimeout>()
        from zeroTimeoutFailsBlocks in Gen.Bool
        from maximum in Gen.Frequency((3, Gen.Const(Settings.MaximumDownloadTime)), (1, Gen.OneOf(Seconds)))
        select Settings with
        {
            DelayAboveTimeout = delayAboveTimeout,
            BlockedTimeout = blockedTimeout,
            ZeroTimeoutFailsBlocks = zeroTimeoutFailsBlocks,
            MaximumDownloadTime = maximum,
        };

    [Fact]
    [Trait("Rule", "RETRY-1")]
    [Trait("Rule", "RETRY-12")]
    public void TryRefail_AnyJobFailureAndSettings_IsTheThreeStepsOrNothing()
    {
        int accepted = 0;
        int refused = 0;

        Gen.Select(Jobs, Failures, AllSettings, Gen.OneOf(Instants)).Sample(
            (job, failure, settings, seconds) =>
            {
                Moment now = At(seconds);
                JobData short0 = job;
                if (JobMachine.TryRefail(ref short0, failure, now, settings))
                {
                    Interlocked.Increment(ref accepted);
                    short0.Should().Be(TakeThreeSteps(job, failure, now, settings));
                }
                else
                {
                    Interlocked.Increment(ref refused);
                    short0.Should().Be(job, "who refuses changes nothing");
                }
            },
            iter: Cases);

        // Else the comparison would say little.
        accepted.Should().BeGreaterThan(Cases / 10);
        refused.Should().BeGreaterThan(Cases / 10);
    }

    /// <summary>The departures reach every condition that makes the short way refuse.</summary>
    [Theory]
    [InlineData(nameof(JobData.State))]
    [InlineData(nameof(JobData.RetryAt))]
    [InlineData(nameof(JobData.Blocks))]
    [InlineData(nameof(JobData.EndedBlocks))]
    [InlineData(nameof(JobData.FrozenSince))]
    [InlineData(nameof(JobData.FilesTransferred))]
    [InlineData(nameof(JobData.FirstTransient))]
    [InlineData(nameof(JobData.ActiveTime))]
    [InlineData(nameof(JobData.MinimumRetryDelay))]
    [InlineData(nameof(JobData.NoProgressTimeout))]
    public void TryRefail_OneFieldForbidsIt_Refuses(string field)
    {
        JobData usual = InState(BackgroundCopyJobState.TransientError);
        JobData unusual = field switch
        {
            nameof(JobData.State) => usual with { State = BackgroundCopyJobState.Queued },
            nameof(JobData.RetryAt) => usual with { RetryAt = Moment.None },
            nameof(JobData.Blocks) => usual with { Blocks = BlockConditions.Cost },
            nameof(JobData.EndedBlocks) => usual with { EndedBlocks = BlockConditions.Cost },
            nameof(JobData.FrozenSince) => usual with { FrozenSince = At(950) },
            nameof(JobData.FilesTransferred) => usual with { FilesTransferred = usual.Files },
            nameof(JobData.FirstTransient) => usual with { FirstTransient = Moment.None },
            nameof(JobData.ActiveTime) => usual with { ActiveTime = RetryTimers.Ticks(Settings.MaximumDownloadTime) },
            nameof(JobData.MinimumRetryDelay) => usual with { MinimumRetryDelay = usual.NoProgressTimeout + 1 },
            _ => usual with { NoProgressTimeout = usual.MinimumRetryDelay, FirstTransient = At(1000 - usual.MinimumRetryDelay) },
        };
        JobInput failure = new(JobTrigger.Failed) { HResult = Busy, Class = ErrorClass.Transient, Context = BackgroundCopyErrorContext.RemoteFile };
        JobData refused = unusual;

        JobMachine.TryRefail(ref refused, failure, Now, Settings).Should().BeFalse();
        JobMachine.TryRefail(ref usual, failure, Now, Settings).Should().BeTrue("only {0} is unusual", field);
        refused.Should().Be(unusual);
    }

    [Theory]
    [InlineData(ErrorClass.Fatal, NotFound)]
    [InlineData(ErrorClass.WaitsForCondition, HResults.BG_E_NETWORK_DISCONNECTED)]
    [InlineData(ErrorClass.Transient, HResults.BG_E_NETWORK_DISCONNECTED)]
    internal void TryRefail_FailureThatIsNotJustTransient_Refuses(ErrorClass errorClass, int code)
    {
        JobData job = InState(BackgroundCopyJobState.TransientError);

        JobMachine.TryRefail(ref job, new JobInput(JobTrigger.Failed) { HResult = code, Class = errorClass }, Now, Settings).Should().BeFalse();

        job.Should().Be(InState(BackgroundCopyJobState.TransientError));
    }

    /// <summary>The long way; what lies between is to be nobody else's business.</summary>
    private static JobData TakeThreeSteps(JobData job, in JobInput failure, Moment now, EngineSettings settings)
    {
        JobMachine.Step(ref job, JobTrigger.RetryDue, now, settings).Effects.Should().Be(JobEffects.EnqueueLast | JobEffects.Modified);
        JobMachine.Step(ref job, JobTrigger.Start, now, settings).Effects.Should().Be(JobEffects.StartTransfer | JobEffects.Modified);
        (RetryTimers.MaximumDownloadTimeDue(job, settings) > now.Engine).Should().BeTrue("there is time for the attempt");
        JobMachine.Step(ref job, failure, now, settings).Effects.Should().Be(JobEffects.StopTransfer | JobEffects.Modified);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        RetryTimers.RetryDue(job).Should().BeGreaterThanOrEqualTo(now.Engine);
        return job;
    }

    private static T Pick<T>(T[] from, int value) => from[value % from.Length];

    private static Moment Instant(int value) => value % 8 == 7 ? Moment.None : At(Pick(Instants, value));
}
