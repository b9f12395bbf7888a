namespace Bits.RetrySim.Tests;

/// <summary>The ten conditions that make a job wait (RETRY-16), each called by the reason that a waiting job's status gives.</summary>
internal static class Blocking
{
    /// <summary>Which of several counts: the order of OQ-39, which a locked volume comes after.</summary>
    public static readonly IReadOnlyList<RetryReason> InOrder =
    [
        RetryReason.BlockedByNetwork,
        RetryReason.BlockedByStandby,
        RetryReason.BlockedByBandwidthPolicy,
        RetryReason.BlockedByCost,
        RetryReason.BlockedByBatteryPolicy,
        RetryReason.BlockedByBatterySaver,
        RetryReason.BlockedByGameMode,
        RetryReason.BlockedByBackgroundAccess,
        RetryReason.BlockedBySystemPolicy,
        RetryReason.BlockedByLockedVolume,
    ];

    /// <summary>A bench whose jobs do not run while the network roams, so that cost can block them.</summary>
    public static Bench NewBench(Action<BackgroundCopyManagerOptions>? configure = null) => new(options =>
    {
        options.Readings.DefaultCostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        configure?.Invoke(options);
    });

    public static int CodeOf(RetryReason condition) => condition switch
    {
        RetryReason.BlockedByNetwork => unchecked((int)0x80200010),
        RetryReason.BlockedByStandby => unchecked((int)0x80200065),
        RetryReason.BlockedByBandwidthPolicy => unchecked((int)0x8020003E),
        RetryReason.BlockedByCost => unchecked((int)0x80200059),
        RetryReason.BlockedByBatteryPolicy => unchecked((int)0x80200067),
        RetryReason.BlockedByBatterySaver => unchecked((int)0x80200068),
        RetryReason.BlockedByGameMode => unchecked((int)0x8020006F),
        RetryReason.BlockedByBackgroundAccess => unchecked((int)0x8020006E),
        RetryReason.BlockedBySystemPolicy => unchecked((int)0x80200070),
        RetryReason.BlockedByLockedVolume => unchecked((int)0x8020000D),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Not a condition."),
    };

    public static bool HoldsForForeground(RetryReason condition) => condition
        is RetryReason.BlockedByNetwork
        or RetryReason.BlockedByStandby
        or RetryReason.BlockedByCost
        or RetryReason.BlockedByBatteryPolicy
        or RetryReason.BlockedByGameMode
        or RetryReason.BlockedBySystemPolicy
        or RetryReason.BlockedByLockedVolume;

    /// <summary>Lets a condition begin. For cost to count, the job's flags must leave out Roaming.</summary>
    public static void Block(this BackgroundCopyManager manager, RetryReason condition) => Set(manager, condition, holds: true);

    public static void Unblock(this BackgroundCopyManager manager, RetryReason condition) => Set(manager, condition, holds: false);

    private static void Set(BackgroundCopyManager manager, RetryReason condition, bool holds)
    {
        BitsEnvironment environment = manager.Environment;
        switch (condition)
        {
            case RetryReason.BlockedByNetwork:
                environment.NetworkAvailable = !holds;
                break;
            case RetryReason.BlockedByStandby:
                environment.Standby = holds;
                break;
            case RetryReason.BlockedByBandwidthPolicy:
                manager.ApplyPolicy(manager.Policy with { MaxInternetBandwidth = holds ? new BandwidthLimit(0, 0, 0) : null });
                break;
            case RetryReason.BlockedByCost:
                environment.CostState = holds ? BackgroundCopyCostStates.Roaming : BackgroundCopyCostStates.Unrestricted;
                break;
            case RetryReason.BlockedByBatteryPolicy:
                environment.BatteryPolicyBlocks = holds;
                break;
            case RetryReason.BlockedByBatterySaver:
                environment.BatterySaver = holds;
                break;
            case RetryReason.BlockedByGameMode:
                environment.GameMode = holds;
                break;
            case RetryReason.BlockedByBackgroundAccess:
                environment.BackgroundAccessBlocked = holds;
                break;
            case RetryReason.BlockedBySystemPolicy:
                environment.SystemPolicyBlocks = holds;
                break;
            case RetryReason.BlockedByLockedVolume when holds:
                environment.LockVolume(@"C:\");
                break;
            case RetryReason.BlockedByLockedVolume:
                environment.UnlockVolume(@"C:\");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), condition, "Not a condition.");
        }
    }
}
