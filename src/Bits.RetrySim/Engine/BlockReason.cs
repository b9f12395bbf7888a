using static Bits.RetrySim.HResults;

namespace Bits.RetrySim;

/// <summary>The reason that stands for each condition a job may wait for (RETRY-14 to RETRY-16).</summary>
internal static class BlockReason
{
    /// <summary>The reason for a condition's code; null for a code that is none of the ten.</summary>
    public static RetryReason? Of(int hresult) => hresult switch
    {
        BG_E_NETWORK_DISCONNECTED => RetryReason.BlockedByNetwork,
        BG_E_DESTINATION_LOCKED => RetryReason.BlockedByLockedVolume,
        BG_E_STANDBY_MODE => RetryReason.BlockedByStandby,
        BG_E_BLOCKED_BY_POLICY => RetryReason.BlockedByBandwidthPolicy,
        BG_E_BLOCKED_BY_COST_TRANSFER_POLICY => RetryReason.BlockedByCost,
        BG_E_BLOCKED_BY_BATTERY_POLICY => RetryReason.BlockedByBatteryPolicy,
        BG_E_BLOCKED_BY_BATTERY_SAVER => RetryReason.BlockedByBatterySaver,
        BG_E_BLOCKED_BY_GAME_MODE => RetryReason.BlockedByGameMode,
        BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY => RetryReason.BlockedByBackgroundAccess,
        BG_E_BLOCKED_BY_SYSTEM_POLICY => RetryReason.BlockedBySystemPolicy,
        _ => null,
    };
}
