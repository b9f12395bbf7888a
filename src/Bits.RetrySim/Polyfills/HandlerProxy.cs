using System.Net;

namespace Bits.RetrySim;

/// <summary>A proxy with credentials of its own: those that the handler is given it would write into the proxy of the whole process.</summary>
internal sealed class HandlerProxy(Func<IWebProxy?> proxy, ICredentials credentials) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credentials;

    /// <summary>No proxy is the server itself.</summary>
    public Uri GetProxy(Uri destination) => proxy() is { } used && !used.IsBypassed(destination) ? used.GetProxy(destination) ?? destination : destination;

    public bool IsBypassed(Uri host) => proxy()?.IsBypassed(host) ?? true;
}
