namespace Bits.RetrySim.Tests;

/// <summary>What the README shows of real downloads.</summary>
public sealed class RealDownloads
{
    [Fact]
    public async Task A_manager_with_another_transport_fetches_real_files()
    {
        await using FaultServer server = await FaultServer.StartAsync();
        using TemporaryDirectory directory = new();
        ServedFile file = ServedFile.Of(1_000);

        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            Transport = new HttpTransport(),
            Files = new DiskFiles(),
        });

        BackgroundCopyJob job = manager.CreateJob("real");
        job.AddFile(server.Serve("/f", file), directory.NameOf("f"));
        job.Resume();
        await job.WaitForOutcomeAsync();
        job.Complete();
        (await File.ReadAllBytesAsync(directory.NameOf("f"))).Should().Equal(file.Content);
    }
}
