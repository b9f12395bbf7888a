namespace Bits.RetrySim;

/// <summary>Why a job is where it is, and what it waits for (see <see cref="RetryStatus"/>).</summary>
public enum RetryReason
{
    /// <summary>In SUSPENDED: waits for Resume (STATE-4).</summary>
    Suspended = 0,

    /// <summary>In QUEUED: waits for the scheduler (STATE-1).</summary>
    WaitingForTurn = 1,

    /// <summary>In QUEUED: waits for its owner to log on (NET-5).</summary>
    WaitingForLogon = 2,

    /// <summary>In CONNECTING: an attempt is under way (STATE-2).</summary>
    Connecting = 3,

    /// <summary>In TRANSFERRING: bytes may move (STATE-3).</summary>
    Transferring = 4,

    /// <summary>In TRANSIENT_ERROR: waits until the next attempt is due (RETRY-1).</summary>
    WaitingForRetryDelay = 5,

    /// <summary>
    /// In TRANSIENT_ERROR: the job fails when its no-progress timeout is over (RETRY-12), as the retry delay ends after that. With
    /// <see cref="DelayAboveTimeout.FailAtTimeout"/> also when the delay exceeds the whole timeout (RETRY-7).
    /// </summary>
    WaitingForTimeout = 6,

    /// <summary>In TRANSIENT_ERROR: waits for the network (NET-1, BG_E_NETWORK_DISCONNECTED).</summary>
    BlockedByNetwork = 7,

    /// <summary>In TRANSIENT_ERROR: waits until the destination's volume is unlocked (RETRY-14, BG_E_DESTINATION_LOCKED).</summary>
    BlockedByLockedVolume = 8,

    /// <summary>In TRANSIENT_ERROR: waits until the computer wakes (NET-9, BG_E_STANDBY_MODE).</summary>
    BlockedByStandby = 9,

    /// <summary>In TRANSIENT_ERROR: waits until the bandwidth limit is no longer 0 (POLICY-5, BG_E_BLOCKED_BY_POLICY).</summary>
    BlockedByBandwidthPolicy = 10,

    /// <summary>In TRANSIENT_ERROR: waits until the network's cost is one the job allows (COST-1, BG_E_BLOCKED_BY_COST_TRANSFER_POLICY).</summary>
    BlockedByCost = 11,

    /// <summary>In TRANSIENT_ERROR: waits for mains power (NET-9, BG_E_BLOCKED_BY_BATTERY_POLICY).</summary>
    BlockedByBatteryPolicy = 12,

    /// <summary>In TRANSIENT_ERROR: waits until battery saver is off (NET-9, BG_E_BLOCKED_BY_BATTERY_SAVER).</summary>
    BlockedByBatterySaver = 13,

    /// <summary>In TRANSIENT_ERROR: waits until game mode is off (NET-9, BG_E_BLOCKED_BY_GAME_MODE).</summary>
    BlockedByGameMode = 14,

    /// <summary>In TRANSIENT_ERROR: waits until background work is allowed (RETRY-16, BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY).</summary>
    BlockedByBackgroundAccess = 15,

    /// <summary>In TRANSIENT_ERROR: waits until the policy of the system allows transfers (RETRY-16, BG_E_BLOCKED_BY_SYSTEM_POLICY).</summary>
    BlockedBySystemPolicy = 16,

    /// <summary>In ERROR: waits for Resume, Complete or Cancel (RETRY-20).</summary>
    Failed = 17,

    /// <summary>In TRANSFERRED: waits for Complete or Cancel (STATE-7).</summary>
    Transferred = 18,

    /// <summary>In ACKNOWLEDGED or CANCELLED: nothing happens any more (LIFE-7).</summary>
    Finished = 19,

    /// <summary>In TRANSFERRING: the whole file has been sent, and the server application has yet to answer (RETRY-24).</summary>
    WaitingForServerApplication = 20,
}
