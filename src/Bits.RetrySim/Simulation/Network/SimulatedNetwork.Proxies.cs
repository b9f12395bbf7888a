namespace Bits.RetrySim;

// The proxies between the managers and the hosts.
public sealed partial class SimulatedNetwork
{
    private readonly Dictionary<string, SimulatedProxy> _proxies = [];
    private SimulatedProxy? _defaultProxy;

    /// <summary>The proxy that jobs take which name none of their own: <see cref="BackgroundCopyProxyUsage.Preconfig"/> and <see cref="BackgroundCopyProxyUsage.AutoDetect"/> (PROP-21).</summary>
    /// <value>Null, the default: none.</value>
    /// <exception cref="ArgumentException">It is a proxy of another network (E_INVALIDARG).</exception>
    public SimulatedProxy? DefaultProxy
    {
        get => Read(ref _defaultProxy);
        set
        {
            if (value is not null && FindProxy(value.Name) != value)
            {
                throw Failure.InvalidArgument(nameof(value), $"{value.Name} is a proxy of another network; name one of this with Proxy(name).");
            }

            Edit(ref _defaultProxy, value);
        }
    }

    internal SimulatedProxy? DefaultProxy_NeedsLock => _defaultProxy;

    internal bool HasProxies_NeedsLock => _proxies.Count > 0;

    /// <summary>A proxy, which is there from now on. Jobs take it that name it, and those that name none if it is the <see cref="DefaultProxy"/>.</summary>
    /// <param name="name">The name of its host, with the port if it has one.</param>
    /// <returns>The proxy, always the same for a name.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="name"/> is <see langword="null"/> or not the name of a host.</exception>
    public SimulatedProxy Proxy(string name)
    {
        string key = RemoteAddress.CheckHost(name, nameof(name));
        Edit(_ => _proxies.TryAdd(key, new SimulatedProxy(this, key)));
        return FindProxy(key)!;
    }

    internal SimulatedProxy? FindProxy_NeedsLock(string name) => _proxies.GetValueOrDefault(name.ToLowerInvariant());

    private SimulatedProxy? FindProxy(string name)
    {
        lock (Gate)
        {
            return FindProxy_NeedsLock(name);
        }
    }
}
