using System.Net;

namespace Bits.RetrySim;

/// <summary>The proxy that a job names itself (PROP-21).</summary>
internal sealed class JobProxy(ProxySettings settings, ICredentials credentials) : IWebProxy
{
    private readonly Uri _address = new($"http://{ProxyNames.FirstOf(settings.List!)}");

    public ICredentials? Credentials { get; set; } = credentials;

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _address;

    public bool IsBypassed(Uri host) => ProxyNames.Bypasses(settings.BypassList, host.Host);
}
