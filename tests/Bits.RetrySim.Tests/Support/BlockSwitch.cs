namespace Bits.RetrySim.Tests;

/// <summary>The conditions that block jobs, by the names the rules give them, and the way to let each begin and end.</summary>
internal static class BlockSwitch
{
    /// <summary>Name, code, and whether foreground jobs are blocked too; in the order of OQ-39, the locked volume last.</summary>
    internal static readonly IReadOnlyList<(string Name, int Code, bool Foreground)> All =
    [
        ("network", unchecked((int)0x80200010), true),
        ("standby", unchecked((int)0x80200065), true),
        ("bandwidth", unchecked((int)0x8020003E), false),
        ("cost", unchecked((int)0x80200059), true),
        ("battery policy", unchecked((int)0x80200067), true),
        ("battery saver", unchecked((int)0x80200068), false),
        ("game mode", unchecked((int)0x8020006F), false),
        ("background access", unchecked((int)0x8020006E), false),
        ("system policy", unchecked((int)0x80200070), true),
        ("volume", unchecked((int)0x8020000D), true),
    ];

    internal static TheoryData<string> Names => new(All.Select(block => block.Name));

    internal static int CodeOf(string name) => All.Single(block => block.Name == name).Code;

    /// <summary>Begins or ends a block. For cost to count, the job's flags must leave out Roaming.</summary>
    internal static void Set(BackgroundCopyManager manager, string name, bool holds)
    {
        BitsEnvironment environment = manager.Environment;
        switch (name)
        {
            case "network":
                environment.NetworkAvailable = !holds;
                break;
            case "standby":
                environment.Standby = holds;
                break;
            case "bandwidth":
                manager.ApplyPolicy(manager.Policy with { MaxInternetBandwidth = holds ? new BandwidthLimit(0, 0, 0) : null });
                break;
            case "cost":
                environment.CostState = holds ? BackgroundCopyCostStates.Roaming : BackgroundCopyCostStates.Unrestricted;
                break;
            case "battery policy":
                environment.BatteryPolicyBlocks = holds;
                break;
            case "battery saver":
                environment.BatterySaver = holds;
                break;
            case "game mode":
                environment.GameMode = holds;
                break;
            case "background access":
                environment.BackgroundAccessBlocked = holds;
                break;
            case "system policy":
                environment.SystemPolicyBlocks = holds;
                break;
            case "volume" when holds:
                environment.LockVolume(@"C:\");
                break;
            case "volume":
                environment.UnlockVolume(@"C:\");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "No such block.");
        }
    }
}
