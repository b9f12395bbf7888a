namespace Bits.RetrySim.Tool;

/// <summary>Something outside a job that may keep it waiting.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Begin">Makes it so.</param>
internal sealed record Condition(string Name, Action<BitsSimulation> Begin)
{
    internal static IReadOnlyList<Condition> All { get; } =
    [
        new("no network", bits => bits.Environment.NetworkAvailable = false),
        new("standby", bits => bits.Environment.Standby = true),
        new("zero bandwidth", bits => bits.Manager.ApplyPolicy(bits.Manager.Policy with { MaxInternetBandwidth = new BandwidthLimit(0, 0, 0) })),
        new("battery policy", bits => bits.Environment.BatteryPolicyBlocks = true),
        new("battery saver", bits => bits.Environment.BatterySaver = true),
        new("game mode", bits => bits.Environment.GameMode = true),
        new("no background work", bits => bits.Environment.BackgroundAccessBlocked = true),
        new("system policy", bits => bits.Environment.SystemPolicyBlocks = true),
        new("locked volume", bits => bits.Environment.LockVolume("C:")),
    ];

    /// <summary>Whether a job of that priority does not run while it lasts.</summary>
    internal bool HoldsBack(BackgroundCopyJobPriority priority, ProgressLine progress)
    {
        using SimulatedDownload download = new(new RetrySettings(Priority: priority), progress);
        Begin(download.Bits);
        download.Job.Resume();
        download.Bits.Clock.Advance(TimeSpan.Zero);
        return download.Job.State != BackgroundCopyJobState.Transferring;
    }
}
