using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bits.RetrySim;

/// <summary>
/// Begins and ends the manager with the host: before any hosted service starts and after all of them have stopped, wherever they were registered, so that all may use it
/// from their first moment to their last.
/// </summary>
internal sealed partial class HostedService(IServiceProvider services) : IHostedLifecycleService
{
    private readonly ILogger _logger = services.GetService<ILoggerFactory>()?.CreateLogger("Bits.RetrySim.Hosting") ?? NullLogger.Instance;
    private HostedManager? _manager;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_manager is null)
        {
            _manager = services.GetRequiredService<HostedManager>();
            Begun(_logger, _manager.Manager.CountJobs().Values.Sum());
        }

        return Task.CompletedTask;
    }

    /// <summary>For hosts that know no earlier moment.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Others may still need it; hosts that know no later moment end it with their services.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="OperationCanceledException">The host waits no longer.</exception>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_manager is null)
        {
            return;
        }

        try
        {
            // Not here: a store may take its time, and the host's patience has an end.
            await Task.Run(_manager.End, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The service has not ended within the time that the host has for it: its last commit, or a callback, is still under way.", cancellationToken);
        }

        Ended(_logger);
    }

    [LoggerMessage(500, LogLevel.Information, "The service has begun, with {Jobs} jobs", EventName = "ServiceBegun")]
    private static partial void Begun(ILogger logger, long jobs);

    [LoggerMessage(501, LogLevel.Information, "The service has ended; its jobs are kept if it has a store", EventName = "ServiceEnded")]
    private static partial void Ended(ILogger logger);
}
