using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A host of a <see cref="SimulatedNetwork"/> and the files it offers.</summary>
/// <remarks>What goes wrong, and in which order it counts, is described at <see cref="SimulatedNetwork"/>.</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Name,nq}")]
public sealed partial class SimulatedHost
{
    private const long OfTheNetwork = -1;

    private readonly SimulatedNetwork _network;
    private readonly Dictionary<string, SimulatedResource> _resources = new(StringComparer.Ordinal);
    private long _latency = OfTheNetwork;

    internal SimulatedHost(SimulatedNetwork network, string name)
    {
        _network = network;
        Name = name;
        Faults = new FaultScope(network);
    }

    /// <summary>The host's name in lower case, with the port if it was named with one.</summary>
    public string Name { get; }

    /// <summary>How long each attempt at this host takes to be answered.</summary>
    /// <value>Zero or more; <see langword="null"/>, the default: as <see cref="SimulatedNetwork.Latency"/>. Attempts already begun keep theirs.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is negative or above 366,000 days.</exception>
    public TimeSpan? Latency
    {
        get => Volatile.Read(ref _latency) is var ticks and not OfTheNetwork ? TimeSpan.FromTicks(ticks) : null;
        set => _network.Edit(ref _latency, value is { } span ? ScriptTime.CheckSpan(span, nameof(value)).Ticks : OfTheNetwork);
    }

    /// <summary>What the transfers from this host share, besides the link.</summary>
    /// <value>Bits per second, from 1; <see langword="null"/>, the default: the link alone limits them.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is below 1.</exception>
    public long? BitsPerSecond
    {
        get => _network.ReadCapacity(Limit);
        set => _network.EditCapacity(Limit, ScriptTime.CheckBandwidth(value, nameof(value)));
    }

    internal FaultScope Faults { get; }

    internal FaultRules Rules => Faults.Rules;

    internal Bottleneck Limit { get; } = new();

    /// <summary>The files of this host, by their paths.</summary>
    internal IEnumerable<SimulatedResource> Resources_NeedsLock => _resources.Values.OrderBy(resource => resource.Path, StringComparer.Ordinal);

    /// <summary>Can be read without the lock.</summary>
    internal long LatencyTicks => Volatile.Read(ref _latency) is var ticks and not OfTheNetwork ? ticks : _network.LatencyTicks;

    /// <summary>Puts a file on this host.</summary>
    /// <param name="path">Its path from the slash on. A path without query also answers URLs with one, if no resource has that very query.</param>
    /// <param name="sizeBytes">Its size in bytes, from 0.</param>
    /// <param name="lastModified">Its time stamp; 2000-01-01T00:00:00Z when not given.</param>
    /// <returns>The resource, to script further.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="path"/> is <see langword="null"/> or not a path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="sizeBytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The host already has a file there: use <see cref="Resource(string)"/> to script it further, <see cref="SimulatedResource.ChangesAt"/> to
    /// change it.
    /// </exception>
    public SimulatedResource Resource(string path, long sizeBytes, DateTimeOffset? lastModified = null)
    {
        string key = RemoteAddress.CheckPath(path, nameof(path));
        SimulatedResource.CheckSize(sizeBytes, nameof(sizeBytes));
        SimulatedResource resource = new(_network, key, sizeBytes, lastModified ?? SimulatedResource.DefaultTimeStamp);
        _network.Edit(_ =>
        {
            if (!_resources.TryAdd(key, resource))
            {
                throw AlreadyThere(key);
            }

            _network.LayoutChanged_NeedsLock();
        });
        return resource;
    }

    /// <summary>A file that was put on this host before.</summary>
    /// <param name="path">Its path, as it was given then.</param>
    /// <returns>The resource, to script further.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="path"/> is <see langword="null"/> or not a path.</exception>
    /// <exception cref="InvalidOperationException">The host has no file there.</exception>
    public SimulatedResource Resource(string path)
    {
        string key = RemoteAddress.CheckPath(path, nameof(path));
        lock (_network.Gate)
        {
            return _resources.TryGetValue(key, out SimulatedResource? resource)
                ? resource
                : throw new InvalidOperationException($"The host {Name} has no {FileNames.ShownPath(key)} yet. Put it there with its size: Resource(\"{FileNames.ShownPath(key)}\", sizeBytes).");
        }
    }

    /// <summary>Checks that a script can put files there.</summary>
    /// <exception cref="InvalidOperationException">One of them is there already.</exception>
    internal void RequireNone(IEnumerable<string> keys)
    {
        lock (_network.Gate)
        {
            if (keys.FirstOrDefault(_resources.ContainsKey) is { } key)
            {
                throw AlreadyThere(key);
            }
        }
    }

    private InvalidOperationException AlreadyThere(string key) =>
        new($"The host {Name} already has {FileNames.ShownPath(key)}. To script it further use Resource(\"{FileNames.ShownPath(key)}\"), to change its size or time stamp ChangesAt.");

    internal SimulatedResource? FindResource_NeedsLock(in RemoteAddress address) =>
        _resources.TryGetValue(address.PathAndQuery, out SimulatedResource? resource) || _resources.TryGetValue(address.Path, out resource) ? resource : null;
}
