namespace Bits.RetrySim;

/// <content>Simulations from scripts.</content>
public sealed partial class BitsSimulation
{
    /// <summary>
    /// Sets up a simulation as a script says: clock, policy, network, changes of the surroundings, and jobs with their settings and files,
    /// each resumed at its instant. Nothing has happened yet; advance the clock.
    /// </summary>
    /// <param name="script">The script; its <see cref="SimulationScript.RunFor"/> is left to the caller.</param>
    /// <returns>The simulation; <see cref="BackgroundCopyManager.EnumJobs()"/> gives the jobs in the order of the script.</returns>
    /// <exception cref="ArgumentException">The script is null, or a file's name or a volume in it is not acceptable (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The script has more jobs or files than its policy allows (BG_E_TOO_MANY_...).</exception>
    public static BitsSimulation FromScript(SimulationScript script) => FromScript(script, configure: null);

    /// <summary>As <see cref="FromScript(SimulationScript)"/>, with other options, such as other <see cref="BackgroundCopyManagerOptions.Readings"/>.</summary>
    /// <param name="script">The script; its <see cref="SimulationScript.RunFor"/> is left to the caller.</param>
    /// <param name="configure">Changes the options before the manager starts, after the script's policy has been set; null changes none.</param>
    /// <returns>The simulation; <see cref="BackgroundCopyManager.EnumJobs()"/> gives the jobs in the order of the script.</returns>
    /// <exception cref="ArgumentException">As for <see cref="FromScript(SimulationScript)"/>, or the options hold unusable values (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    public static BitsSimulation FromScript(SimulationScript script, Action<BackgroundCopyManagerOptions>? configure)
    {
        if (script is null)
        {
            throw Failure.Null(nameof(script));
        }

        SimulatedClock clock = script.Start is { } start ? new SimulatedClock(start) : new SimulatedClock();
        BitsSimulation simulation = new(
            options =>
            {
                options.Policy = script.Policy ?? options.Policy;
                configure?.Invoke(options);
            },
            clock);
        script.ApplyTo(simulation.Network);
        foreach (SimulationScriptChange change in script.Environment)
        {
            simulation.At(change.At, () => Apply(change, simulation.Environment));
        }

        foreach (SimulationScriptJob job in script.Jobs)
        {
            simulation.Create(job);
        }

        return simulation;
    }

    private void Create(SimulationScriptJob script)
    {
        BackgroundCopyJob job = Manager.CreateJob(script.Name);
        job.AddFileSet(script.Files);
        if (script.Priority is { } priority)
        {
            job.Priority = priority;
        }

        if (script.MinimumRetryDelay is { } delay)
        {
            job.MinimumRetryDelay = delay;
        }

        if (script.NoProgressTimeout is { } timeout)
        {
            job.NoProgressTimeout = timeout;
        }

        if (script.MaximumDownloadTime is { } longest)
        {
            job.MaximumDownloadTime = longest;
        }

        At(script.ResumeAt, job.Resume);
    }

    private static void Apply(SimulationScriptChange change, BitsEnvironment environment)
    {
        environment.NetworkAvailable = change.NetworkAvailable ?? environment.NetworkAvailable;
        environment.Standby = change.Standby ?? environment.Standby;
        environment.BatteryPolicyBlocks = change.BatteryPolicyBlocks ?? environment.BatteryPolicyBlocks;
        environment.BatterySaver = change.BatterySaver ?? environment.BatterySaver;
        environment.GameMode = change.GameMode ?? environment.GameMode;
        environment.BackgroundAccessBlocked = change.BackgroundAccessBlocked ?? environment.BackgroundAccessBlocked;
        environment.SystemPolicyBlocks = change.SystemPolicyBlocks ?? environment.SystemPolicyBlocks;
        environment.CostState = change.CostState ?? environment.CostState;
        Act(change.LogOn, name => environment.LogOn(new BackgroundCopyUser(name)));
        Act(change.LogOff, name => environment.LogOff(new BackgroundCopyUser(name)));
        Act(change.LockVolume, environment.LockVolume);
        Act(change.UnlockVolume, environment.UnlockVolume);
    }

    private static void Act(string? value, Action<string> act)
    {
        if (value is not null)
        {
            act(value);
        }
    }
}
