using System.Collections.Concurrent;

namespace Bits.RetrySim;

/// <summary>A handler for each host that is asked, which therefore knows whom it connects to.</summary>
/// <param name="make">Makes that of a host.</param>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class HandlersOfHosts(Func<string, HttpMessageHandler> make) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> _byHost = new(StringComparer.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _byHost.GetOrAdd(request.RequestUri.IdnHost, host => new(() => new HttpMessageInvoker(make(host)))).Value.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Lazy<HttpMessageInvoker> one in _byHost.Values)
            {
                one.Value.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
