using CsCheck;
using static Bits.RetrySim.Tests.JobMachineSamples;

namespace Bits.RetrySim.Tests;

/// <summary>Long random lives of jobs: whatever happens in whatever order, the invariants hold and only transitions of the rules are made.</summary>
public class JobMachineWalkTests
{
    private static readonly uint[] Seconds = [0, 1, 5, 60, 600, 86_400, 1_209_600, uint.MaxValue];

    private static readonly Gen<JobInput> Inputs =
        from trigger in Gen.Enum<JobTrigger>()
        from seconds in Gen.OneOf(Seconds)
        from blocks in Gen.OneOf(BlockConditions.None, BlockConditions.None, BlockConditions.Network, BlockConditions.GameMode, BlockConditions.VolumeLocked)
        from errorClass in Gen.Enum<ErrorClass>()
        from traits in Gen.OneOf(JobTraits.None, JobTraits.IsOnDemand)
        select new JobInput(trigger)
        {
            Seconds = seconds,
            Blocks = blocks,
            Count = 1,
            IsAsked = seconds == 60,
            Restarts = seconds == 5,
            Class = errorClass,
            HResult = errorClass switch
            {
                ErrorClass.Transient => Busy,
                ErrorClass.Fatal => NotFound,
                _ => HResults.BG_E_DESTINATION_LOCKED,
            },
            Context = BackgroundCopyErrorContext.RemoteFile,
            Priority = BackgroundCopyJobPriority.High,
            Traits = traits,
        };

    private static readonly Gen<EngineSettings> AllSettings =
        from delayAboveTimeout in Gen.Enum<DelayAboveTimeout>()
        from blockedTimeout in Gen.Enum<BlockedTimeout>()
        from flags in Gen.Int[0, 15]
        select Settings with
        {
            DelayAboveTimeout = delayAboveTimeout,
            BlockedTimeout = blockedTimeout,
            SuspendKeepsErrorAndTransferred = (flags & 1) != 0,
            ResumeTransferredIsEmpty = (flags & 2) != 0,
            ZeroTimeoutFailsBlocks = (flags & 4) != 0,
            ImmediateRetries = (flags & 8) != 0 ? 3 : 0,
            RestartKeepsTransientError = (flags & 8) == 0,
        };

    [Fact]
    [Trait("Rule", "LIFE-7")]
    [Trait("Rule", "STATE-44")]
    public void RandomLife_KeepsTheInvariants() =>
        Gen.Select(AllSettings, Gen.Select(Inputs, Gen.OneOf(Seconds[..6])).Array[1, 60]).Sample(
            (settings, steps) => Live(settings, steps),
            iter: 3000,
            threads: 1);

    private static void Live(EngineSettings settings, (JobInput Input, uint Later)[] steps)
    {
        JobData job = JobData.New(At(0), settings) with { Files = 1 };
        double seconds = 0;
        foreach ((JobInput drawn, uint later) in steps)
        {
            JobInput input = drawn with { Count = drawn.Trigger == JobTrigger.RefuseContent ? 0 : 1, Next = NextFor(drawn.Trigger, job) };
            seconds += later;
            Moment now = At(seconds);
            JobData before = job;
            bool impossible = (input.Trigger is JobTrigger.FileCompleted or JobTrigger.RangesCompleted or JobTrigger.FileBegunAgain && job.State != BackgroundCopyJobState.Transferring)
                || (input.Trigger == JobTrigger.RefuseContent && job.FilesTransferred == 0);
            if (impossible)
            {
                continue;
            }

            StepResult result = JobMachine.Step(ref job, input, now, settings);

            if (result.IsRefused)
            {
                job.Should().Be(before);
                continue;
            }

            string where = $"{input.Trigger} in {before.State} to {job.State}";
            JobMachineInvariants.CheckEffects(before, job, input, result.Effects, where);
            JobMachineInvariants.CheckData(before, job, input, now, settings, where);
            (job.State == before.State || IsTransition(input.Trigger, before.State, job.State)).Should().BeTrue("{0} is a transition of the rules", where);
            (before.IsFinal && job.State != before.State).Should().BeFalse();
        }
    }

    /// <summary>The first one is refused; when it is here again, so are all that lay behind it. Parts are asked for of the file that is fetched anyway.</summary>
    private static int NextFor(JobTrigger trigger, in JobData job) => trigger switch
    {
        JobTrigger.FileCompleted => job.FilesTransferred + 1,
        JobTrigger.RefuseContent => 0,
        _ => job.CurrentFile,
    };

    /// <summary>Whether the table has this transition for the trigger in some circumstances.</summary>
    private static bool IsTransition(JobTrigger trigger, BackgroundCopyJobState from, BackgroundCopyJobState to) => JobMachineCell.All.Any(cell =>
        cell.State == from && cell.Next == to && cell.Refusal == 0 && JobMachineTable.Cases[cell.Row].Input.Trigger == trigger);
}
