namespace Bits.RetrySim.Tests;

/// <summary>Several background jobs at once, which BITS does not have; by its rules otherwise.</summary>
[Trait("Rule", "SCHED-3")]
public sealed class BackgroundSlotsTests
{
    [Fact]
    [Trait("Rule", "SCHED-6")]
    public void TwoSlots_ThreeJobs_TheThirdTakesTheFirstSlotThatIsFree()
    {
        using BitsSimulation simulation = new(static options => options.MaximumBackgroundTransfers = 2);
        BackgroundCopyJob[] jobs = [simulation.ResumeSlowJob(100), simulation.ResumeSlowJob(50), simulation.ResumeSlowJob(10)];
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(jobs[0], from: 1).Should().Equal("100 Transferred");
        simulation.EventLog.StatesOf(jobs[1], from: 1).Should().Equal("50 Transferred");
        simulation.EventLog.StatesOf(jobs[2], from: 1).Should().Equal("50 Connecting", "50 Transferring", "60 Transferred");
    }

    [Fact]
    [Trait("Rule", "SCHED-5")]
    [Trait("Rule", "OQ-41")]
    public void TwoSlots_SlicesEndTogether_OneGivesWayToTheOneThatWaits()
    {
        using BitsSimulation simulation = new(static options =>
        {
            options.MaximumBackgroundTransfers = 2;
            options.Readings.TimeSlice = TimeSpan.FromSeconds(60);
        });
        BackgroundCopyJob[] jobs = [simulation.ResumeSlowJob(1000), simulation.ResumeSlowJob(1000), simulation.ResumeSlowJob(1000)];
        simulation.GoTo(60);

        jobs.Select(static job => job.State).Should().Equal(BackgroundCopyJobState.Queued, BackgroundCopyJobState.Transferring, BackgroundCopyJobState.Transferring);
        simulation.GoTo(120);
        jobs.Select(static job => job.State).Should().Equal(BackgroundCopyJobState.Transferring, BackgroundCopyJobState.Queued, BackgroundCopyJobState.Transferring);
    }
}
