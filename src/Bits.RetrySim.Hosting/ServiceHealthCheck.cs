using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bits.RetrySim;

/// <summary>Whether the service keeps its jobs, and whether they need their clients.</summary>
internal sealed class ServiceHealthCheck(HostedManager hosted, BackgroundCopyOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus unhealthy)
    {
        IReadOnlyDictionary<BackgroundCopyJobState, long> jobs;
        try
        {
            jobs = hosted.Manager.CountJobs();
        }
        catch (ObjectDisposedException ended)
        {
            return new HealthCheckResult(unhealthy, "The service has ended.", ended);
        }

        Dictionary<string, object> data = jobs.ToDictionary(state => state.Key.ToString(), state => (object)state.Value);
        if (hosted.StoreFailure is { } failure)
        {
            return new HealthCheckResult(unhealthy, string.Create(CultureInfo.InvariantCulture, $"The store does not keep the jobs (0x{failure.HResult:X8})."), failure, data);
        }

        long failed = jobs[BackgroundCopyJobState.Error];
        return failed > 0 && options.FailedJobsDegradeHealth
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{failed} jobs are in ERROR and wait for their clients."), data: data)
            : HealthCheckResult.Healthy("The service runs.", data);
    }
}
