namespace Bits.RetrySim.Tests;

/// <summary>What the README shows of real downloads.</summary>
public sealed class RealDownloads
{
    [Fact]
    public async Task A_manager_with_another_transport_and_a_store_fetches_real_files_that_outlive_the_process()
    {
        await using FaultServer server = await FaultServer.StartAsync();
        using TemporaryDirectory temporary = new();
        ServedFile file = ServedFile.Of(1_000);

        await DownloadAsync(server.Serve("/f", file), temporary.Path);

        (await File.ReadAllBytesAsync(temporary.NameOf("app.zip"))).Should().Equal(file.Content);
        using SqliteJobStore left = new(temporary.NameOf("jobs.db"));
        left.Load().Should().BeEmpty();
    }

    private static async Task DownloadAsync(string url, string directory)
    {
        using SqliteJobStore store = new(Path.Combine(directory, "jobs.db"));
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            Transport = new HttpTransport(),
            Files = new DiskFiles(),
            Store = store,
        });

        BackgroundCopyJob job = manager.EnumJobs().FirstOrDefault() ?? manager.CreateJob("update");
        if (job.Files.Count == 0)
        {
            job.AddFile(url, Path.Combine(directory, "app.zip"));
        }

        job.Resume();
        if (await job.WaitForOutcomeAsync() == BackgroundCopyJobState.Transferred)
        {
            job.Complete();
        }
    }
}
