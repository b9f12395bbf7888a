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

    /// <summary>The user who logs off (<c>logOff</c>): "user", the owner of all jobs of a script.</summary>
    public string? LogOff { get; internal init; }

    /// <summary>The root of the volume that is locked (<c>lockVolume</c>).</summary>
    public string? LockVolume { get; internal init; }

    /// <summary>The root of the volume that is available again (<c>unlockVolume</c>).</summary>
    public string? UnlockVolume { get; internal init; }
}
