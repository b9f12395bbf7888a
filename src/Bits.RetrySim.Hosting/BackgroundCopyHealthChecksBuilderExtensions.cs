using Bits.RetrySim;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of the service to that of the host.</summary>
public static class BackgroundCopyHealthChecksBuilderExtensions
{
    private const string DefaultName = "background_copy";

    /// <summary>
    /// Adds a check of the service: it fails while the store does not keep the jobs, or when the service has ended, and says Degraded while jobs are in ERROR, unless
    /// <see cref="BackgroundCopyOptions.FailedJobsDegradeHealth"/> is false. Its data are the numbers of jobs by state.
    /// </summary>
    /// <param name="builder">The checks of the host.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What it says when it fails; null: Unhealthy.</param>
    /// <param name="tags">By which it can be picked out; null: none.</param>
    /// <returns>The checks of the host.</returns>
    /// <exception cref="ArgumentNullException">The builder or the name is null (E_INVALIDARG).</exception>
    public static IHealthChecksBuilder AddBackgroundCopy(
        this IHealthChecksBuilder builder, string name = DefaultName, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) =>
        Refusal.NotNull(builder, nameof(builder)).Add(new HealthCheckRegistration(Refusal.NotNull(name, nameof(name)), Make, failureStatus, tags));

    private static ServiceHealthCheck Make(IServiceProvider services) => new(
        services.GetService<HostedManager>() ?? throw new InvalidOperationException("There is no service to check: call services.AddBackgroundCopy() as well."),
        services.GetRequiredService<IOptions<BackgroundCopyOptions>>().Value);
}
