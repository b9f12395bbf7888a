namespace Bits.RetrySim.Tests;

public class SimulatedNetworkTests
{
    private const string Url = "https://cdn.example/app.zip";
    private readonly SimulatedNetwork _network = new();
    private readonly FakeTransferHost _host;

    public SimulatedNetworkTests() => _host = new FakeTransferHost(_network);

    [Fact]
    public void Start_DefaultsAndAFile_CompletesAtOnce()
    {
        _network.Host("cdn.example").Resource("/app.zip", 1000);
        FakeJob job = _host.Job(Url);

        job.Start();
        _host.Run();

        _host.Log.Should().Equal("0 job 1 Accepted 0/1000", "0 job 1 Completed 1000");
    }

    [Fact]
    public void Start_BandwidthAndLatency_ReportsFirstByteAndCompletion()
    {
        _network.BitsPerSecond = 8_000;
        _network.Latency = TimeSpan.FromSeconds(2);
        _network.Host("cdn.example").Resource("/app.zip", 10_000);
        FakeJob job = _host.Job(Url);

        job.Start();
        _host.Run();

        _host.Log.Should().Equal("2 job 1 Accepted 0/10000", "2.001 job 1 Received 1", "12 job 1 Completed 10000");
    }

    [Fact]
    public void Start_UnscriptedHost_FailsWithNameNotResolvedAndHintsOnce()
    {
        FakeJob job = _host.Job(Url);
        job.Start();
        _host.Run();
        job.Start();
        _host.Run();

        job.LastError.Should().Be(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED);
        _host.Hints.Should().ContainSingle().Which.Text.Should().Contain("network.Host(\"cdn.example\").Resource(\"/app.zip\", sizeBytes:");
    }
}
