namespace Bits.RetrySim;

/// <summary>What can block a job, each bit one condition, in the order in which they count when several hold (RETRY-16, OQ-39).</summary>
[Flags]
public enum BlockConditions
{
    /// <summary>Nothing blocks.</summary>
    None = 0,

    /// <summary>There is no network (NET-1): 0x80200010.</summary>
    Network = 1 << 0,

    /// <summary>The machine is in connected standby: 0x80200065.</summary>
    Standby = 1 << 1,

    /// <summary>The bandwidth policy allows nothing (POLICY-5): 0x8020003E.</summary>
    Bandwidth = 1 << 2,

    /// <summary>The network's cost is none in which the job may run (COST-1): 0x80200059.</summary>
    Cost = 1 << 3,

    /// <summary>On battery, by policy (NET-9): 0x80200067.</summary>
    BatteryPolicy = 1 << 4,

    /// <summary>Battery saver is on (NET-9): 0x80200068.</summary>
    BatterySaver = 1 << 5,

    /// <summary>Game mode is on (NET-9): 0x8020006F.</summary>
    GameMode = 1 << 6,

    /// <summary>Background access is denied: 0x8020006E.</summary>
    BackgroundAccess = 1 << 7,

    /// <summary>A policy of the system blocks: 0x80200070.</summary>
    SystemPolicy = 1 << 8,

    /// <summary>A volume on which a file is to be is locked (RETRY-14): 0x8020000D. Last in the order.</summary>
    VolumeLocked = 1 << 9,

    /// <summary>All of them.</summary>
    All = (1 << 10) - 1,
}
