namespace Bits.RetrySim;

/// <summary>The proxies between the managers and the hosts of a <see cref="SimulatedNetwork"/>: <see cref="SimulatedNetwork.Proxies"/> (PROP-21).</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class SimulatedProxies
{
    private readonly SimulatedNetwork _network;
    private Dictionary<string, SimulatedProxy>? _proxies;
    private SimulatedProxy? _default;

    internal SimulatedProxies(SimulatedNetwork network) => _network = network;

    /// <summary>The proxy that jobs take which name none of their own: <see cref="BackgroundCopyProxyUsage.Preconfig"/> and <see cref="BackgroundCopyProxyUsage.AutoDetect"/>.</summary>
    /// <value>Null, the default: none.</value>
    /// <exception cref="ArgumentException">It is a proxy of another network (E_INVALIDARG).</exception>
    public SimulatedProxy? Default
    {
        get => _network.Read(ref _default);
        set
        {
            if (value is not null && Find(value.Name) != value)
            {
                throw Failure.InvalidArgument(nameof(value), $"{value.Name} is a proxy of another network; add one to this with Proxies.Add(name).");
            }

            _network.Edit(ref _default, value);
        }
    }

    internal SimulatedProxy? Default_NeedsLock => _default;

    internal bool IsEmpty_NeedsLock => _proxies is null;

    /// <summary>A proxy that is there from now on. Jobs take it that name it, and those that name none if it is the <see cref="Default"/>.</summary>
    /// <param name="name">The name of its host, with the port if it has one.</param>
    /// <returns>The proxy, always the same for a name.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="name"/> is <see langword="null"/> or not the name of a host.</exception>
    public SimulatedProxy Add(string name)
    {
        string key = RemoteAddress.CheckHost(name, nameof(name));
        _network.Edit(_ => (_proxies ??= []).TryAdd(key, new SimulatedProxy(_network, key)));
        return Find(key)!;
    }

    internal SimulatedProxy? Find_NeedsLock(string name) => _proxies?.GetValueOrDefault(name.ToLowerInvariant());

    private SimulatedProxy? Find(string name)
    {
        lock (_network.Gate)
        {
            return Find_NeedsLock(name);
        }
    }
}
