namespace Bits.RetrySim;

/// <summary>What changes around the jobs of a <see cref="SimulationScript"/> at one instant; see <see cref="BitsEnvironment"/>.</summary>
/// <remarks>What is <see langword="null"/> stays as it is.</remarks>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptChange
{
    internal SimulationScriptChange(TimeSpan at) => At = at;

    /// <summary>When (<c>at</c>), since the simulation's start.</summary>
    public TimeSpan At { get; }

    /// <summary>Whether there is a network (<c>network</c>: <c>"up"</c> or <c>"down"</c>).</summary>
    public bool? NetworkAvailable { get; internal init; }

    /// <summary>Whether the network has another address, but was never lost (<c>network</c>: <c>"changed"</c>).</summary>
    public bool NetworkChanges { get; internal init; }

    /// <summary>Whether the computer goes to standby (<c>standby</c>).</summary>
    public bool? Standby { get; internal init; }

    /// <summary>Whether the battery policy makes jobs wait (<c>batteryPolicyBlocks</c>).</summary>
    public bool? BatteryPolicyBlocks { get; internal init; }

    /// <summary>Whether battery saver is on (<c>batterySaver</c>).</summary>
    public bool? BatterySaver { get; internal init; }

    /// <summary>Whether game mode is on (<c>gameMode</c>).</summary>
    public bool? GameMode { get; internal init; }

    /// <summary>Whether background work is not allowed (<c>backgroundAccessBlocked</c>).</summary>
    public bool? BackgroundAccessBlocked { get; internal init; }

    /// <summary>Whether the system's policy stops all transfers (<c>systemPolicyBlocks</c>).</summary>
    public bool? SystemPolicyBlocks { get; internal init; }

    /// <summary>What the network costs (<c>costState</c>: one state's name, such as <c>"roaming"</c>).</summary>
    public BackgroundCopyCostStates? CostState { get; internal init; }

    /// <summary>The user who logs on (<c>logOn</c>).</summary>
    public string? LogOn { get; internal init; }

    /// <summary>The user who logs off (<c>logOff</c>), one who owns jobs.</summary>
    public string? LogOff { get; internal init; }

    /// <summary>The root of the volume that is locked (<c>lockVolume</c>).</summary>
    public string? LockVolume { get; internal init; }

    /// <summary>The root of the volume that is available again (<c>unlockVolume</c>).</summary>
    public string? UnlockVolume { get; internal init; }

    /// <summary>The group policy from now on (<c>policy</c>).</summary>
    public GroupPolicy? Policy { get; internal init; }

    /// <summary>How far the system clock is set forward or, if negative, back (<c>stepSystemTime</c>); see <see cref="SimulatedClock.StepSystemTime"/>.</summary>
    public TimeSpan? SystemTimeStep { get; internal init; }

    /// <summary>Whether the service stops and starts again (<c>restartService</c>).</summary>
    public bool RestartsService { get; internal init; }

    /// <summary>How long the machine sleeps (<c>sleep</c>), after all that is due at this instant; see <see cref="SimulatedClock.Sleep"/>.</summary>
    public TimeSpan? Sleep { get; internal init; }

    /// <summary>Whether the monotonic clock runs on during the sleep (<c>countsSleep</c>).</summary>
    /// <value><see langword="true"/> when the script does not say.</value>
    public bool CountsSleep { get; internal init; } = true;

    /// <param name="simulation">What it changes.</param>
    /// <param name="users">The users by their names.</param>
    internal void ApplyTo(BitsSimulation simulation, IReadOnlyDictionary<string, BackgroundCopyUser> users)
    {
        BitsEnvironment environment = simulation.Environment;
        environment.NetworkAvailable = NetworkAvailable ?? environment.NetworkAvailable;
        Act(NetworkChanges ? environment : null, static changed => changed.NetworkChanged());
        environment.Standby = Standby ?? environment.Standby;
        environment.BatteryPolicyBlocks = BatteryPolicyBlocks ?? environment.BatteryPolicyBlocks;
        environment.BatterySaver = BatterySaver ?? environment.BatterySaver;
        environment.GameMode = GameMode ?? environment.GameMode;
        environment.BackgroundAccessBlocked = BackgroundAccessBlocked ?? environment.BackgroundAccessBlocked;
        environment.SystemPolicyBlocks = SystemPolicyBlocks ?? environment.SystemPolicyBlocks;
        environment.CostState = CostState ?? environment.CostState;
        Act(LogOn, name => environment.LogOn(users[name]));
        Act(LogOff, name => environment.LogOff(users[name]));
        Act(LockVolume, environment.LockVolume);
        Act(UnlockVolume, environment.UnlockVolume);
        Act(Policy, simulation.Manager.ApplyPolicy);
        Act(SystemTimeStep is null ? null : simulation.Clock, clock => clock.StepSystemTime(SystemTimeStep!.Value));
        Act(RestartsService ? simulation.Manager : null, static manager => manager.RestartService());
        if (Sleep is { } sleep)
        {
            // What is due at this instant comes first: a timer's turn is after that of the managers.
            SimulatedClock clock = simulation.Clock;
            clock.CreateTimer(_ => clock.SleepWithin(sleep, CountsSleep), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Act<T>(T? value, Action<T> act)
        where T : class
    {
        if (value is not null)
        {
            act(value);
        }
    }
}
