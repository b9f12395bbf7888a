namespace Bits.RetrySim.Tool;

/// <summary>How a download ended under each pair of settings.</summary>
/// <param name="Title">The incident or the job.</param>
/// <param name="About">What went wrong and what was downloaded, in a sentence.</param>
/// <param name="Delays">The rows: retry delays, and what BITS made of them.</param>
/// <param name="Timeouts">The columns.</param>
/// <param name="Outcomes">One for each row and column.</param>
internal sealed record Comparison(
    string Title,
    string About,
    IReadOnlyList<(TimeSpan Asked, TimeSpan InForce)> Delays,
    IReadOnlyList<TimeSpan> Timeouts,
    IReadOnlyList<IReadOnlyList<Outcome>> Outcomes)
{
    private readonly TimeSpan? _leastLost = Outcomes.SelectMany(row => row).Min(outcome => outcome.Lost);

    /// <summary>Whether no other pair of settings lost less time.</summary>
    internal bool IsBest(Outcome outcome) => outcome.Lost is { } lost && lost == _leastLost;

    /// <summary>A download through an incident.</summary>
    internal static Comparison Make(
        Incident incident, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress) => new(
        incident.Title,
        $"{incident.Symptoms}. The download: {SimulatedDownload.Description}.",
        [.. delays.Select(delay => (delay, InForce(delay, progress)))],
        timeouts,
        Grid(delays, timeouts, others, settings =>
        {
            progress.Begin($"{incident.Id}, {Describe(settings)}");
            return IncidentRun.Simulate(incident, settings, progress);
        }));

    /// <summary>A scenario: one comparison for each of its jobs.</summary>
    internal static IReadOnlyList<Comparison> Make(
        ScenarioSource source, IReadOnlyList<TimeSpan> delays, IReadOnlyList<TimeSpan> timeouts, RetrySettings others, ProgressLine progress)
    {
        string title = "";
        IReadOnlyList<string> jobs = [];
        IReadOnlyList<IReadOnlyList<IReadOnlyList<Outcome>>> runs = Grid(delays, timeouts, others, settings =>
        {
            using ScenarioRun run = ScenarioRun.Simulate(source, settings, progress);
            run.ThrowIfRefused();
            (title, jobs) = (run.Title, [.. run.Jobs.Select(job => job.DisplayName)]);
            return run.Outcomes;
        });
        (TimeSpan, TimeSpan)[] rows = [.. delays.Select(delay => (delay, InForce(delay, progress)))];
        return [.. jobs.Select((job, index) => new Comparison(
            SafeText.OneLine(title), SafeText.OneLine($"Job \"{job}\"."), rows, timeouts, [.. runs.Select(row => row.Select(cell => cell[index]).ToArray())]))];
    }

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
