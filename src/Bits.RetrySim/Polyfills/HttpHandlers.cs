using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Makes what connects to servers as a job has it set.</summary>
internal static class HttpHandlers
{
    /// <summary>The handler of .NET Framework cannot tell whether a server has asked for a certificate, so that no demand is noted.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever asks for it disposes of it.")]
    internal static HttpMessageHandler Make(HttpTransportOptions options, TransferSettings settings, CertificateDemands demands)
    {
        JobCredentials ofProxies = new(settings, BackgroundCopyAuthTarget.Proxy);
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = int.MaxValue,
            Credentials = settings.Credentials.Count == 0 ? null : new JobCredentials(settings, BackgroundCopyAuthTarget.Server),
            UseProxy = settings.Proxy.Usage != BackgroundCopyProxyUsage.NoProxy,
            DefaultProxyCredentials = ofProxies,
            CheckCertificateRevocationList = (settings.SecurityOptions & BackgroundCopySecurityOptions.EnableRevocationCheck) != 0,
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) => CertificateCheck.Pass(settings, request.RequestUri!.Host, certificate, chain, errors),
        };
        if (settings.Proxy.Usage == BackgroundCopyProxyUsage.Override)
        {
            handler.Proxy = new JobProxy(settings.Proxy, ofProxies);
        }

        if (settings.ClientCertificate is { } wanted && ClientCertificates.Find(wanted) is { } found)
        {
            handler.ClientCertificates.Add(found);
        }

        return handler;
    }
}
