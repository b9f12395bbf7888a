namespace Bits.RetrySim;

/// <summary>What an <see cref="EnvironmentChange"/> is about.</summary>
public enum EnvironmentChangeKind
{
    /// <summary>The network went (<see cref="EnvironmentChange.Holds"/>) or came back.</summary>
    Network = 0,

    /// <summary>Connected standby began or ended.</summary>
    Standby = 1,

    /// <summary>The policy for battery power began or ended to block.</summary>
    BatteryPolicy = 2,

    /// <summary>The battery saver was switched on or off.</summary>
    BatterySaver = 3,

    /// <summary>The game mode was switched on or off.</summary>
    GameMode = 4,

    /// <summary>Background work was forbidden or allowed.</summary>
    BackgroundAccess = 5,

    /// <summary>The system policy began or ended to block.</summary>
    SystemPolicy = 6,

    /// <summary>The network costs something else: <see cref="EnvironmentChange.CostState"/>.</summary>
    CostState = 7,

    /// <summary>The volume <see cref="EnvironmentChange.Name"/> was locked or unlocked.</summary>
    VolumeLock = 8,

    /// <summary>The user <see cref="EnvironmentChange.Name"/> logged on or off.</summary>
    Logon = 9,

    /// <summary>Background transfers have another limit: <see cref="EnvironmentChange.BitsPerSecond"/>.</summary>
    BackgroundLimit = 10,

    /// <summary>Another group policy holds.</summary>
    PolicyApplied = 11,

    /// <summary>The service was stopped and started again.</summary>
    ServiceRestarted = 12,

    /// <summary>The network has another address, adapter, route or profile (NET-11).</summary>
    NetworkChanged = 13,
}
