namespace Bits.RetrySim.Tool;

/// <summary>How a download ended under each pair of settings.</summary>
/// <param name="Title">The incident or the job.</param>
/// <param name="About">What went wrong and what was downloaded, in a sentence.</param>
/// <param name="Delays">The rows: retry delays, and what BITS made of them.</param>
/// <param name="Columns">The columns: no-progress timeouts; those that made no difference to each other stand in one.</param>
/// <param name="Rows">The cells, row by row.</param>
internal sealed record Comparison(
    string Title,
    string About,
    IReadOnlyList<(TimeSpan Asked, TimeSpan InForce)> Delays,
    IReadOnlyList<IReadOnlyList<TimeSpan>> Columns,
    IReadOnlyList<IReadOnlyList<ComparedCell>> Rows)
{
    private readonly (TimeSpan Lost, int Attempts)? _best = Rows.SelectMany(row => row).Select(cell => Rank(cell.Outcome)).Min();

    /// <summary>Whether no other pair of settings lost less time or, of those that lost as little, took fewer attempts.</summary>
    internal bool IsBest(ComparedCell cell) => Rank(cell.Outcome) is { } rank && rank == _best;

    /// <summary>A download through an incident.</summary>
    internal static Comparison Make(
        Incident incident, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress)
    {
        IReadOnlyList<IReadOnlyList<ComparedCell>> cells = Grid(delays, timeouts, others, settings =>
        {
            progress.Begin($"{incident.Id}, {Describe(settings)}");
            using SimulatedDownload download = new(settings, progress);
            return new ComparedCell(IncidentRun.Simulate(incident, settings, progress), IsDoomed(download.Job));
        });
        return Make(incident.Title, $"{incident.Symptoms}. The download: {SimulatedDownload.Description}.", Rated(delays, progress), timeouts, cells);
    }

    /// <summary>A scenario: one comparison for each of its jobs.</summary>
    internal static IReadOnlyList<Comparison> Make(
        ScenarioSource source, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress)
    {
        string title = "";
        IReadOnlyList<string> jobs = [];
        IReadOnlyList<IReadOnlyList<IReadOnlyList<ComparedCell>>> runs = Grid(delays, timeouts, others, IReadOnlyList<ComparedCell> (settings) =>
        {
            using ScenarioRun run = ScenarioRun.Simulate(source, settings, progress);
            run.ThrowIfRefused();
            (title, jobs) = (run.Title, [.. run.Jobs.Select(job => job.DisplayName)]);
            return [.. run.Outcomes.Zip(run.Jobs, (outcome, job) => new ComparedCell(outcome, IsDoomed(job)))];
        });
        return [.. jobs.Select((job, index) => Make(
            SafeText.OneLine(title),
            SafeText.OneLine($"Job \"{job}\"."),
            Rated(delays, progress),
            timeouts,
            [.. runs.Select(row => row.Select(cells => cells[index]).ToArray())]))];
    }

    /// <summary>Columns that are equal stand in one.</summary>
    private static Comparison Make(
        string title,
        string about,
        IReadOnlyList<(TimeSpan Asked, TimeSpan InForce)> delays,
        IReadOnlyList<TimeSpan> timeouts,
        IReadOnlyList<IReadOnlyList<ComparedCell>> cells)
    {
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
            title,
            about,
            delays,
            [.. columns.Select(column => column.Select(index => timeouts[index]).ToArray())],
            [.. cells.Select(row => columns.Select(column => row[column[0]]).ToArray())]);
    }

    private static (TimeSpan Lost, int Attempts)? Rank(Outcome outcome) => outcome.Lost is { } lost ? (lost, outcome.Attempts) : null;

    private static bool IsDoomed(BackgroundCopyJob job) =>
        job.CheckSettings().Any(static warning => warning.Kind is SettingsWarningKind.DelayAboveTimeout or SettingsWarningKind.TimeoutZero);

    private static (TimeSpan Asked, TimeSpan InForce)[] Rated(IReadOnlyList<TimeSpan> delays, ProgressLine progress) =>
        [.. delays.Select(delay => (delay, InForce(delay, progress)))];

    private static IReadOnlyList<IReadOnlyList<T>> Grid<T>(
        IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, Func<RetrySettings, T> run) =>
        [.. delays.Select(delay => timeouts.Select(timeout => run(others with { Delay = delay, Timeout = timeout })).ToArray())];

    private static string Describe(RetrySettings settings) => $"{Durations.Text(settings.Delay!.Value)} / {Durations.Text(settings.Timeout!.Value)}";

    private static TimeSpan InForce(TimeSpan delay, ProgressLine progress)
    {
        using SimulatedDownload download = new(new RetrySettings(delay), progress);
        return download.Job.MinimumRetryDelay;
    }
}
