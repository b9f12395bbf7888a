namespace Bits.RetrySim.Tests;

/// <summary>What a test puts into the options of a simulation either acts or is refused with the way out.</summary>
public sealed class SimulationOptionTests
{
    [Fact]
    [Trait("Rule", "D-37")]
    public void Transport_AnotherSimulatedNetwork_IsTheSimulationsNetwork()
    {
        SimulatedNetwork network = new();
        network.Host("cdn.example").Resource("/a", 10);
        using BitsSimulation bits = new(options => options.Transport = network);

        bits.Network.Should().BeSameAs(network);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void ClockAndFiles_OthersOfTheSimulation_AreTheSimulations()
    {
        SimulatedClock clock = new();
        SimulatedFiles files = new();
        files.DenyWrite("/a");
        using BitsSimulation bits = new(options => (options.TimeProvider, options.Files) = (clock, files));

        (bits.Clock, bits.Files).Should().Be((clock, files));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.Invoking(it => it.AddFile("https://cdn.example/a", "/a")).Should().Throw<UnauthorizedAccessException>();
    }

    [Fact]
    public void Options_OfAnotherKind_AreRefusedWithTheWayOut()
    {
        foreach ((string name, Action<BackgroundCopyManagerOptions> set) in new (string, Action<BackgroundCopyManagerOptions>)[]
        {
            ("Transport is ManualTransport", options => options.Transport = new ManualTransport()),
            ("Transport is null", options => options.Transport = null),
            ("TimeProvider is SystemTimeProvider", options => options.TimeProvider = TimeProvider.System),
            ("Files is null", options => options.Files = null),
        })
        {
            ArgumentException refused = FluentActions.Invoking(() => new BitsSimulation(set)).Should().Throw<ArgumentException>().WithParameterName("configure").Which;
            refused.HResult.Should().Be(HResults.E_INVALIDARG);
            refused.Message.Should().StartWith(name).And.Contain("new BackgroundCopyManager(");
        }
    }

    [Fact]
    public void TimeProvider_BesideAnotherClock_IsRefused()
    {
        FluentActions.Invoking(() => new BitsSimulation(options => options.TimeProvider = new SimulatedClock(), new SimulatedClock()))
            .Should().Throw<ArgumentException>().WithMessage("*another clock*").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }
}
