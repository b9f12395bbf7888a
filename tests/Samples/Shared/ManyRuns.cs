using System.Globalization;
using Bits.RetrySim;

namespace Samples;

/// <summary>
/// One download, again and again: an ordinary poll loop without ConfigureAwait(false), under whatever context the test framework has set. It has to leave
/// the same log each time. SAMPLE_RUNS says how often, 200 by default.
/// </summary>
internal static class ManyRuns
{
    public static int Count { get; } = int.Parse(Environment.GetEnvironmentVariable("SAMPLE_RUNS") ?? "200", CultureInfo.InvariantCulture);

    /// <summary>The number of different logs; 1 is what it has to be.</summary>
    public static int DifferentLogs() => Enumerable.Range(0, Count).Select(_ => Run()).Distinct().Count();

    private static string Run()
    {
        using Sample sample = new();
        sample.Host.Outage(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(55), SimulatedFault.HttpStatus(503));
        using CancellationTokenSource limit = new(TimeSpan.FromDays(1), sample.Bits.Clock);
        DownloadOutcome outcome = sample.Bits.Run(() => sample.DownloadAsync(limit.Token));
        return FormattableString.Invariant($"{outcome} at {sample.Bits.Clock.Elapsed}\n{string.Join('\n', sample.Log)}\n{sample.EventLog()}");
    }
}
