using Bits.RetrySim;

namespace MyTests;

public class FirstTest
{
    [Fact]
    public void A_busy_hour_ends_with_the_next_attempt()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example")
            .Outage(TimeSpan.Zero, TimeSpan.FromMinutes(55), SimulatedFault.HttpStatus(503))
            .Resource("/app.zip", 500_000_000);

        var job = bits.Manager.CreateJob("my first job");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        bits.RunUntil(job, BackgroundCopyJobState.Transferred, limit: TimeSpan.FromDays(1));

        Assert.Equal(TimeSpan.FromHours(1), bits.Clock.Elapsed);   // tried at 0:00, 0:10 ... 0:50, and at 1:00
        Assert.Equal(6, job.ErrorCount);
    }
}
