using System.Text.Json.Serialization;

namespace Bits.RetrySim;

/// <summary>What a job's requests carry as it could be kept. Credentials are not among it: they live in memory only (PROP-22).</summary>
/// <param name="CustomHeaders">Header lines; null: none. They may be secret, so the text of this value does not show them.</param>
/// <param name="HeadersAreWriteOnly">Whether the client cannot read them.</param>
/// <param name="HttpMethod">Null: the default.</param>
/// <param name="SecurityOptions">What it accepts of servers.</param>
/// <param name="ProxyUsage">How its proxy is found.</param>
/// <param name="ProxyList">The proxies; null: none are named.</param>
/// <param name="BypassList">Hosts without a proxy; null: none.</param>
internal sealed record ConnectionSnapshot(
    string? CustomHeaders,
    bool HeadersAreWriteOnly,
    string? HttpMethod,
    BackgroundCopySecurityOptions SecurityOptions,
    BackgroundCopyProxyUsage ProxyUsage,
    string? ProxyList,
    string? BypassList)
{
    /// <summary>The servers and hashes of the certificates that the client has approved; null: he does not judge them (PROP-25).</summary>
    [JsonInclude]
    internal IReadOnlyList<(string Server, string Hash)>? ApprovedServers { get; init; }

    /// <summary>Where the certificate is found that is shown to servers which ask for one, not what it holds; null: none is (ERR-38).</summary>
    [JsonInclude]
    internal BackgroundCopyClientCertificate? ClientCertificate { get; init; }

    /// <summary>Whether proxies are shown the credentials that the machine keeps (PROP-6).</summary>
    [JsonInclude]
    internal bool UsesStoredCredentials { get; init; }

    public override string ToString() => $"{HttpMethod ?? "default method"}, {SecurityOptions}, {ProxyUsage}, {(CustomHeaders is null ? "no headers" : "headers")}";
}
