using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim;

/// <summary>Makes what connects to servers as a job has it set.</summary>
internal static class HttpHandlers
{
    /// <summary>A name may lead elsewhere while a job lives for weeks.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever asks for it disposes of it.")]
    internal static HttpMessageHandler Make(HttpTransportOptions options, TransferSettings settings, CertificateDemands demands)
    {
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
        return options.Handler?.Invoke(handler) ?? handler;
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
