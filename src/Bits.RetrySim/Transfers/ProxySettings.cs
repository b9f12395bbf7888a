namespace Bits.RetrySim;

/// <summary>Which proxy a job's requests take (PROP-21).</summary>
/// <param name="Usage">How it is found.</param>
/// <param name="List">The proxies, with <see cref="BackgroundCopyProxyUsage.Override"/>.</param>
/// <param name="BypassList">Hosts that are reached without one; null: none.</param>
internal sealed record ProxySettings(BackgroundCopyProxyUsage Usage, string? List, string? BypassList)
{
    internal static readonly ProxySettings Preconfigured = new(BackgroundCopyProxyUsage.Preconfig, null, null);
}
