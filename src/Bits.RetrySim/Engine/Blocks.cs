using System.Numerics;

namespace Bits.RetrySim;

/// <summary>The code of each of the <see cref="BlockConditions"/>, and the reason it is told by (RETRY-14 to RETRY-16).</summary>
internal static class Blocks
{
    /// <summary>In the order of the conditions' bits.</summary>
    private static readonly int[] Codes =
    [
        HResults.BG_E_NETWORK_DISCONNECTED,
        HResults.BG_E_STANDBY_MODE,
        HResults.BG_E_BLOCKED_BY_POLICY,
        HResults.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY,
        HResults.BG_E_BLOCKED_BY_BATTERY_POLICY,
        HResults.BG_E_BLOCKED_BY_BATTERY_SAVER,
        HResults.BG_E_BLOCKED_BY_GAME_MODE,
        HResults.BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY,
        HResults.BG_E_BLOCKED_BY_SYSTEM_POLICY,
        HResults.BG_E_DESTINATION_LOCKED,
    ];

    /// <summary>The HRESULT of the first of the conditions that hold (OQ-39).</summary>
    internal static int FirstCode(BlockConditions conditions) => Codes[BitOperations.TrailingZeroCount((int)conditions)];

    /// <summary>The condition a job with this error waits for; <see cref="BlockConditions.None"/> for every other code.</summary>
    internal static BlockConditions ConditionOf(int hresult)
    {
        int index = Array.IndexOf(Codes, hresult);
        return index < 0 ? BlockConditions.None : (BlockConditions)(1 << index);
    }

    /// <summary>The reason that stands for a code's condition; null for a code that has none.</summary>
    internal static RetryReason? ReasonOf(int hresult) => ConditionOf(hresult) switch
    {
        BlockConditions.Network => RetryReason.BlockedByNetwork,
        BlockConditions.VolumeLocked => RetryReason.BlockedByLockedVolume,
        BlockConditions.Standby => RetryReason.BlockedByStandby,
        BlockConditions.Bandwidth => RetryReason.BlockedByBandwidthPolicy,
        BlockConditions.Cost => RetryReason.BlockedByCost,
        BlockConditions.BatteryPolicy => RetryReason.BlockedByBatteryPolicy,
        BlockConditions.BatterySaver => RetryReason.BlockedByBatterySaver,
        BlockConditions.GameMode => RetryReason.BlockedByGameMode,
        BlockConditions.BackgroundAccess => RetryReason.BlockedByBackgroundAccess,
        BlockConditions.SystemPolicy => RetryReason.BlockedBySystemPolicy,
        _ => null,
    };
}
