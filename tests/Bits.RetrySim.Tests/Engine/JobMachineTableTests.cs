namespace Bits.RetrySim.Tests;

/// <summary>The machine against the table, and what holds for every cell of it.</summary>
public class JobMachineTableTests
{
    private static readonly BackgroundCopyJobState[] Final = [BackgroundCopyJobState.Acknowledged, BackgroundCopyJobState.Cancelled];

    public static TheoryData<string> Rows => new(JobMachineTable.Cases.Keys);

    [Fact]
    public void Table_HoldsEveryTriggerInEveryState()
    {
        JobMachineCell.All.Select(cell => cell.Row).Distinct().Should().Equal(JobMachineTable.Cases.Keys);
        foreach (JobTrigger trigger in Enum.GetValues<JobTrigger>())
        {
            JobMachineCell.All.Where(cell => JobMachineTable.Cases[cell.Row].Input.Trigger == trigger).Select(cell => cell.State).Distinct()
                .Should().HaveCount(trigger is JobTrigger.FileCompleted or JobTrigger.RangesCompleted or JobTrigger.FileBegunAgain ? 8 : 9, "a file is complete only after an accepted answer; {0}", trigger);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Step_InEveryState_GoesWhereTheTableSays(string row)
    {
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => cell.Row == row))
        {
            JobMachineCase what = JobMachineTable.Cases[row];
            JobData job = what.JobIn(cell.State);
            JobData before = job;

            StepResult result = what.Step(ref job);

            result.HResult.Should().Be(cell.Refusal, "of {0}", cell);
            job.State.Should().Be(cell.Next, "of {0}", cell);
            if (cell.Refusal != 0)
            {
                job.Should().Be(before, "a refused call changes nothing ({0})", cell);
                result.Effects.Should().Be(JobEffects.None, "of {0}", cell);
            }
        }
    }

    [Fact]
    [Trait("Rule", "LIFE-7")]
    public void FinalState_NoTrigger_LeavesItOrHasAnEffect()
    {
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => Final.Contains(cell.State)))
        {
            cell.Next.Should().Be(cell.State, "of {0}", cell);
            JobMachineCase what = JobMachineTable.Cases[cell.Row];
            JobData job = what.JobIn(cell.State);
            what.Step(ref job).Effects.Should().Be(JobEffects.None, "of {0}", cell);
        }
    }

    [Fact]
    public void StaleHappening_LeavesTheJobAsItWas()
    {
        JobTrigger[] remembered = [JobTrigger.BlocksChanged, JobTrigger.ServiceRestarted];
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => cell.Text == "."))
        {
            JobMachineCase what = JobMachineTable.Cases[cell.Row];
            JobData job = what.JobIn(cell.State);
            JobData before = job;
            bool running = job.IsActive && what.Input.Trigger is JobTrigger.Accepted or JobTrigger.Received or JobTrigger.FileCompleted or JobTrigger.RangesCompleted or JobTrigger.FileBegunAgain or JobTrigger.Failed;
            bool waiting = cell.State == BackgroundCopyJobState.TransientError && job.IsBlocked;
            if (JobMachine.IsCall(what.Input.Trigger) || remembered.Contains(what.Input.Trigger) || running || waiting)
            {
                continue;
            }

            StepResult result = what.Step(ref job);

            job.Should().Be(before, "of {0}", cell);
            result.Effects.Should().Be(JobEffects.None, "of {0}", cell);
        }
    }

    [Fact]
    [Trait("Rule", "STATE-40")]
    [Trait("Rule", "MAXT-4")]
    [Trait("Rule", "OQ-8")]
    public void Resume_WhereTheJobStays_BeginsTheDownloadTimeAnewAndNothingElse()
    {
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => cell is { Row: "Resume", Text: "." }))
        {
            JobMachineCase what = JobMachineTable.Cases[cell.Row];
            JobData job = what.JobIn(cell.State);
            JobData before = job;

            what.Step(ref job).Effects.Should().Be(JobEffects.None, "of {0}", cell);

            job.Should().Be(before with { Traits = JobTraits.HasBeenResumed, ActiveTime = 0, ActiveSince = JobMachineSamples.Now.Engine }, "of {0}", cell);
        }
    }

    [Fact]
    public void Effects_OfEveryCell_FollowFromTheTransition()
    {
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => cell.Refusal == 0))
        {
            JobMachineCase what = JobMachineTable.Cases[cell.Row];
            JobData job = what.JobIn(cell.State);
            JobData before = job;

            JobEffects effects = what.Step(ref job).Effects;

            JobMachineInvariants.CheckEffects(before, job, what.Input, effects, cell.ToString());
            JobMachineInvariants.CheckData(before, job, what.Input, JobMachineSamples.Now, what.Settings, cell.ToString());
        }
    }
}
