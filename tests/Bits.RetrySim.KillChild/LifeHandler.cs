using System.Globalization;

namespace Bits.RetrySim.KillChild;

/// <summary>Says in each request which process it comes from: what one sent before it was killed may be read after the next one has begun.</summary>
internal sealed class LifeHandler(int life, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Life", life.ToString(CultureInfo.InvariantCulture));
        return base.SendAsync(request, cancellationToken);
    }
}
