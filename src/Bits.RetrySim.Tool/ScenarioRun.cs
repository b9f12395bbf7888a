namespace Bits.RetrySim.Tool;

/// <summary>Runs a scenario from a file.</summary>
internal static class ScenarioRun
{
    /// <summary>Longer than the inactivity policy lets any job live.</summary>
    private static readonly TimeSpan DefaultRun = TimeSpan.FromDays(1000);

    internal static IReadOnlyList<SimulationResult> Simulate(FileInfo file)
    {
        SimulationScript script = Load(file);
        using BitsSimulation bits = Build(file, script);
        IReadOnlyList<BackgroundCopyJob> jobs = bits.Manager.EnumJobs();
        if (jobs.Count == 0)
        {
            throw new UsageException($"{file.Name} has no jobs; add a \"jobs\" array.");
        }

        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
        }

        DateTimeOffset start = bits.Clock.GetUtcNow();
        bits.Clock.RunUntil(() => jobs.All(IncidentRun.HasEnded), Shorter(script.RunFor ?? DefaultRun, DateTimeOffset.MaxValue - start));
        return [.. jobs.Select(job => SimulationResult.Of(bits, job, start))];
    }

    /// <summary>No simulation runs beyond the end of the calendar.</summary>
    private static TimeSpan Shorter(TimeSpan run, TimeSpan left) => run < left ? run : left;

    private static SimulationScript Load(FileInfo file)
    {
        try
        {
            using FileStream stream = file.OpenRead();
            return SimulationScript.Load(stream);
        }
        catch (IOException exception)
        {
            throw new UsageException($"{file.Name} cannot be read: {exception.Message}", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UsageException($"{file.Name} cannot be read: {exception.Message}", exception);
        }
        catch (SimulationScriptException exception)
        {
            throw new UsageException($"{file.Name}: {exception.Message}", exception);
        }
    }

    private static BitsSimulation Build(FileInfo file, SimulationScript script)
    {
        try
        {
            return BitsSimulation.FromScript(script);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{file.Name}: {exception.Message}", exception);
        }
        catch (BitsException exception)
        {
            throw new UsageException($"{file.Name}: {exception.Message}", exception);
        }
    }
}
