namespace Bits.RetrySim.Tests;

/// <summary>A file that begins again, of which a store counts bytes (D-53).</summary>
public sealed class HttpEmptyingTests : IAsyncLifetime
{
    private const int Size = 100_000;
    private const int Kept = 50_000;

    private readonly TemporaryDirectory _directory = new();
    private FaultServer _server = null!;

    public async Task InitializeAsync() => _server = await FaultServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Others have their turn, the job tries again, and nothing is overwritten.</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public void BeginAgain_StoreThatNeverAnswers_IsWaitedForNoLongerThanAServer()
    {
        SkippingClock clock = new();
        HttpTransportOptions options = new();
        string temporary = _directory.NameOf("BIT1.tmp");
        byte[] old = ServedFile.Bytes(Kept, seed: 1);
        File.WriteAllBytes(temporary, old);
        FakeTransferHost host = new(new HttpTransport(options), provider: clock)
        {
            KeepsPushed = true,
            Targets = _ => new FileTarget(_directory.NameOf("f"), temporary),
            Emptying = () => clock.Skip(options.ReceiveTimeout),
        };
        FakeJob job = host.Job(_server.Serve("/f", new ServedFile(ServedFile.Bytes(Size, seed: 2))));
        job.Start(size: Size + 1, offset: Kept);

        while (job.IsRunning)
        {
            host.DeliverNext();
        }

        job.LastError.Should().Be(HResults.ERROR_WINHTTP_TIMEOUT);
        File.ReadAllBytes(temporary).Should().Equal(old);
        host.Line.Close(host.Now);
    }
}
