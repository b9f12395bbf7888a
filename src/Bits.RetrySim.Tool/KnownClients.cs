namespace Bits.RetrySim.Tool;

/// <summary>Retry settings that well-known clients of BITS ship or shipped with.</summary>
internal static class KnownClients
{
    internal static IReadOnlyList<KnownClient> All { get; } =
    [
        new("defaults", "BITS defaults", new RetrySettings(), "what holds if nothing is set"),
        new("chromium", "Chromium, Edge", Of(60, 86_400), "their component updater"),
        new("firefox", "Firefox", Of(60, 5), "updater, while its user waits"),
        new("omaha", "Google Omaha", Of(60, 0), "Google's updater, since 2021"),
        new(
            "wix",
            "WiX Burn",
            Of(600, 120) with { Priority = BackgroundCopyJobPriority.Foreground },
            "WiX installers, until 2021"),
    ];

    internal static IEnumerable<string> Ids => All.Select(client => client.Id);

    internal static KnownClient? Find(string id) => All.FirstOrDefault(client => string.Equals(client.Id, id, StringComparison.OrdinalIgnoreCase));

    private static RetrySettings Of(int delaySeconds, int timeoutSeconds) =>
        new(TimeSpan.FromSeconds(delaySeconds), TimeSpan.FromSeconds(timeoutSeconds));
}
