namespace Bits.RetrySim.Tests;

/// <summary>The ten conditions that make a job wait (RETRY-16), each called by the reason that a waiting job's status gives.</summary>
internal static class NetworkCondition
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

    /// <summary>A service whose jobs do not run while the network roams, so that cost can block them.</summary>
    public static ManualService Service(Action<BackgroundCopyManagerOptions>? configure = null) => new(options =>
    {
        options.Readings.DefaultCostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        configure?.Invoke(options);
    });

    public static string CodeOf(RetryReason condition) => condition switch
    {
        RetryReason.BlockedByNetwork => "80200010",
        RetryReason.BlockedByStandby => "80200065",
        RetryReason.BlockedByBandwidthPolicy => "8020003E",
        RetryReason.BlockedByCost => "80200059",
        RetryReason.BlockedByBatteryPolicy => "80200067",
        RetryReason.BlockedByBatterySaver => "80200068",
        RetryReason.BlockedByGameMode => "8020006F",
        RetryReason.BlockedByBackgroundAccess => "8020006E",
        RetryReason.BlockedBySystemPolicy => "80200070",
        RetryReason.BlockedByLockedVolume => "8020000D",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Not a condition."),
    };

    public static bool HoldsForForeground(RetryReason condition) => condition
        is RetryReason.BlockedByNetwork
        or RetryReason.BlockedByStandby
        or RetryReason.BlockedByCost
        or RetryReason.BlockedByBatteryPolicy
        or RetryReason.BlockedBySystemPolicy
        or RetryReason.BlockedByLockedVolume;

    public static void Begin(this ManualService service, RetryReason condition) => Set(service, condition, holds: true);

    public static void End(this ManualService service, RetryReason condition) => Set(service, condition, holds: false);

    private static void Set(ManualService service, RetryReason condition, bool holds)
    {
        BitsEnvironment environment = service.Environment;
        switch (condition)
        {
            case RetryReason.BlockedByNetwork:
                environment.NetworkAvailable = !holds;
                break;
            case RetryReason.BlockedByStandby:
                environment.Standby = holds;
                break;
            case RetryReason.BlockedByBandwidthPolicy:
                service.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = holds ? new BandwidthLimit(0, 0, 0) : null });
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
