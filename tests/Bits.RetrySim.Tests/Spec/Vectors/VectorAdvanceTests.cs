namespace Bits.RetrySim.Tests;

/// <summary>How the clock is moved makes no difference to what happens.</summary>
public class VectorAdvanceTests
{
    internal static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);
    internal static readonly string OneAdvance = Run(_ => Fortnight);

    [Fact]
    [Trait("Rule", "TV-22")]
    public void OneAdvance_Of14Days_HoldsTheWholeStory()
    {
        OneAdvance.Should().Contain("0x80200010").And.Contain("JobModification").And.Contain("JobTransferred").And.Contain("JobError").And.Contain("FileTransferred 3");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(599)]
    [InlineData(600)]
    [InlineData(601)]
    [InlineData(86_400)]
    [Trait("Rule", "TV-22")]
    public void EqualSteps_Of14Days_GiveTheSameLog(int seconds) =>
        Run(clock => Min(TimeSpan.FromSeconds(seconds), Fortnight - clock.Elapsed)).Should().Be(OneAdvance);

    internal static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>A job that never gets through, one that does when the network is back, one that flows all the time; with callbacks of all kinds.</summary>
    internal static string Run(Func<SimulatedClock, TimeSpan> step)
    {
        using BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 8;
        BackgroundCopyJob dead = simulation.AddJob(timeout: 1_200_000);
        dead.Priority = BackgroundCopyJobPriority.High;
        simulation.ResourceOf(dead).Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob slow = simulation.AddJob(files: 2, size: 5000);
        BackgroundCopyJob quick = simulation.AddJob(delay: 60, files: 3, size: 50);
        quick.Priority = BackgroundCopyJobPriority.Foreground;
        simulation.ResourceOf(quick, 2).OnRequest(1, SimulatedFault.HttpStatus(503));
        RecordingCallback callback = new();
        callback.FailNext(3, HResults.E_FAIL);
        foreach (BackgroundCopyJob job in new[] { dead, slow, quick })
        {
            job.NotifyInterface = callback;
            job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
            job.Resume();
        }

        simulation.At(1000.5, () => simulation.Environment.NetworkAvailable = false);
        simulation.At(1000.7, () => simulation.Environment.NetworkAvailable = true);
        while (simulation.Clock.Elapsed < Fortnight)
        {
            simulation.Clock.Advance(step(simulation.Clock));
        }

        return simulation.EventLog.Text();
    }
}
