using Bits.RetrySim;

namespace MyTests;

public class UpdaterTests
{
    [Fact]
    public void An_update_gives_up_after_six_hours_and_leaves_no_job_behind()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Fails(503);
        Updater updater = new(bits.Manager, bits.Clock);

        bool arrived = bits.Run(() => updater.UpdateAsync("https://cdn.example/app.zip", @"C:\Downloads\app.zip"));

        Assert.False(arrived);
        Assert.Equal(TimeSpan.FromHours(6), bits.Clock.Elapsed);
        Assert.Empty(bits.Manager.EnumJobs());
    }

    [Fact]
    public void An_update_that_arrives_is_completed()
    {
        using var bits = new BitsSimulation();
        bits.Network.BitsPerSecond = 8_000_000;
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        Updater updater = new(bits.Manager, bits.Clock);

        bool arrived = bits.Run(() => updater.UpdateAsync("https://cdn.example/app.zip", @"C:\Downloads\app.zip"));

        Assert.True(arrived);
        Assert.Equal(TimeSpan.FromSeconds(510), bits.Clock.Elapsed);   // 500 s of transfer, seen by the first look after it
        Assert.Empty(bits.Manager.EnumJobs());
    }
}
