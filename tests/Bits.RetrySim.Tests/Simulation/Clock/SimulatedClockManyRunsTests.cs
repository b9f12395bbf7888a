namespace Bits.RetrySim.Tests;

/// <summary>Many runs of code in virtual time at once, which take all threads of the pool (D-48).</summary>
[Collection(nameof(PoolOfProcess))]
[Trait("Runs", "Once")]
public sealed class SimulatedClockManyRunsTests
{
    /// <summary>Other runs are other runs': they hold threads of the pool, and wait for some, but none of it is this one's to wait for.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(10)]
    public async Task Run_ManyTasksRunEach_AllEnd(int runs)
    {
        Task<TimeSpan>[] all = [.. Enumerable.Range(0, runs).Select(_ => Task.Run(PollAJob))];

        TimeSpan[] ended = await Task.WhenAll(all).Within();

        ended.Should().OnlyContain(elapsed => elapsed == TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void Run_ParallelFor_AllEnd()
    {
        const int Runs = 30;
        TimeSpan[] ended = new TimeSpan[Runs];

        Parallel.For(0, Runs, run => ended[run] = PollAJob());

        ended.Should().OnlyContain(elapsed => elapsed == TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Run_ManyLongRunsAtOnce_AllEnd()
    {
        const int Delays = 2_000;
        Task[] all = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            SimulatedClock clock = new();
            clock.Run(async () =>
            {
                for (int delay = 0; delay < Delays; delay++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(30), clock);
                }
            });
            clock.Elapsed.Should().Be(TimeSpan.FromSeconds(30 * Delays));
        }))];

        await Task.WhenAll(all).Within();

        all.Should().OnlyContain(task => task.IsCompletedSuccessfully);
    }

    private static TimeSpan PollAJob()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1_000);
        bits.Network.Host("h").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(25), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Resume();
        bits.Run(async () =>
        {
            while (job.State != BackgroundCopyJobState.Transferred)
            {
                await Task.Delay(TimeSpan.FromSeconds(30), bits.Clock);
            }
        });
        return bits.Clock.Elapsed;
    }
}
