namespace Bits.RetrySim;

/// <summary>Which proxy a request takes to a host (PROP-21).</summary>
/// <param name="Proxy">Null: none.</param>
/// <param name="Code">The code with which the choice fails; 0: it does not.</param>
internal readonly record struct ProxyChoice(SimulatedProxy? Proxy, int Code)
{
    internal static ProxyChoice For(SimulatedNetwork network, string host, ProxySettings settings) => settings.Usage switch
    {
        BackgroundCopyProxyUsage.NoProxy => default,
        BackgroundCopyProxyUsage.Override when ProxyNames.Bypasses(settings.BypassList, host) => default,
        BackgroundCopyProxyUsage.Override => FirstOf(network, settings.List!),
        _ => new ProxyChoice(network.Proxies.Default_NeedsLock, 0),
    };

    /// <summary>A list that holds no name of a host cannot be used (ERR-32); a proxy that nobody knows is not found.</summary>
    private static ProxyChoice FirstOf(SimulatedNetwork network, string list) =>
        ProxyNames.FirstOf(list) is not { } name ? new ProxyChoice(null, HResults.BG_E_INVALID_PROXY_INFO)
        : network.Proxies.Find_NeedsLock(name) is { } proxy ? new ProxyChoice(proxy, 0)
        : new ProxyChoice(null, HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED);
}
