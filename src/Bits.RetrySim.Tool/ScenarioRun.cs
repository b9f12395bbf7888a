namespace Bits.RetrySim.Tool;

/// <summary>A scenario, run to its end.</summary>
internal sealed class ScenarioRun : IDisposable
{
    /// <summary>Longer than the inactivity policy lets any job live.</summary>
    private static readonly TimeSpan DefaultRun = TimeSpan.FromDays(1000);

    private readonly ScenarioSource _source;

    /// <summary>The jobs whose scenario says nothing of a client: here is theirs.</summary>
    private readonly List<BackgroundCopyJob> _clients = [];

    private ScenarioRun(ScenarioSource source, RetrySettings settings)
    {
        _source = source;
        Title = SafeText.OneLine(source.Script.Name ?? Path.GetFileName(source.Name));
        Simulations = BitsSimulation.AllFromScript(source.Script, settings.ApplyTo, job => Prepare(job, settings));
    }

    /// <summary>The name that the scenario has, or that of its file.</summary>
    internal string Title { get; }

    /// <summary>The managers of the scenario.</summary>
    internal IReadOnlyList<BitsSimulation> Simulations { get; }

    /// <summary>What was refused, so that the run ended there; null: nothing was.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>The jobs of all managers in the order of the scenario.</summary>
    internal IReadOnlyList<BackgroundCopyJob> Jobs => [.. Simulations.SelectMany(simulation => simulation.ScriptJobs)];

    /// <summary>How each job ended, or how it stands.</summary>
    internal IReadOnlyList<Outcome> Outcomes => [.. Jobs.Select(job =>
    {
        RetryStatus status = job.RetryStatus;
        return new Outcome(job.State, job.Error?.Code ?? 0, status.Since, status.Attempts, job.Progress.BytesTransferred, Lost: null) { IsRefused = Refusal is not null };
    })];

    /// <summary>Runs until every job has ended, or as long as the scenario or the command line says. The caller disposes it.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="settings">What replaces the settings of the scenario.</param>
    /// <param name="progress">Where to tell how far it is.</param>
    /// <exception cref="CommandException">The scenario cannot be set up.</exception>
    internal static ScenarioRun Simulate(ScenarioSource source, RetrySettings settings, ProgressLine progress)
    {
        ScenarioRun? run = null;
        try
        {
            run = new ScenarioRun(source, settings);
            run.ToEnd(settings.RunFor ?? source.Script.RunFor ?? DefaultRun, progress);
            return run;
        }
        catch (SimulationScriptException exception) when (run is not null)
        {
            run.Refusal = exception.Message;
            return run;
        }
        catch (Exception exception) when (exception is ArgumentException or BitsException or UnauthorizedAccessException)
        {
            throw CommandException.Input($"{source.Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Of a run that is shown: what was refused is a mistake of the scenario.</summary>
    internal void ThrowIfRefused()
    {
        if (Refusal is not null)
        {
            throw CommandException.Input($"{_source.Name}: {Refusal}");
        }
    }

    public void Dispose()
    {
        foreach (BitsSimulation simulation in Simulations)
        {
            simulation.Dispose();
        }
    }

    private static TimeSpan Shorter(TimeSpan run, TimeSpan left) => run < left ? run : left;

    private void Prepare(BackgroundCopyJob job, RetrySettings settings)
    {
        settings.ApplyTo(job);
        if (job.NotifyInterface is null)
        {
            _clients.Add(job);
            Register(job);
        }
    }

    private static void Register(BackgroundCopyJob job) => job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = static done => done.Complete() };

    private void ToEnd(TimeSpan runFor, ProgressLine progress)
    {
        progress.Begin(Title);
        SimulatedClock clock = Simulations[0].Clock;
        clock.RunUntil(
            () =>
            {
                progress.Report(clock.Elapsed);
                RegisterAgain();
                return Simulations.All(simulation => simulation.ScriptIsOver);
            },
            // No simulation runs beyond the end of the calendar.
            Shorter(runFor, DateTimeOffset.MaxValue - clock.GetUtcNow()));
    }

    /// <summary>A restart of the service makes it forget callbacks; a program that looks after its job sets its own again.</summary>
    private void RegisterAgain()
    {
        foreach (BackgroundCopyJob job in _clients)
        {
            if (job.NotifyInterface is null && !SimulatedDownload.IsFinal(job.State))
            {
                Register(job);
            }
        }
    }
}
