namespace Bits.RetrySim.Tests;

/// <summary>The line of a real network keeps to the contract.</summary>
public sealed class HttpLineTests : TransferLineContract, IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private FaultServer _server = null!;

    private protected override Transport Transport { get; } = new HttpTransport();

    public async Task InitializeAsync()
    {
        _server = await FaultServer.StartAsync();
        ServedFile whole = new(ServedFile.Bytes((int)Size, seed: 1));
        _server.Serve("/Whole", whole);
        _server.Serve("/Breaks", whole, null, new ServerFault.Drop(Break));
        _server.Serve("/Changes", whole, null, new ServerFault.Replace(new ServedFile(ServedFile.Bytes((int)NewSize, seed: 2))));
        _server.Serve("/Waits", whole, null, new ServerFault.Stall(Break));
    }

    public async Task DisposeAsync()
    {
        foreach (FakeJob job in Manager.Jobs)
        {
            job.Handle.Stop(Manager.Now);
        }

        Line.Close(Manager.Now);
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private protected override FakeTransferHost MakeManager() => new(Transport)
    {
        KeepsPushed = true,
        Targets = job =>
        {
            string name = Path.Combine(_directory.Path, $"{job.Number}.tmp");
            if (!File.Exists(name))
            {
                // What came before this attempt.
                File.WriteAllBytes(name, new byte[job.Bytes]);
            }

            return new FileTarget(Path.Combine(_directory.Path, $"{job.Number}"), name);
        },
    };

    private protected override string UrlOf(ServerFile file) => _server.UrlOf($"/{file}");

    private protected override void Play()
    {
        while (Manager.Jobs.Any(job => job.IsRunning && !(job.Url == UrlOf(ServerFile.Waits) && job.Bytes == Break)))
        {
            Manager.DeliverNext();
        }
    }
}
