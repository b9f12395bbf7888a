namespace Bits.RetrySim.Tests;

/// <summary>The examples of the documentation comments of real transfers, word by word, against a server on this machine.</summary>
public sealed class TransferExampleRuns : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private FaultServer _server = null!;

    public async Task InitializeAsync() => _server = await FaultServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void Manager_OnThisMachine_FollowsItsNetwork()
    {
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new HttpTransport(), Files = new DiskFiles() });

        using MachineNetwork network = MachineNetwork.Follow(manager);

        manager.Environment.NetworkAvailable.Should().Be(new NetworkAdapters().Read() is not null);
    }

    [Fact]
    public async Task Job_OfRealTransfers_BringsTheFile()
    {
        ServedFile file = ServedFile.Of(1_000);
        string url = _server.Serve("/app.zip", file);
        string path = _directory.NameOf("app.zip");

        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new HttpTransport(), Files = new DiskFiles() });
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile(url, path);
        job.Resume();
        await job.WaitForOutcomeAsync();
        job.Complete();

        (await File.ReadAllBytesAsync(path)).Should().Equal(file.Content);
    }

    [Fact]
    public async Task Recorder_OfRealTransfers_WritesAScenario()
    {
        string url = _server.Serve("/app.zip", ServedFile.Of(1_000));
        string path = _directory.NameOf("app.zip");
        using StringWriter output = new();

        TransferRecorder recorder = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            Transport = new HttpTransport(new HttpTransportOptions { Recorder = recorder }),
            Files = new DiskFiles(),
            RecordEvents = true,
        });
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile(url, path);
        job.Resume();
        await job.WaitForOutcomeAsync();
        recorder.WriteScenario(output, [job]);

        SimulationScript.Parse(output.ToString()).Jobs.Single().Name.Should().Be("update");
    }
}
