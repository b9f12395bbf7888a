using Bits.RetrySim;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the service to those of a host.</summary>
public static class BackgroundCopyServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="BackgroundCopyManager"/> that fetches files over HTTP into the files of this machine. It begins before any hosted service starts and ends after all
    /// have stopped; with a store (<see cref="BackgroundCopyBuilder.UseStore"/>, or an <see cref="IJobStore"/> among the services) its jobs go on at the next start (CLOCK-7, CLOCK-8).
    /// Log messages, metrics and traces go to the host's. Called again it adds to what was set before.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <returns>Sets it up further.</returns>
    /// <exception cref="ArgumentNullException">The services are null (E_INVALIDARG).</exception>
    public static BackgroundCopyBuilder AddBackgroundCopy(this IServiceCollection services)
    {
        Refusal.NotNull(services, nameof(services));
        services.AddOptions<BackgroundCopyOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BackgroundCopyOptions>, OptionsCheck>(static _ => new OptionsCheck()));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new HostedManager(provider, provider.GetRequiredService<IOptions<BackgroundCopyOptions>>().Value));
        services.TryAddSingleton(static provider => provider.GetRequiredService<HostedManager>().Manager);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedService>(static provider => new HostedService(provider)));
        return new BackgroundCopyBuilder(services);
    }

    /// <summary>As <see cref="AddBackgroundCopy(IServiceCollection)"/>, with options set in code.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>Sets it up further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null (E_INVALIDARG).</exception>
    public static BackgroundCopyBuilder AddBackgroundCopy(this IServiceCollection services, Action<BackgroundCopyOptions> configure)
    {
        Refusal.NotNull(services, nameof(services));
        Refusal.NotNull(configure, nameof(configure));
        services.Configure(configure);
        return services.AddBackgroundCopy();
    }

    /// <summary>As <see cref="AddBackgroundCopy(IServiceCollection)"/>, with options from configuration, as by <see cref="BackgroundCopyBuilder.BindConfiguration"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="section">The section that is the service's alone.</param>
    /// <returns>Sets it up further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null (E_INVALIDARG).</exception>
    public static BackgroundCopyBuilder AddBackgroundCopy(this IServiceCollection services, IConfiguration section)
    {
        Refusal.NotNull(services, nameof(services));
        services.AddSingleton<IConfigureOptions<BackgroundCopyOptions>>(new SectionReader(Refusal.NotNull(section, nameof(section))));
        return services.AddBackgroundCopy();
    }

    /// <summary>
    /// For tests of an application: its service fetches from a scripted network, in virtual time, and writes no file. It may be called before or after
    /// <see cref="AddBackgroundCopy(IServiceCollection)"/>, and wins over whatever that was told. The clock is registered as <see cref="TimeProvider"/>, so that the application's own
    /// delays are virtual, too. A store stays what it is.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="network">The scripted network.</param>
    /// <param name="clock">The clock that the test moves.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null (E_INVALIDARG).</exception>
    public static IServiceCollection UseSimulation(this IServiceCollection services, SimulatedNetwork network, SimulatedClock clock) =>
        services.UseSimulation(network, clock, new SimulatedFiles());

    /// <summary>As <see cref="UseSimulation(IServiceCollection, SimulatedNetwork, SimulatedClock)"/>, with local files that the test looks at, or lets fail.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="network">The scripted network.</param>
    /// <param name="clock">The clock that the test moves.</param>
    /// <param name="files">The local files.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is null (E_INVALIDARG).</exception>
    public static IServiceCollection UseSimulation(this IServiceCollection services, SimulatedNetwork network, SimulatedClock clock, SimulatedFiles files)
    {
        Refusal.NotNull(services, nameof(services));
        HostedSimulation simulation = new(
            Refusal.NotNull(network, nameof(network)), Refusal.NotNull(clock, nameof(clock)), Refusal.NotNull(files, nameof(files)));
        services.Replace(ServiceDescriptor.Singleton(simulation));
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(clock);
        return services;
    }
}
