using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>Retry settings of a simulated download; null: what BITS does when nothing is set.</summary>
internal sealed record RetrySettings(TimeSpan? Delay, TimeSpan? Timeout)
{
    internal static RetrySettings Default { get; } = new(null, null);

    internal void ApplyTo(BackgroundCopyJob job)
    {
        if (Delay is { } delay)
        {
            job.MinimumRetryDelay = delay;
        }

        if (Timeout is { } timeout)
        {
            job.NoProgressTimeout = timeout;
        }
    }

    internal static string Describe(BackgroundCopyJob job) => string.Create(
        CultureInfo.InvariantCulture,
        $"delay {job.MinimumRetryDelay.TotalSeconds:N0} s, no-progress timeout {job.NoProgressTimeout.TotalSeconds:N0} s");
}
