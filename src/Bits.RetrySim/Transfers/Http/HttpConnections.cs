using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim;

/// <summary>The connections of a line: one pool for all jobs that ask for nothing of their own, and one for each value of settings that do.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class HttpConnections(HttpTransportOptions options) : IDisposable
{
    /// <summary>A name may lead elsewhere while a job lives for weeks.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();

    /// <summary>A pool goes with the settings it was made for.</summary>
    private readonly ConditionalWeakTable<TransferSettings, HttpPool> _own = [];

    /// <summary>What remains of such settings where a redirect leads to another host.</summary>
    private readonly ConditionalWeakTable<TransferSettings, TransferSettings> _elsewhere = [];

    private HttpPool? _shared;
    private bool _isClosed;

    /// <exception cref="TransferException">The settings name a proxy that cannot be one (ERR-32); or the line is closed.</exception>
    internal HttpPool For(TransferSettings settings)
    {
        if (settings.Proxy is { Usage: BackgroundCopyProxyUsage.Override } proxy && ProxyNames.FirstOf(proxy.List!) is null)
        {
            throw new TransferException(HResults.BG_E_INVALID_PROXY_INFO);
        }

        lock (_gate)
        {
            return _isClosed ? throw new TransferException(HResults.ERROR_WINHTTP_SHUTDOWN)
                : IsPlain(settings) ? _shared ??= Make(TransferSettings.Default)
                : _own.GetValue(settings, Make);
        }
    }

    /// <summary>Settings without what is meant for the servers that the client has named, for one that he has not; the proxy is still his.</summary>
    internal TransferSettings WithoutSecrets(TransferSettings settings) =>
        settings is { Credentials.Count: 0, ClientCertificate: null } ? settings
        : _elsewhere.GetValue(settings, static own => own.With(own.Credentials.Only(BackgroundCopyAuthTarget.Proxy)).With((BackgroundCopyClientCertificate?)null));

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _shared?.Dispose();
            foreach ((_, HttpPool own) in _own)
            {
                own.Dispose();
            }
        }
    }

    private static bool IsPlain(TransferSettings settings) =>
        settings is { Credentials.Count: 0, ClientCertificate: null, ServerCertificates: null, UsesStoredCredentials: false, Proxy.Usage: BackgroundCopyProxyUsage.Preconfig or BackgroundCopyProxyUsage.AutoDetect }
        && (settings.SecurityOptions & (BackgroundCopySecurityOptions)0x1F) == 0;

    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker disposes of it.")]
    private HttpPool Make(TransferSettings settings)
    {
        CertificateDemands demands = new();
        JobCredentials ofProxies = new(settings, BackgroundCopyAuthTarget.Proxy);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            Credentials = settings.Credentials.Count == 0 ? null : new JobCredentials(settings, BackgroundCopyAuthTarget.Server),
            UseProxy = settings.Proxy.Usage != BackgroundCopyProxyUsage.NoProxy,
            Proxy = settings.Proxy.Usage == BackgroundCopyProxyUsage.Override ? new JobProxy(settings.Proxy, ofProxies) : null,
            DefaultProxyCredentials = ofProxies,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateRevocationCheckMode = (settings.SecurityOptions & BackgroundCopySecurityOptions.EnableRevocationCheck) != 0 ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => CertificateCheck.Pass(settings, ((SslStream)sender).TargetHostName, certificate, chain, errors),
                LocalCertificateSelectionCallback = (_, host, _, server, _) => Select(settings.ClientCertificate, demands, host, server is not null)!,
            },
        };
        return new HttpPool(new HttpMessageInvoker(options.Handler?.Invoke(handler) ?? handler), demands);
    }

    /// <summary>Asked once beforehand, when nobody knows whether the server wants one, and once more if it does and there was none.</summary>
    private static X509Certificate2? Select(BackgroundCopyClientCertificate? wanted, CertificateDemands demands, string host, bool isDemanded)
    {
        X509Certificate2? found = wanted is null ? null : ClientCertificates.Find(wanted);
        if (found is null && isDemanded)
        {
            demands.Add(host);
        }

        return found;
    }
}
