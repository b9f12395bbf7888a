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
    private readonly Dictionary<string, SimulatedResource> _resources;
    private long _latency = OfTheNetwork;

    internal SimulatedHost(SimulatedNetwork network, string name)
        : this(network, name, StringComparer.Ordinal)
    {
    }

    private SimulatedHost(SimulatedNetwork network, string name, StringComparer paths)
    {
        _network = network;
        Name = name;
        Faults = new FaultScope(network);
        Rules = Faults.Rules;
        _resources = new Dictionary<string, SimulatedResource>(paths);
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

    /// <summary>Those of <see cref="Faults"/>.</summary>
    internal FaultRules Rules { get; }

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
    /// The host already has a file there: use <see cref="Resource(string)"/> to script it further, <see cref="SimulatedResource.ChangesAt(TimeSpan, long, DateTimeOffset)"/> to
    /// change it.
    /// </exception>
    /// <example>
    /// <code>
    /// bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000).DropsAt(123_456_789, once: true);
    /// </code>
    /// </example>
    public SimulatedResource Resource(string path, long sizeBytes, DateTimeOffset? lastModified = null)
    {
        string key = RemoteAddress.CheckPath(path, nameof(path));
        SimulatedResource.CheckSize(sizeBytes, nameof(sizeBytes));
        return Add(key, sizeBytes, lastModified);
    }

    /// <summary>The drives of this machine: nothing lies between them and the manager.</summary>
    internal static SimulatedHost ThisMachine(SimulatedNetwork network) => new(network, "", StringComparer.OrdinalIgnoreCase) { _latency = 0 };

    internal SimulatedResource Add(string key, long sizeBytes, DateTimeOffset? lastModified)
    {
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
        return Find(key)
            ?? throw new InvalidOperationException($"The host {Name} has no {FileNames.ShownPath(key)} yet. Put it there with its size: Resource(\"{FileNames.ShownPath(key)}\", sizeBytes).");
    }

    internal SimulatedResource? Find(string key)
    {
        lock (_network.Gate)
        {
            return _resources.GetValueOrDefault(key);
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

    private InvalidOperationException AlreadyThere(string key) => new(Name.Length == 0
        ? $"There is already a local source {FileNames.ShownPath(key)}. To script it further use LocalSource(\"{FileNames.ShownPath(key)}\"), to change its size or time stamp ChangesAt."
        : $"The host {Name} already has {FileNames.ShownPath(key)}. To script it further use Resource(\"{FileNames.ShownPath(key)}\"), to change its size or time stamp ChangesAt.");

    /// <summary>
    /// Whether a directory of a share or a drive is known not to be there: there are files, but none of them lies in it or below.
    /// </summary>
    internal bool LacksDirectoryOf_NeedsLock(string path)
    {
        string directory = path[..(path.LastIndexOf('/') + 1)];
        return _resources.Count > 0 && !_resources.Values.Any(resource => resource.Path.StartsWith(directory, StringComparison.OrdinalIgnoreCase));
    }

    internal SimulatedResource? FindResource_NeedsLock(in RemoteAddress address) =>
        _resources.TryGetValue(address.PathAndQuery, out SimulatedResource? resource) || _resources.TryGetValue(address.Path, out resource) ? resource
            : address.Kind == SourceKind.Share ? FindOnShare(address.Path) : null;

    /// <summary>File servers take no notice of case.</summary>
    private SimulatedResource? FindOnShare(string path) =>
        _resources.Values.FirstOrDefault(resource => resource.Path.Equals(path, StringComparison.OrdinalIgnoreCase));
}
