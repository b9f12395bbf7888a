using Bits.RetrySim;

namespace BitsClients;

public sealed class InstallerTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void Download_ServerFailsForASecond_IsNotRetried()
    {
        SimulatedHost server = _bench.Simulation.Network.Host("cdn.example");
        server.Outage(TimeSpan.Zero, TimeSpan.FromSeconds(1), SimulatedFault.HttpStatus(503));
        Installer installer = new(_bench.Manager);

        installer.Begin(ComBench.Url, ComBench.Local);
        _bench.Advance(86_400);

        installer.Result.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        server.RequestCount.Should().Be(1);
    }

    /// <summary>The client knows COM alone; its test finds the same job with the library's own face, and asks that.</summary>
    [Fact]
    public void Settings_OfItsJob_AreReportedToRetryNever()
    {
        Installer installer = new(_bench.Manager);

        Guid id = installer.Begin(ComBench.Url, ComBench.Local);

        _bench.Simulation.Manager.GetJob(id).CheckSettings().Select(static warning => warning.Kind).Should().Contain(SettingsWarningKind.DelayAboveTimeout);
    }

    /// <summary>An engine that looks every second whether its download is over waits no second longer than it has to.</summary>
    [Fact]
    public void Download_WaitedForInVirtualTime_FailsWithinASecond()
    {
        _bench.Simulation.Network.Host("cdn.example").Fails(503);
        Installer installer = new(_bench.Manager);

        int result = _bench.Simulation.Run(async () =>
        {
            installer.Begin(ComBench.Url, ComBench.Local);
            while (installer.Result is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _bench.Simulation.Clock);
            }

            return installer.Result.Value;
        });

        result.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        _bench.Simulation.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Download_OfAServerThatWorks_IsComplete()
    {
        Installer installer = new(_bench.Manager);

        installer.Begin(ComBench.Url, ComBench.Local);
        _bench.Advance(60);

        installer.Result.Should().Be(0);
        _bench.Simulation.Files.Delivered.Should().ContainSingle();
    }
}
