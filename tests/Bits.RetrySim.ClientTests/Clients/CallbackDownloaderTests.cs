using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

public sealed class CallbackDownloaderTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private BitsSimulation Bits => _bench.Simulation;

    private SimulatedHost Server => Bits.Network.Host("cdn.example");

    [Fact]
    public void Download_IsToldOfItsEnd()
    {
        CallbackDownloader downloader = new(_bench.Manager, Bits.Clock);

        Bits.Run(() => downloader.DownloadAsync(ComBench.Url, ComBench.Local)).Should().BeTrue();

        downloader.Told.Should().Be(1);
        Bits.Files.Delivered.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "RETRY-9")]
    public void Download_TimeoutZero_FailsWithTheFirstFailure()
    {
        Server.Fails(SimulatedFault.ConnectionRefused);
        CallbackDownloader downloader = new(_bench.Manager, Bits.Clock);

        Bits.Run(() => downloader.DownloadAsync(ComBench.Url, ComBench.Local)).Should().BeFalse();

        Bits.Clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1), "the callback comes before the first look");
        downloader.ErrorCode.Should().Be(HResults.ERROR_WINHTTP_CANNOT_CONNECT);
        Server.RequestCount.Should().Be(1);
        _bench.Manager.Jobs().Should().BeEmpty();
    }

    /// <summary>A service that restarts has forgotten the callback. Who relies on it waits for ever.</summary>
    [Fact]
    [Trait("Rule", "CB-14")]
    public void Download_CallbackIsLost_IsFoundByTheNextLook()
    {
        Bits.Network.BitsPerSecond = 800_000;
        Bits.At(TimeSpan.FromSeconds(5.5), Bits.Manager.RestartService);
        CallbackDownloader downloader = new(_bench.Manager, Bits.Clock);

        Bits.Run(() => downloader.DownloadAsync(ComBench.Url, ComBench.Local)).Should().BeTrue();

        downloader.Told.Should().Be(0);
        Bits.Clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
        Bits.Files.Delivered.Should().ContainSingle();
    }

    [Fact]
    public void Download_ProxyAsksWhoIsThere_TriesTheNextCredentials()
    {
        Server.OnRequests(1, 2, SimulatedFault.HttpStatus(407));
        CallbackDownloader downloader = new(_bench.Manager, Bits.Clock, Credentials("one"), Credentials("two"));

        Bits.Run(() => downloader.DownloadAsync(ComBench.Url, ComBench.Local)).Should().BeTrue();

        downloader.Told.Should().Be(3);
        Server.RequestCount.Should().Be(3);
    }

    [Fact]
    public void Download_ProxyTakesNone_FailsAfterTheLast()
    {
        Server.Fails(407);
        CallbackDownloader downloader = new(_bench.Manager, Bits.Clock, Credentials("one"));

        Bits.Run(() => downloader.DownloadAsync(ComBench.Url, ComBench.Local)).Should().BeFalse();

        downloader.Told.Should().Be(2);
        _bench.Manager.Jobs().Should().BeEmpty();
    }

    private static BG_BASIC_CREDENTIALS Credentials(string user) => new() { UserName = user, Password = "p" };
}
