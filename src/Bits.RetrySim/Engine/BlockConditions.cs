namespace Bits.RetrySim;

/// <summary>What can block a job, each bit one condition, in the order in which they count when several hold (RETRY-16, OQ-39).</summary>
[Flags]
internal enum BlockConditions : ushort
{
    None = 0,
    Network = 1 << 0,
    Standby = 1 << 1,
    Bandwidth = 1 << 2,
    Cost = 1 << 3,
    BatteryPolicy = 1 << 4,
    BatterySaver = 1 << 5,
    GameMode = 1 << 6,
    BackgroundAccess = 1 << 7,
    SystemPolicy = 1 << 8,

    /// <summary>Not ranked by OQ-39; it comes last, and holds for foreground jobs too: no priority opens a locked volume.</summary>
    VolumeLocked = 1 << 9,

    /// <summary>The conditions that hold for foreground jobs too (OQ-39).</summary>
    Foreground = Network | Standby | Cost | BatteryPolicy | SystemPolicy | VolumeLocked,
}
