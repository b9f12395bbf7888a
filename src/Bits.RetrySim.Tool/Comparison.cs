namespace Bits.RetrySim.Tool;

/// <summary>How a download through one incident ended under each pair of settings.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Delays">The rows: retry delays, and what BITS made of them.</param>
/// <param name="Columns">The columns: no-progress timeouts; those that made no difference to each other stand in one.</param>
/// <param name="Rows">The cells, row by row.</param>
internal sealed record Comparison(
    Incident Incident,
    IReadOnlyList<(TimeSpan Asked, TimeSpan InForce)> Delays,
    IReadOnlyList<IReadOnlyList<TimeSpan>> Columns,
    IReadOnlyList<IReadOnlyList<ComparedCell>> Rows)
{
    private readonly (TimeSpan Lost, int Attempts)? _best = Rows.SelectMany(row => row).Select(cell => Rank(cell.Outcome)).Min();

    /// <summary>Whether no other pair of settings lost less time or, of those that lost as little, took fewer attempts.</summary>
    internal bool IsBest(ComparedCell cell) => Rank(cell.Outcome) is { } rank && rank == _best;

    internal static Comparison Make(
        Incident incident, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress)
    {
        ComparedCell[][] cells =
        [
            .. delays.Select(delay => timeouts.Select(timeout => Simulate(incident, others with { Delay = delay, Timeout = timeout }, progress)).ToArray()),
        ];
        List<List<int>> columns = [];
        for (int column = 0; column < timeouts.Count; column++)
        {
            if (columns.Count > 0 && cells.All(row => row[column] == row[column - 1]))
            {
                columns[^1].Add(column);
            }
            else
            {
                columns.Add([column]);
            }
        }

        return new Comparison(
            incident,
            [.. delays.Select(delay => (delay, InForce(delay, progress)))],
            [.. columns.Select(column => column.Select(index => timeouts[index]).ToArray())],
            [.. cells.Select(row => columns.Select(column => row[column[0]]).ToArray())]);
    }

    private static (TimeSpan Lost, int Attempts)? Rank(Outcome outcome) => outcome.Lost is { } lost ? (lost, outcome.Attempts) : null;

    private static ComparedCell Simulate(Incident incident, RetrySettings settings, ProgressLine progress)
    {
        progress.Begin($"{incident.Id}, {Durations.Text(settings.Delay!.Value)} / {Durations.Text(settings.Timeout!.Value)}");
        using SimulatedDownload download = new(settings, progress);
        bool isDoomed = download.Job.CheckSettings()
            .Any(static warning => warning.Kind is SettingsWarningKind.DelayAboveTimeout or SettingsWarningKind.TimeoutZero);
        return new ComparedCell(IncidentRun.Simulate(incident, settings, progress), isDoomed);
    }

    private static TimeSpan InForce(TimeSpan delay, ProgressLine progress)
    {
        using SimulatedDownload download = new(new RetrySettings(delay), progress);
        return download.Job.MinimumRetryDelay;
    }
}
