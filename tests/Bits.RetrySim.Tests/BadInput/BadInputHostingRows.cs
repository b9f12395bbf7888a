using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>The service of a host. What options hold is checked when the host starts.</summary>
internal static class BadInputHostingRows
{
    private const string Add = "BackgroundCopyServiceCollectionExtensions.AddBackgroundCopy";
    private const string Use = "BackgroundCopyServiceCollectionExtensions.UseSimulation(IServiceCollection services, SimulatedNetwork network, SimulatedClock clock";
    private const string Health = "BackgroundCopyHealthChecksBuilderExtensions.AddBackgroundCopy(IHealthChecksBuilder builder, String name, HealthStatus? failureStatus, IEnumerable tags)";

    internal static IEnumerable<BadInputRow> All =>
    [
        Null($"{Add}(IServiceCollection services)", "services", _ => default(IServiceCollection)!.AddBackgroundCopy()),
        Null($"{Add}(IServiceCollection services, Action configure)", "services", _ => default(IServiceCollection)!.AddBackgroundCopy(static _ => { })),
        Null($"{Add}(IServiceCollection services, Action configure)", "configure", _ => Services.AddBackgroundCopy(default(Action<BackgroundCopyOptions>)!)),
        Null($"{Add}(IServiceCollection services, IConfiguration section)", "services", _ => default(IServiceCollection)!.AddBackgroundCopy(new ConfigurationManager())),
        Null($"{Add}(IServiceCollection services, IConfiguration section)", "section", _ => Services.AddBackgroundCopy(default(IConfiguration)!)),
        Null($"{Use})", "services", world => default(IServiceCollection)!.UseSimulation(world.Network, world.Bench.Clock)),
        Null($"{Use})", "network", world => Services.UseSimulation(null!, world.Bench.Clock)),
        Null($"{Use})", "clock", world => Services.UseSimulation(world.Network, null!)),
        Null($"{Use}, SimulatedFiles files)", "files", world => Services.UseSimulation(world.Network, world.Bench.Clock, null!)),
        Null("BackgroundCopyBuilder.UseSimulation(SimulatedNetwork network, SimulatedClock clock)", "network", world => Builder.UseSimulation(null!, world.Bench.Clock)),
        Null("BackgroundCopyBuilder.UseSimulation(SimulatedNetwork network, SimulatedClock clock)", "clock", world => Builder.UseSimulation(world.Network, null!)),
        Null("BackgroundCopyBuilder.BindConfiguration(String sectionPath)", "sectionPath", _ => Builder.BindConfiguration(null!)),
        Invalid("BackgroundCopyBuilder.BindConfiguration(String sectionPath)", "white space", _ => Builder.BindConfiguration(" "), "sectionPath"),
        Null("BackgroundCopyBuilder.UseStore(Func store)", "store", _ => Builder.UseStore(null!)),
        Null("BackgroundCopyBuilder.ConfigureManager(Action configure)", "configure", _ => Builder.ConfigureManager(null!)),
        Null("BackgroundCopyBuilder.ConfigureTransport(Action configure)", "configure", _ => Builder.ConfigureTransport(null!)),
        Null(Health, "builder", _ => default(IHealthChecksBuilder)!.AddBackgroundCopy()),
        Null(Health, "name", _ => Services.AddHealthChecks().AddBackgroundCopy(null!)),
    ];

    private static ServiceCollection Services => [];

    private static BackgroundCopyBuilder Builder => Services.AddBackgroundCopy();
}
