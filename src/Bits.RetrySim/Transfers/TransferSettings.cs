namespace Bits.RetrySim;

/// <summary>
/// What a job's requests carry, or may meet, besides the file: one value, replaced as a whole when a part of it is set. Nearly all jobs share
/// <see cref="Default"/>.
/// </summary>
internal sealed class TransferSettings
{
    internal static readonly TransferSettings Default = new();

    private TransferSettings()
    {
    }

    private TransferSettings(TransferSettings from)
    {
        CustomHeaders = from.CustomHeaders;
        HeadersAreWriteOnly = from.HeadersAreWriteOnly;
        HttpMethod = from.HttpMethod;
        IsDynamicContent = from.IsDynamicContent;
        SecurityOptions = from.SecurityOptions;
        Proxy = from.Proxy;
        Credentials = from.Credentials;
        ClientCertificate = from.ClientCertificate;
        UsesStoredCredentials = from.UsesStoredCredentials;
        ServerCertificates = from.ServerCertificates;
    }

    /// <summary>Header lines that are sent with every request; null: none (HTTP-7).</summary>
    internal string? CustomHeaders { get; private init; }

    /// <summary>Whether the client cannot read them back any more (PROP-25).</summary>
    internal bool HeadersAreWriteOnly { get; private init; }

    /// <summary>Null: the default of the job's type (PROP-24).</summary>
    internal string? HttpMethod { get; private init; }

    /// <summary>Each request is answered with content of its own: neither a length nor ranges are needed (PROP-3, HTTP-3).</summary>
    internal bool IsDynamicContent { get; private init; }

    internal BackgroundCopySecurityOptions SecurityOptions { get; private init; }

    internal ProxySettings Proxy { get; private init; } = ProxySettings.Preconfigured;

    /// <summary>Kept in memory only: neither printed nor logged nor stored (PROP-22).</summary>
    internal CredentialSet Credentials { get; private init; } = CredentialSet.Empty;

    /// <summary>What it shows to servers that ask for a certificate; null: nothing (ERR-38).</summary>
    internal BackgroundCopyClientCertificate? ClientCertificate { get; private init; }

    /// <summary>Whether proxies are shown the credentials that the machine keeps (PROP-6).</summary>
    internal bool UsesStoredCredentials { get; private init; }

    /// <summary>The certificates of servers that the client has approved; null: he is not asked (PROP-25).</summary>
    internal CertificateApprovals? ServerCertificates { get; private init; }

    internal TransferSettings With(CertificateApprovals? approvals) => new(this) { ServerCertificates = approvals };

    internal TransferSettings WithApproved(BackgroundCopyServerCertificate certificate) => With(ServerCertificates?.With(certificate));

    internal TransferSettings With(BackgroundCopyClientCertificate? certificate) => new(this) { ClientCertificate = certificate };

    internal TransferSettings WithStoredCredentials() => new(this) { UsesStoredCredentials = true };

    internal TransferSettings WithCustomHeaders(string? headers) => new(this) { CustomHeaders = headers };

    internal TransferSettings WithHeadersWriteOnly() => new(this) { HeadersAreWriteOnly = true };

    internal TransferSettings WithHttpMethod(string? method) => new(this) { HttpMethod = method };

    internal TransferSettings WithDynamicContent(bool isDynamic) => new(this) { IsDynamicContent = isDynamic };

    internal TransferSettings With(BackgroundCopySecurityOptions options) => new(this) { SecurityOptions = options };

    internal TransferSettings With(ProxySettings proxy) => new(this) { Proxy = proxy };

    internal TransferSettings With(CredentialSet credentials) => new(this) { Credentials = credentials };

    /// <summary>The settings that were kept. Who judges certificates, and all credentials, are gone (PROP-22, PROP-25).</summary>
    internal static TransferSettings Of(ConnectionSnapshot kept, bool isDynamic) => kept == Default.ToSnapshot() && !isDynamic ? Default : new(Default)
    {
        CustomHeaders = kept.CustomHeaders,
        HeadersAreWriteOnly = kept.HeadersAreWriteOnly,
        HttpMethod = kept.HttpMethod,
        IsDynamicContent = isDynamic,
        SecurityOptions = kept.SecurityOptions,
        Proxy = new ProxySettings(kept.ProxyUsage, kept.ProxyList, kept.BypassList),
        ClientCertificate = kept.ClientCertificate,
        UsesStoredCredentials = kept.UsesStoredCredentials,
        ServerCertificates = kept.ApprovedServers is { } approved ? CertificateApprovals.Of(approved) : null,
    };

    internal ConnectionSnapshot ToSnapshot() =>
        new(CustomHeaders, HeadersAreWriteOnly, HttpMethod, SecurityOptions, Proxy.Usage, Proxy.List, Proxy.BypassList)
        {
            ApprovedServers = ServerCertificates?.ToKept(),
            ClientCertificate = ClientCertificate,
            UsesStoredCredentials = UsesStoredCredentials,
        };
}
