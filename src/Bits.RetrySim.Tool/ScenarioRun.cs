namespace Bits.RetrySim.Tool;

/// <summary>Runs a scenario from a file.</summary>
internal static class ScenarioRun
{
    /// <summary>Longer than the inactivity policy lets any job live.</summary>
    private static readonly TimeSpan DefaultRun = TimeSpan.FromDays(1000);

    /// <summary>Runs until every job has ended, or as long as the scenario says. The caller disposes the simulation.</summary>
    internal static BitsSimulation Simulate(string path, ProgressLine progress)
    {
        SimulationScript script = Load(path);
        BitsSimulation bits = Build(path, script);
        IReadOnlyList<BackgroundCopyJob> jobs = bits.Manager.EnumJobs();
        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
        }

        progress.Begin(Path.GetFileName(path));
        bits.Clock.RunUntil(
            () =>
            {
                progress.Report(bits.Clock.Elapsed);
                return jobs.All(job => SimulatedDownload.IsEnd(job.State));
            },
            Shorter(script.RunFor ?? DefaultRun, DateTimeOffset.MaxValue - bits.Clock.GetUtcNow()));
        return bits;
    }

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

    private static BitsSimulation Build(string path, SimulationScript script)
    {
        try
        {
            return BitsSimulation.FromScript(script);
        }
        catch (Exception exception) when (exception is ArgumentException or BitsException)
        {
            throw CommandException.File($"{path}: {exception.Message}", exception);
        }
    }
}
