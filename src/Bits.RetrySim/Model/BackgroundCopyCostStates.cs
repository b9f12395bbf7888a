namespace Bits.RetrySim;

/// <summary>
/// What using the network costs, with the numbers of BITS_COST_STATE. A job's cost flags are the set of states in which it may run; the
/// network is in exactly one of the eight single states (COST-1). The names that begin with Transfer are the sets that BITS predefines;
/// all of them contain <see cref="IgnoreCongestion"/> (COST-2).
/// </summary>
[Flags]
public enum BackgroundCopyCostStates : uint
{
    /// <summary>Use is free and not limited.</summary>
    Unrestricted = 0x1,

    /// <summary>There is a cap; how much of it is used is not known.</summary>
    CappedUsageUnknown = 0x2,

    /// <summary>There is a cap, and it is not near.</summary>
    BelowCap = 0x4,

    /// <summary>There is a cap, and it is almost reached.</summary>
    NearCap = 0x8,

    /// <summary>The cap is exceeded; further use is charged.</summary>
    OvercapCharged = 0x10,

    /// <summary>The cap is exceeded; further use is slowed down.</summary>
    OvercapThrottled = 0x20,

    /// <summary>Every byte is charged.</summary>
    UsageBased = 0x40,

    /// <summary>The network is another provider's, which may charge extra.</summary>
    Roaming = 0x80,

    /// <summary>An option rather than a state: the job also runs while the provider reports congestion.</summary>
    IgnoreCongestion = 0x80000000,

    /// <summary>Every state.</summary>
    TransferAlways = 0x800000FF,

    /// <summary>Every state but <see cref="Roaming"/>.</summary>
    TransferNotRoaming = 0x8000007F,

    /// <summary>Every state in which no surcharge is due: not <see cref="Roaming"/>, not <see cref="OvercapCharged"/>.</summary>
    TransferNoSurcharge = 0x8000006F,

    /// <summary>As <see cref="TransferNoSurcharge"/>, and not <see cref="NearCap"/>.</summary>
    TransferStandard = 0x80000067,

    /// <summary>Only states in which use is free: <see cref="Unrestricted"/> and <see cref="OvercapThrottled"/>.</summary>
    TransferUnrestricted = 0x80000021,
}
