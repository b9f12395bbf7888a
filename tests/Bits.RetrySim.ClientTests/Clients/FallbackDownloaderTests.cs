using Bits.RetrySim;

namespace BitsClients;

public sealed class FallbackDownloaderTests : IDisposable
{
    private readonly ComBench _bench = new();
    private readonly List<string> _fetched = [];

    public void Dispose() => _bench.Dispose();

    private BitsSimulation Bits => _bench.Simulation;

    [Fact]
    public void Download_OfAServerThatWorks_NeedsNoSecondWay()
    {
        Download().Should().BeTrue();

        _fetched.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "RETRY-7")]
    [InlineData(503)]
    [InlineData(404)]
    public void Download_OfAServerThatFails_GoesTheSecondWayAtOnce(int status)
    {
        Bits.Network.Host("cdn.example").Fails(status);

        Download().Should().BeFalse();

        _fetched.Should().Equal($"{ComBench.Url} to {ComBench.Local}");
        Bits.Clock.Elapsed.Should().Be(TimeSpan.FromMilliseconds(200));
        _bench.Manager.Jobs().Should().BeEmpty("no job is left behind that fetches the file a second time");
    }

    /// <summary>Half of it was here: BITS would have gone on after a minute; the second way begins anew.</summary>
    [Fact]
    public void Download_ThatBreaksOffInTheMiddle_GoesTheSecondWayToo()
    {
        Bits.Network.BitsPerSecond = 800_000;
        Bits.Network.Host("cdn.example").Outage(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), SimulatedFault.ConnectionRefused);

        Download().Should().BeFalse();

        _fetched.Should().ContainSingle();
        Bits.Clock.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(400));
    }

    private bool Download() => Bits.Run(() => new FallbackDownloader(_bench.Manager, Bits.Clock, FetchAsync).DownloadAsync(ComBench.Url, ComBench.Local));

    private Task FetchAsync(string url, string path)
    {
        _fetched.Add($"{url} to {path}");
        return Task.CompletedTask;
    }
}
