using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Bits.RetrySim;

/// <summary>Makes what connects to servers as a job has it set.</summary>
internal static class HttpHandlers
{
    /// <summary>
    /// The handler of .NET Framework cannot tell whether a server has asked for a certificate, so that no demand is noted. It tells which request a
    /// certificate belongs to (seen under mono), but nothing promises that it always does: where the job's client approves certificates, each host has a handler of its own, and no approval
    /// holds for another one.
    /// </summary>
    internal static HttpMessageHandler Make(HttpTransportOptions options, TransferSettings settings, CertificateDemands demands) =>
        settings.ServerCertificates is null ? Make(settings, "") : new HandlersOfHosts(host => Make(settings, host));

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever asks for it disposes of it.")]
    private static HttpClientHandler Make(TransferSettings settings, string host)
    {
        JobCredentials ofProxies = new(settings, BackgroundCopyAuthTarget.Proxy);
        JobProxy? own = settings.Proxy.Usage == BackgroundCopyProxyUsage.Override ? new JobProxy(settings.Proxy, ofProxies) : null;
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = int.MaxValue,
            Credentials = settings.Credentials.Count == 0 ? null : new JobCredentials(settings, BackgroundCopyAuthTarget.Server),
            UseProxy = settings.Proxy.Usage != BackgroundCopyProxyUsage.NoProxy,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => CertificateCheck.Pass(settings, host, certificate, chain, errors),
        };
        if (handler.UseProxy)
        {
            handler.Proxy = new HandlerProxy(own is null ? () => WebRequest.DefaultWebProxy : () => own, ofProxies);
        }

        if ((settings.SecurityOptions & BackgroundCopySecurityOptions.EnableRevocationCheck) != 0)
        {
            handler.CheckCertificateRevocationList = true;
        }

        if (settings.ClientCertificate is { } wanted && ClientCertificates.Find(wanted) is { } found)
        {
            handler.ClientCertificates.Add(found);
        }

        return handler;
    }
}
