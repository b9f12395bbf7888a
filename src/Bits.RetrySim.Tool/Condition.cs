using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>Something outside a job that may keep it waiting.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Set">Makes it so, or ends it.</param>
/// <param name="Script">The same as a change of a scenario; null where a scenario cannot say it.</param>
internal sealed record Condition(string Name, Action<BackgroundCopyManager, bool> Set, Func<bool, (string Field, JsonNode Value)>? Script)
{
    private const string Volume = "C:";

    internal static IReadOnlyList<Condition> All { get; } =
    [
        new("no network", (bits, on) => bits.Environment.NetworkAvailable = !on, on => ("network", on ? "down" : "up")),
        new("standby", (bits, on) => bits.Environment.Standby = on, on => ("standby", on)),
        new("zero bandwidth", (bits, on) => bits.ApplyPolicy(bits.Policy with { MaxInternetBandwidth = on ? new BandwidthLimit(0, 0, 0) : null }), Script: null),
        new("battery policy", (bits, on) => bits.Environment.BatteryPolicyBlocks = on, on => ("batteryPolicyBlocks", on)),
        new("battery saver", (bits, on) => bits.Environment.BatterySaver = on, on => ("batterySaver", on)),
        new("game mode", (bits, on) => bits.Environment.GameMode = on, on => ("gameMode", on)),
        new("no background work", (bits, on) => bits.Environment.BackgroundAccessBlocked = on, on => ("backgroundAccessBlocked", on)),
        new("system policy", (bits, on) => bits.Environment.SystemPolicyBlocks = on, on => ("systemPolicyBlocks", on)),
        new("locked volume", SetLocked, on => (on ? "lockVolume" : "unlockVolume", Volume + '\\')),
    ];

    /// <summary>A costly network, which holds back a job by the job's own settings, not by its priority.</summary>
    internal static Condition Cost { get; } = new(
        "cost of the network",
        (bits, on) => bits.Environment.CostState = on ? BackgroundCopyCostStates.Roaming : BackgroundCopyCostStates.Unrestricted,
        on => ("costState", on ? "roaming" : "unrestricted"));

    /// <summary>Whether a job of that priority does not run while it lasts.</summary>
    internal bool HoldsBack(BackgroundCopyJobPriority priority, ProgressLine progress)
    {
        using SimulatedDownload download = new(new RetrySettings(Priority: priority), progress);
        Set(download.Bits.Manager, true);
        download.Job.Resume();
        download.Bits.Clock.Advance(TimeSpan.Zero);
        return download.Job.State != BackgroundCopyJobState.Transferring;
    }

    private static void SetLocked(BackgroundCopyManager bits, bool locked)
    {
        if (locked)
        {
            bits.Environment.LockVolume(Volume);
        }
        else
        {
            bits.Environment.UnlockVolume(Volume);
        }
    }
}
