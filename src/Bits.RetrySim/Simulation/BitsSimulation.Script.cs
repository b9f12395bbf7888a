namespace Bits.RetrySim;

/// <content>Simulations from scripts.</content>
public sealed partial class BitsSimulation
{
    private ScriptStage? _stage;

    /// <summary>The jobs of the script that have been created so far, in the order of the script, whoever owns them; also those that have ended.</summary>
    /// <value>A snapshot; empty for a simulation without a script.</value>
    public IReadOnlyList<BackgroundCopyJob> ScriptJobs => [.. _stage?.Jobs ?? []];

    /// <summary>
    /// Whether the script has nothing more to say: every step of it is done, no client of it polls, and each of its jobs has ended or is in ERROR. What a test
    /// does by itself does not count.
    /// </summary>
    /// <value>True for a simulation without a script.</value>
    public bool ScriptIsOver => _stage?.IsOver ?? true;

    /// <summary>
    /// Sets up a simulation as a script says: clock, policy, network, changes of the surroundings, and jobs with their settings and files,
    /// each resumed at its instant. Nothing has happened yet; advance the clock.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What the script says for one instant happens in this order: network, local files, surroundings, jobs; each in the order of the script, before
    /// everything else that is due then. What a manager or a job refuses at its instant is thrown by the call that advances, as
    /// <see cref="SimulationScriptException"/> with the place in the script.
    /// </para>
    /// <para>An advance whose end lies within a scripted sleep returns when the machine wakes: code under test sleeps with it.</para>
    /// </remarks>
    /// <param name="script">The script; its <see cref="SimulationScript.RunFor"/> is left to the caller.</param>
    /// <returns>The simulation; <see cref="ScriptJobs"/> gives the jobs.</returns>
    /// <exception cref="ArgumentException">
    /// The script is null, has several managers (<see cref="AllFromScript(SimulationScript)"/> sets them up), or a file's name or a volume in it is not
    /// acceptable (E_INVALIDARG).
    /// </exception>
    /// <exception cref="BitsException">The script has more jobs or files than its policy allows (BG_E_TOO_MANY_...).</exception>
    /// <exception cref="UnauthorizedAccessException">A local name cannot be written, as the script says (E_ACCESSDENIED).</exception>
    public static BitsSimulation FromScript(SimulationScript script) => FromScript(script, configure: null);

    /// <summary>As <see cref="FromScript(SimulationScript)"/>, with other options, such as other <see cref="BackgroundCopyManagerOptions.Readings"/>.</summary>
    /// <param name="script">The script; its <see cref="SimulationScript.RunFor"/> is left to the caller.</param>
    /// <param name="configure">Changes the options before the manager starts, after what the script says of them; null changes none.</param>
    /// <returns>The simulation; <see cref="ScriptJobs"/> gives the jobs.</returns>
    /// <exception cref="ArgumentException">As for <see cref="FromScript(SimulationScript)"/>, or the options hold unusable values (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    public static BitsSimulation FromScript(SimulationScript script, Action<BackgroundCopyManagerOptions>? configure)
    {
        if (script is null)
        {
            throw Failure.Null(nameof(script));
        }

        return script.ManagerCount == 1
            ? AllFromScript(script, configure, prepare: null)[0]
            : throw Failure.InvalidArgument(nameof(script), $"The script has {script.ManagerCount} managers; BitsSimulation.AllFromScript sets them up.");
    }

    /// <summary>Sets up a simulation for each manager of a script, all on one clock, as <see cref="FromScript(SimulationScript)"/> does for one.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The simulations in the order of the script, to be disposed each; the first one is that of the script itself.</returns>
    /// <exception cref="ArgumentException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    /// <exception cref="BitsException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    public static IReadOnlyList<BitsSimulation> AllFromScript(SimulationScript script) => AllFromScript(script, configure: null, prepare: null);

    /// <summary>As <see cref="AllFromScript(SimulationScript)"/>, with other options, and with a client for the jobs.</summary>
    /// <param name="script">The script.</param>
    /// <param name="configure">Changes the options of each manager before it starts, after what the script says of them; null changes none.</param>
    /// <param name="prepare">
    /// Is given each job once it is created and set up as the script says, before it is resumed: to set its callback, for example. Null does nothing.
    /// </param>
    /// <returns>The simulations in the order of the script, to be disposed each.</returns>
    /// <exception cref="ArgumentException">As for <see cref="FromScript(SimulationScript)"/>, or the options hold unusable values (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">As for <see cref="FromScript(SimulationScript)"/>.</exception>
    public static IReadOnlyList<BitsSimulation> AllFromScript(
        SimulationScript script, Action<BackgroundCopyManagerOptions>? configure, Action<BackgroundCopyJob>? prepare)
    {
        if (script is null)
        {
            throw Failure.Null(nameof(script));
        }

        SimulatedClock clock = new(script.Start ?? Defaults.SimulationStart, script.TimeZone ?? TimeZoneInfo.Utc);
        List<BitsSimulation> simulations = [];
        try
        {
            foreach (ScriptMachine machine in script.Machines)
            {
                SimulatedNetwork? shared = machine.Network is null && simulations.Count > 0 ? simulations[0].Network : null;
                BitsSimulation simulation = new(
                    options =>
                    {
                        options.Transport = shared ?? options.Transport;
                        machine.ApplyTo(options);
                        configure?.Invoke(options);
                    },
                    clock);
                simulations.Add(simulation);
                simulation.Network.Wording = Wording.Json;
                simulation._stage = new ScriptStage(simulation, machine, prepare);
                simulation._stage.SetUp(shared is null ? machine.Network ?? script.Network : null);
            }
        }
        catch
        {
            simulations.ForEach(static simulation => simulation.Dispose());
            throw;
        }

        return simulations;
    }
}
