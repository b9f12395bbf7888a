namespace Bits.RetrySim.Tool;

/// <summary>A scenario from a file, run to its end.</summary>
internal sealed class ScenarioRun : IDisposable
{
    /// <summary>Longer than the inactivity policy lets any job live.</summary>
    private static readonly TimeSpan DefaultRun = TimeSpan.FromDays(1000);

    private ScenarioRun(string title, BitsSimulation bits)
    {
        Title = SafeText.OneLine(title);
        Bits = bits;
        Jobs = bits.Manager.EnumJobs();
    }

    /// <summary>The name that the scenario has, or that of its file.</summary>
    internal string Title { get; }

    internal BitsSimulation Bits { get; }

    /// <summary>The jobs in the order of the scenario.</summary>
    internal IReadOnlyList<BackgroundCopyJob> Jobs { get; }

    /// <summary>Runs until every job has ended, or as long as the scenario says. The caller disposes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Where to tell how far it is.</param>
    /// <param name="readings">Under which readings; null: the default ones.</param>
    internal static ScenarioRun Simulate(string path, ProgressLine progress, BitsReadings? readings = null)
    {
        SimulationScript script = Load(path);
        ScenarioRun run = new(script.Name ?? Path.GetFileName(path), Build(path, script, readings));
        foreach (BackgroundCopyJob job in run.Jobs)
        {
            job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
        }

        progress.Begin(run.Title);
        SimulatedClock clock = run.Bits.Clock;
        clock.RunUntil(
            () =>
            {
                progress.Report(clock.Elapsed);
                return run.Jobs.All(job => SimulatedDownload.IsEnd(job.State));
            },
            Shorter(script.RunFor ?? DefaultRun, DateTimeOffset.MaxValue - clock.GetUtcNow()));
        return run;
    }

    /// <summary>How each job ended, or how it stands.</summary>
    internal IReadOnlyList<Outcome> Outcomes => [.. Jobs.Select(job =>
    {
        RetryStatus status = job.RetryStatus;
        return new Outcome(job.State, job.Error?.Code ?? 0, status.Since, status.Attempts, job.Progress.BytesTransferred, Lost: null);
    })];

    public void Dispose() => Bits.Dispose();

    /// <summary>No simulation runs beyond the end of the calendar.</summary>
    private static TimeSpan Shorter(TimeSpan run, TimeSpan left) => run < left ? run : left;

    private static SimulationScript Load(string path)
    {
        SimulationScript script;
        try
        {
            using FileStream stream = File.OpenRead(path);
            script = SimulationScript.Load(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            string hint = Incidents.Find(path) is { } incident ? $"; for the incident, write --outage {incident.Id}" : "";
            throw CommandException.File($"there is no file '{path}'{hint}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.File($"'{path}' cannot be read: {exception.Message}", exception);
        }
        catch (SimulationScriptException exception)
        {
            throw CommandException.File($"{path}: {exception.Message}", exception);
        }

        return script.Jobs.Count > 0 ? script : throw CommandException.File($"{path} has no jobs; add a \"jobs\" array.");
    }

    private static BitsSimulation Build(string path, SimulationScript script, BitsReadings? readings)
    {
        try
        {
            return BitsSimulation.FromScript(script, options => options.Readings = readings ?? options.Readings);
        }
        catch (Exception exception) when (exception is ArgumentException or BitsException)
        {
            throw CommandException.File($"{path}: {exception.Message}", exception);
        }
    }
}
