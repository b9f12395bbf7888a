using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>The most that a download may take of the line. It stands in the job's description, which is its client's, so that it outlives the command.</summary>
internal static class KeptRate
{
    private const string Mark = "limit-rate ";

    internal static void Set(BackgroundCopyJob job, int kilobitsPerSecond) => job.Description = Mark + kilobitsPerSecond.ToString(CultureInfo.InvariantCulture);

    /// <summary>From now on the limit of a job holds for all that its manager does; none where it has none.</summary>
    internal static void Apply(BackgroundCopyManager manager, BackgroundCopyJob job)
    {
        string kept = job.Description;
        if (kept.StartsWith(Mark, StringComparison.Ordinal) && int.TryParse(kept.AsSpan(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int limit))
        {
            manager.ApplyPolicy(PolicyOf(limit));
        }
    }

    internal static GroupPolicy PolicyOf(int? kilobitsPerSecond) => kilobitsPerSecond is { } limit
        ? new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, limit) }
        : new GroupPolicy();
}
