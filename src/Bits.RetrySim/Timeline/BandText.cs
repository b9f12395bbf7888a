namespace Bits.RetrySim;

/// <summary>What a band is called.</summary>
internal static class BandText
{
    internal static string Of(TimelineBand band) => SafeText.OneLine((band.IsOutage, band.Label.Length) switch
    {
        (false, _) => band.Label,
        (true, 0) => CodeText.Short(band.HResult),
        (true, _) => $"{CodeText.Short(band.HResult)}, {band.Label}",
    });

    /// <summary>What a change of the surroundings begins, in a few words; null if it begins nothing that keeps jobs waiting.</summary>
    internal static string? Of(EnvironmentChange change) => change switch
    {
        { Kind: EnvironmentChangeKind.Logon, Holds: false } => "logged off: " + change.Name,
        { Kind: EnvironmentChangeKind.BackgroundLimit, BitsPerSecond: 0, Priority: { } priority } => $"no transfers of {priority} priority by policy",
        { Kind: EnvironmentChangeKind.BackgroundLimit, BitsPerSecond: 0 } => "no background transfers by policy",
        { Kind: EnvironmentChangeKind.CostState, CostState: not BackgroundCopyCostStates.Unrestricted } => $"cost: {change.CostState}",
        { Kind: EnvironmentChangeKind.VolumeLock, Holds: true } => change.ToString(),
        { IsBlock: true, Holds: true } => Words(change.Kind),
        _ => null,
    };

    private static string Words(EnvironmentChangeKind condition) => condition switch
    {
        EnvironmentChangeKind.Network => "no network",
        EnvironmentChangeKind.Standby => "standby",
        EnvironmentChangeKind.BatteryPolicy => "on battery",
        EnvironmentChangeKind.BatterySaver => "battery saver",
        EnvironmentChangeKind.GameMode => "game mode",
        EnvironmentChangeKind.BackgroundAccess => "no background work",
        EnvironmentChangeKind.SystemPolicy => "system policy",
        _ => condition.ToString(),
    };
}
