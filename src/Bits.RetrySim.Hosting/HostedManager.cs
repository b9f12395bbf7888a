using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim;

/// <summary>The manager of a host, and what lives as long as it: made when it is first asked for, at the latest when the host starts.</summary>
internal sealed class HostedManager : IDisposable
{
    private readonly MachineNetwork? _network;
    private readonly WatchedStore? _store;

    internal HostedManager(IServiceProvider services, BackgroundCopyOptions options)
    {
        HostedSimulation? simulation = services.GetService<HostedSimulation>();
        BackgroundCopyManagerOptions setup = Setup(services, options);
        if (simulation is not null)
        {
            simulation.Check(services.GetRequiredService<TimeProvider>());
            simulation.ApplyTo(setup);
        }

        setup.Store = _store = setup.Store is { } store ? new WatchedStore(store) : null;
        Manager = new BackgroundCopyManager(setup);
        try
        {
            _network = options.FollowNetwork && simulation is null ? MachineNetwork.Follow(Manager) : null;
        }
        catch
        {
            Manager.Dispose();
            throw;
        }
    }

    internal BackgroundCopyManager Manager { get; }

    /// <summary>Why the store has not kept what it was given last; null: it has, or there is none.</summary>
    internal Exception? StoreFailure => _store?.Failure;

    /// <summary>Ends the manager; its jobs are kept, and queued when the next one begins (CLOCK-8).</summary>
    /// <exception cref="JobStoreException">The last commit failed: what it held is lost.</exception>
    /// <exception cref="TimeoutException">As <see cref="BackgroundCopyManager.Dispose"/>.</exception>
    internal void End()
    {
        Dispose();
        if (StoreFailure is { } failure)
        {
            throw new JobStoreException("The last commit to the store failed. What happened since the one before is lost.", failure.HResult, failure);
        }
    }

    public void Dispose()
    {
        _network?.Dispose();
        Manager.Dispose();
    }

    private static BackgroundCopyManagerOptions Setup(IServiceProvider services, BackgroundCopyOptions options)
    {
        ManagerParts parts = ManagerParts.Of(options);
        foreach (TransportChange change in services.GetServices<TransportChange>())
        {
            change.Change(services, parts.Transport);
        }

        BackgroundCopyManagerOptions setup = parts.Manager;
        setup.Transport = new HttpTransport(parts.Transport);
        setup.TimeProvider = services.GetRequiredService<TimeProvider>();
        setup.Store = services.GetService<IJobStore>();
        setup.LoggerFactory = services.GetService<ILoggerFactory>();
        setup.MeterFactory = services.GetService<IMeterFactory>();
        foreach (ManagerChange change in services.GetServices<ManagerChange>())
        {
            change.Change(services, setup);
        }

        return setup;
    }
}
