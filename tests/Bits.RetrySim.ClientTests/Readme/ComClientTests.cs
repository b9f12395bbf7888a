using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients.Readme;

/// <summary>What README and documentation show of the COM face.</summary>
public sealed class ComClientTests
{
    [Fact]
    public void An_updater_written_for_BITS_gives_up_after_two_weeks()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Fails(503);
        Updater Real() => new(WindowsBits.Connect());         // BITS itself, on Windows
        Updater Emulated() => new(bits.Manager.ToCom());      // the emulator, anywhere

        var updater = Emulated();
        updater.Begin("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        bits.Clock.Advance(TimeSpan.FromDays(14));

        Assert.True(updater.HasFailed);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<PlatformNotSupportedException>(Real);
        }
    }

    [Fact]
    public void An_updater_written_for_BITS_gets_its_file()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Resource("/app.zip", 1_000_000);
        var updater = new Updater(bits.Manager.ToCom());

        updater.Begin("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        bits.Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(updater.HasFailed);
        Assert.Single(bits.Files.Delivered);
        Assert.Empty(bits.Manager.EnumJobs());
    }

    [Fact]
    public void The_example_of_the_documentation_runs()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Resource("/app.zip", 1_000_000);

        IBackgroundCopyManager manager = bits.Manager.ToCom();
        manager.CreateJob("update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out Guid id, out IBackgroundCopyJob job);
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        Assert.Equal(BackgroundCopyJobState.Transferred, bits.RunToOutcome(bits.Manager.GetJob(id), TimeSpan.FromDays(1)));
    }
}
