using System.Globalization;

namespace Bits.RetrySim;

/// <summary>The words in which changes of the surroundings are recorded, and what they say of a timeline's bands: written and read in one place.</summary>
internal static class EnvironmentText
{
    private const string BlockBegins = " block begins";
    private const string BlockEnds = " block ends";
    private const string CostPrefix = "cost state ";
    private const string VolumePrefix = "volume ";
    private const string Locked = " locked";
    private const string Unlocked = " unlocked";
    private const string LoggedOn = " logged on";
    private const string LoggedOff = " logged off";
    private const string LimitPrefix = "background limit ";

    internal static string Block(BlockConditions condition, bool holds) => condition + (holds ? BlockBegins : BlockEnds);

    /// <summary>Whether a change is the return of the network, with which all waiting jobs are tried at once (NET-2).</summary>
    internal static bool IsReconnect(string detail) => detail == Block(BlockConditions.Network, holds: false);

    internal static string Cost(BackgroundCopyCostStates state) => CostPrefix + state;

    internal static string Volume(string root, bool isLocked) => VolumePrefix + root + (isLocked ? Locked : Unlocked);

    internal static string Logon(string user, bool isLoggedOn) => user + (isLoggedOn ? LoggedOn : LoggedOff);

    internal static string BackgroundLimit(long? bitsPerSecond) =>
        LimitPrefix + (bitsPerSecond is { } bits ? string.Create(CultureInfo.InvariantCulture, $"{bits} bit/s") : "none");

    /// <summary>Reads whether a change begins or ends a band.</summary>
    /// <param name="detail">The detail of an environment event.</param>
    /// <param name="key">What changed: at most one band of a key is open at a time.</param>
    /// <param name="label">The band that begins; null if the one that was open ends.</param>
    /// <returns>Whether it does either.</returns>
    internal static bool TryRead(string detail, out string key, out string? label)
    {
        (key, label) = detail switch
        {
            _ when Before(detail, BlockBegins) is { } block => (block, Words(block)),
            _ when Before(detail, BlockEnds) is { } block => (block, null),
            _ when Before(detail, LoggedOff) is { } user => (user + LoggedOn, "logged off: " + user),
            _ when Before(detail, LoggedOn) is { } => (detail, null),
            _ when After(detail, LimitPrefix) is { } limit => (LimitPrefix, limit == "0 bit/s" ? "no background transfers by policy" : null),
            _ when After(detail, CostPrefix) is { } cost => (CostPrefix, cost == nameof(BackgroundCopyCostStates.Unrestricted) ? null : "cost: " + cost),
            _ when After(detail, VolumePrefix) is { } && Before(detail, Unlocked) is { } volume => (volume, null),
            _ when After(detail, VolumePrefix) is { } && Before(detail, Locked) is { } volume => (volume, detail),
            _ => ("", (string?)null),
        };
        return key.Length > 0;
    }

    private static string Words(string condition) => condition switch
    {
        nameof(BlockConditions.Network) => "no network",
        nameof(BlockConditions.Standby) => "standby",
        nameof(BlockConditions.BatteryPolicy) => "on battery",
        nameof(BlockConditions.BatterySaver) => "battery saver",
        nameof(BlockConditions.GameMode) => "game mode",
        nameof(BlockConditions.BackgroundAccess) => "no background work",
        nameof(BlockConditions.SystemPolicy) => "system policy",
        _ => condition,
    };

    private static string? Before(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : null;

    private static string? After(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
