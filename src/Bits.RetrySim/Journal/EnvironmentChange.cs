namespace Bits.RetrySim;

/// <summary>Something around the jobs that changed.</summary>
/// <param name="Kind">What it is about.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record EnvironmentChange(EnvironmentChangeKind Kind)
{
    internal static readonly EnvironmentChange PolicyApplied = new(EnvironmentChangeKind.PolicyApplied);

    internal static readonly EnvironmentChange ServiceRestarted = new(EnvironmentChangeKind.ServiceRestarted);

    internal static readonly EnvironmentChange NetworkChanged = new(EnvironmentChangeKind.NetworkChanged);

    /// <summary>Whether it holds from now on: the condition blocks, the volume is locked, the user is logged on.</summary>
    /// <value>False also for what neither begins nor ends.</value>
    public bool Holds { get; init; }

    /// <summary>The root of the volume, or the name of the user.</summary>
    /// <value>Empty for every other kind.</value>
    public string Name { get; init; } = "";

    /// <summary>What the network costs from now on.</summary>
    /// <value>Null for every other kind.</value>
    public BackgroundCopyCostStates? CostState { get; init; }

    /// <summary>The limit of background transfers from now on; 0: none may run.</summary>
    /// <value>Null if there is none, and for every other kind.</value>
    public long? BitsPerSecond { get; init; }

    /// <summary>The priority that the limit concerns.</summary>
    /// <value>Null if it concerns all background transfers, and for every other kind.</value>
    public BackgroundCopyJobPriority? Priority { get; init; }

    /// <summary>Whether it is the begin or the end of a condition that blocks jobs.</summary>
    internal bool IsBlock => Kind is EnvironmentChangeKind.Network or EnvironmentChangeKind.Standby or EnvironmentChangeKind.BatteryPolicy
        or EnvironmentChangeKind.BatterySaver or EnvironmentChangeKind.GameMode or EnvironmentChangeKind.BackgroundAccess
        or EnvironmentChangeKind.SystemPolicy;

    /// <summary>Whether it is the return of the network, with which all waiting jobs are tried at once (NET-2).</summary>
    internal bool IsReconnect => Kind == EnvironmentChangeKind.Network && !Holds;

    /// <summary>The change as a sentence, the same in every culture.</summary>
    /// <returns>A few words.</returns>
    public override string ToString() => EventText.Of(this);

    internal static EnvironmentChange Block(BlockConditions condition, bool holds) => new(KindOf(condition)) { Holds = holds };

    internal static EnvironmentChange Cost(BackgroundCopyCostStates state) => new(EnvironmentChangeKind.CostState) { CostState = state };

    internal static EnvironmentChange Volume(string root, bool isLocked) => new(EnvironmentChangeKind.VolumeLock) { Name = root, Holds = isLocked };

    internal static EnvironmentChange Logon(string user, bool isLoggedOn) => new(EnvironmentChangeKind.Logon) { Name = user, Holds = isLoggedOn };

    internal static EnvironmentChange BackgroundLimit(long? bitsPerSecond, BackgroundCopyJobPriority? priority = null) =>
        new(EnvironmentChangeKind.BackgroundLimit) { BitsPerSecond = bitsPerSecond, Priority = priority };

    /// <summary>Cost, volumes and bandwidth are no switches, and have changes of their own.</summary>
    private static EnvironmentChangeKind KindOf(BlockConditions condition) => condition switch
    {
        BlockConditions.Network => EnvironmentChangeKind.Network,
        BlockConditions.Standby => EnvironmentChangeKind.Standby,
        BlockConditions.BatteryPolicy => EnvironmentChangeKind.BatteryPolicy,
        BlockConditions.BatterySaver => EnvironmentChangeKind.BatterySaver,
        BlockConditions.GameMode => EnvironmentChangeKind.GameMode,
        BlockConditions.BackgroundAccess => EnvironmentChangeKind.BackgroundAccess,
        BlockConditions.SystemPolicy => EnvironmentChangeKind.SystemPolicy,
        _ => throw new InvalidOperationException($"{condition} is not a condition that is switched."),
    };
}
