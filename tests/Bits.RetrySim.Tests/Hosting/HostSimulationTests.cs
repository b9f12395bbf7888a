using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>A whole application in virtual time, by one call.</summary>
public sealed class HostSimulationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Application_OriginThatIsDownForTwoWeeks_IsRunInVirtualTime(bool simulationFirst)
    {
        SimulatedNetwork network = new();
        SimulatedClock clock = new();
        SimulatedFiles files = new();
        network.Host("cdn.example").Resource("/app.zip", 500_000);
        network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromDays(14.5), SimulatedFault.ConnectTimeout);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (simulationFirst)
        {
            builder.Services.UseSimulation(network, clock, files);
        }

        builder.Services.AddBackgroundCopy(options => options.ReceiveTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddHostedService<UpdateWorker>();
        if (!simulationFirst)
        {
            builder.Services.UseSimulation(network, clock, files);
        }

        using IHost host = builder.Build();

        clock.Run(() => host.RunAsync());

        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromDays(14.5)).And.BeLessThan(TimeSpan.FromDays(15));
        files.Delivered.Should().ContainSingle().Which.Size.Should().Be(500_000);
    }

    [Fact]
    public async Task Start_TimeProviderRegisteredAfterTheSimulation_IsRefused()
    {
        using HostScene scene = new(configure: service => service.Services.AddSingleton(TimeProvider.System));

        await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*UseSimulation*");
    }

    [Fact]
    public void Manager_ChangesOfTheApplication_DoNotLeaveTheSimulation()
    {
        using HostScene scene = new(configure: service => service.ConfigureManager((_, options) =>
        {
            options.TimeProvider = TimeProvider.System;
            options.Transport = new HttpTransport();
            options.Files = new DiskFiles();
            options.Dispatch = CallbackDispatch.ThreadPool;
            options.DefaultOwner = new BackgroundCopyUser("service", BackgroundCopyUserKind.ServiceAccount);
        }));

        BackgroundCopyJob job = scene.Begin();
        scene.Clock.Advance(TimeSpan.FromMinutes(2));

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.Owner.Name.Should().Be("service");
        scene.Manager.TimeProvider.Should().BeSameAs(scene.Clock);
        scene.Manager.EventLog.Events.Should().NotBeEmpty();
    }

    [Fact]
    public void Callback_AssertionThatFails_FailsTheTest()
    {
        using HostScene scene = new();
        scene.Begin().NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => throw new InvalidDataException("assertion") };

        scene.Clock.Invoking(clock => clock.Advance(TimeSpan.FromMinutes(2))).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Services_AddedTwice_HaveOneManager()
    {
        using HostScene scene = new(services => services.AddBackgroundCopy());

        scene.Services.GetServices<BackgroundCopyManager>().Should().ContainSingle();
        scene.Services.GetServices<IHostedService>().Should().ContainSingle();
    }
}
