using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>The connections of a line: one pool for all jobs that ask for nothing of their own, and one for each value of settings that do.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class HttpConnections(HttpTransportOptions options) : IDisposable
{
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

    [SuppressMessage("Reliability", "CA2000", Justification = "The pool disposes of the invoker, and that of the handler.")]
    private HttpPool Make(TransferSettings settings)
    {
        CertificateDemands demands = new();
        return new HttpPool(new HttpMessageInvoker(HttpHandlers.Make(options, settings, demands)), demands);
    }
}
