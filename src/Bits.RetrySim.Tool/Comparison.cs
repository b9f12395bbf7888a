namespace Bits.RetrySim.Tool;

/// <summary>How a download through one incident ended under each pair of settings.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Delays">The rows: retry delays, and what BITS made of them.</param>
/// <param name="Timeouts">The columns.</param>
/// <param name="Outcomes">One for each row and column.</param>
internal sealed record Comparison(
    Incident Incident,
    IReadOnlyList<(TimeSpan Asked, TimeSpan InForce)> Delays,
    IReadOnlyList<TimeSpan> Timeouts,
    IReadOnlyList<IReadOnlyList<Outcome>> Outcomes)
{
    private readonly TimeSpan? _leastLost = Outcomes.SelectMany(row => row).Min(outcome => outcome.Lost);

    /// <summary>Whether no other pair of settings lost less time.</summary>
    internal bool IsBest(Outcome outcome) => outcome.Lost is { } lost && lost == _leastLost;

    internal static Comparison Make(
        Incident incident, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress) => new(
        incident,
        [.. delays.Select(delay => (delay, InForce(delay, progress)))],
        timeouts,
        [.. delays.Select(delay => timeouts
            .Select(timeout => Simulate(incident, others with { Delay = delay, Timeout = timeout }, progress)).ToArray())]);

    private static Outcome Simulate(Incident incident, RetrySettings settings, ProgressLine progress)
    {
        progress.Begin($"{incident.Id}, {Durations.Text(settings.Delay!.Value)} / {Durations.Text(settings.Timeout!.Value)}");
        return IncidentRun.Simulate(incident, settings, progress);
    }

    private static TimeSpan InForce(TimeSpan delay, ProgressLine progress)
    {
        using SimulatedDownload download = new(new RetrySettings(delay), progress);
        return download.Job.MinimumRetryDelay;
    }
}
