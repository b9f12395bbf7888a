using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bits.RetrySim;

/// <summary>Sets up the service of a host further.</summary>
/// <threadsafety>Not safe for use by several threads, as the services that it adds to.</threadsafety>
public sealed class BackgroundCopyBuilder
{
    internal BackgroundCopyBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Reads the options from a section of the host's configuration. Every key in it has to be a property of <see cref="BackgroundCopyOptions"/>; a section that is not there says nothing.</summary>
    /// <param name="sectionPath">The section, as <c>BackgroundCopy</c> or <c>Downloads:BackgroundCopy</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The path is null, empty or white space (E_INVALIDARG).</exception>
    public BackgroundCopyBuilder BindConfiguration(string sectionPath)
    {
        if (string.IsNullOrWhiteSpace(Refusal.NotNull(sectionPath, nameof(sectionPath))))
        {
            throw new ArgumentException($"The section of a configuration must not be empty or white space. ({Refusal.InvalidArgument})", nameof(sectionPath)) { HResult = HResults.E_INVALIDARG };
        }

        Services.AddSingleton<IConfigureOptions<BackgroundCopyOptions>>(services => new SectionReader(services.GetRequiredService<IConfiguration>().GetSection(sectionPath)));
        return this;
    }

    /// <summary>Keeps the jobs, so that they go on when the host starts again: <see cref="BackgroundCopyManagerOptions.Store"/>. It takes the place of any store that was registered before.</summary>
    /// <param name="store">Makes the store, which belongs to the services: they dispose of it after the manager.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">The function is null (E_INVALIDARG).</exception>
    public BackgroundCopyBuilder UseStore(Func<IServiceProvider, IJobStore> store)
    {
        Services.Replace(ServiceDescriptor.Singleton(Refusal.NotNull(store, nameof(store))));
        return this;
    }

    /// <summary>Changes what the manager is made of, after the options: readings, owner, callbacks by class, and whatever else has no setting.</summary>
    /// <param name="configure">Changes it; called when the manager is made, after those that were given before.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">The action is null (E_INVALIDARG).</exception>
    public BackgroundCopyBuilder ConfigureManager(Action<IServiceProvider, BackgroundCopyManagerOptions> configure)
    {
        Services.AddSingleton(new ManagerChange(Refusal.NotNull(configure, nameof(configure))));
        return this;
    }

    /// <summary>Changes how files are fetched, after the options: the handler of requests above all, <see cref="HttpTransportOptions.Handler"/>.</summary>
    /// <param name="configure">Changes it; called when the manager is made, after those that were given before.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">The action is null (E_INVALIDARG).</exception>
    public BackgroundCopyBuilder ConfigureTransport(Action<IServiceProvider, HttpTransportOptions> configure)
    {
        Services.AddSingleton(new TransportChange(Refusal.NotNull(configure, nameof(configure))));
        return this;
    }

    /// <summary>As <see cref="BackgroundCopyServiceCollectionExtensions.UseSimulation(IServiceCollection, SimulatedNetwork, SimulatedClock)"/>.</summary>
    /// <param name="network">The scripted network.</param>
    /// <param name="clock">The clock that the test moves.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null (E_INVALIDARG).</exception>
    public BackgroundCopyBuilder UseSimulation(SimulatedNetwork network, SimulatedClock clock)
    {
        Services.UseSimulation(network, clock);
        return this;
    }
}
