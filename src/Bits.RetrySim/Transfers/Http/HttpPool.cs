namespace Bits.RetrySim;

/// <summary>Connections of jobs whose settings are the same.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class HttpPool(HttpMessageInvoker invoker, CertificateDemands demands) : IDisposable
{
    /// <exception cref="TransferException">A server wants a client certificate, and ends what has none (ERR-38).</exception>
    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        string host = request.RequestUri!.Host;
        try
        {
            HttpResponseMessage response = await invoker.SendAsync(request, stop).ConfigureAwait(false);
            demands.NoteAnswer(host);
            return response;
        }
        catch (HttpRequestException failure) when (HasConnected(failure) && demands.TakeUnmet(host))
        {
            throw new TransferException(HResults.ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED);
        }
    }

    public void Dispose() => invoker.Dispose();

    private static bool HasConnected(HttpRequestException failure) =>
        failure.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError) && CertificateException.In(failure) is null;
}
