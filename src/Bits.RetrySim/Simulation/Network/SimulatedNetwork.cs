namespace Bits.RetrySim;

/// <summary>A network that exists only in a script: hosts with files, a link with latency and bandwidth, and what goes wrong when.</summary>
/// <remarks>
/// <para>
/// The script is written with plain calls, before or while jobs run. Times in it count from the simulation's start, which is that of the first
/// manager on the network. An attempt is decided when the latency is over; then it fails, or it is accepted and its bytes flow. What decides,
/// in this order:
/// </para>
/// <list type="number">
/// <item>a fault of the network;</item>
/// <item>the host: without a script its name does not resolve (0x80072EE7); else a fault of the host;</item>
/// <item>the resource: without a script the answer is 404; else a fault of the resource;</item>
/// <item>what the server lacks: no Content-Length is 0x80200011 (BG_E_MISSING_FILE_SIZE), no ranges is 0x80200013
/// (BG_E_INSUFFICIENT_RANGE_SUPPORT) for background jobs, for files already begun and from 2 GiB on (ERR-24, LIM-14).</item>
/// </list>
/// <para>
/// In each of the three scopes at most one fault is in force: an outage before one of numbered requests before one that always holds, and of
/// several of a kind the one written last. Drops and stalls of all scopes are joined: the one at the lowest byte strikes, a drop before a
/// stall, network before host before resource.
/// </para>
/// <para>
/// What is said of requests (<see cref="Fails(SimulatedFault)"/>, <see cref="OnRequest"/>, <see cref="OnRequests"/>) concerns requests: a body that flows is not cut
/// by it. The beginning of an outage breaks off the bodies that flow in its scope with 0x80072EFE, whatever its fault; where the fault is silence
/// (a timeout or a stall) they just stop, and fail with 0x80072EE2 if it lasts as long as <see cref="ReceiveTimeout"/>. At one and the same instant
/// bytes and completion come before a restart, and a restart before a failure. Outages, drops and stalls written while jobs run strike running
/// transfers too, at the time of the call; an attempt that is still connecting is decided anew.
/// </para>
/// <para>
/// While the machine sleeps (<see cref="SimulatedClock.Sleep"/>) no byte comes. If it slept longer than <see cref="ReceiveTimeout"/>, the bodies that
/// flowed break off, 0x80072EFE on waking (CLOCK-5); a request without an answer goes on.
/// </para>
/// <para>
/// Running transfers share the link fairly (max-min) in whole bits per second, in the limits of their hosts and, background jobs, of the
/// bandwidth policy. A stalled transfer keeps its share: its connection stays open.
/// </para>
/// <para>
/// Several managers may use one network, if they have the same time provider. Then all their transfers share the link, while each manager's
/// policy limits its own.
/// </para>
/// <code>
/// network.BitsPerSecond = 8_000_000;
/// network.Host("cdn.example").Resource("/app.zip", sizeBytes: 500_000_000);
/// network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));
/// </code>
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed partial class SimulatedNetwork : Transport
{
    private readonly Dictionary<string, SimulatedHost> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tags = new(StringComparer.Ordinal);
    private long _latency;
    private TimeSpan _connectTimeout = TimeSpan.FromSeconds(60);
    private TimeSpan _receiveTimeout = TimeSpan.FromSeconds(30);

    // Replaced, never changed: they are told of changes outside the lock.
    private SimulatedLine[] _lines = [];
    private volatile bool _isShared;
    private int _connected;
    private long _layout;
    private TimeProvider? _provider;
    private long _origin;

    // The URL that was taken apart last: jobs of one file tend to come together.
    private string? _foundName;
    private bool _foundIsAddress;
    private RemoteAddress _foundAddress;

    /// <summary>A network on which nothing goes wrong and nobody offers a file.</summary>
    public SimulatedNetwork()
    {
        Faults = new FaultScope(this);
        Rules = Faults.Rules;
        Sharing = new Sharing(this);
        Proxies = new SimulatedProxies(this);
        ThisMachine = SimulatedHost.ThisMachine(this);
    }

    /// <summary>The proxies between the managers and the hosts; none unless they are added (PROP-21).</summary>
    public SimulatedProxies Proxies { get; }

    /// <summary>How long each attempt takes to be answered, where the host does not say otherwise.</summary>
    /// <value>Zero or more; zero by default. Attempts already begun keep theirs.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is negative or above 366,000 days.</exception>
    public TimeSpan Latency
    {
        get => TimeSpan.FromTicks(LatencyTicks);
        set => Edit(ref _latency, ScriptTime.CheckSpan(value, nameof(value)).Ticks);
    }

    /// <summary>The capacity of the link that all transfers share.</summary>
    /// <value>Bits per second, from 1; <see langword="null"/>, the default, is unlimited: then all bytes are there at once.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is below 1.</exception>
    public long? BitsPerSecond
    {
        get => ReadCapacity(Link);
        set => EditCapacity(Link, ScriptTime.CheckBandwidth(value, nameof(value)));
    }

    /// <summary>After how long an attempt gives up a connection that cannot be made (<see cref="SimulatedFault.ConnectTimeout"/>).</summary>
    /// <value>Above zero; 60 seconds by default, as WinHTTP documents for itself.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is not above zero, or above 366,000 days.</exception>
    public TimeSpan ConnectTimeout
    {
        get => Read(ref _connectTimeout);
        set => Edit(ref _connectTimeout, ScriptTime.CheckDuration(value, nameof(value)));
    }

    /// <summary>After how long an attempt gives up a scripted silence (<see cref="SimulatedFault.NoAnswer"/>, stalls). A slow link is no silence.</summary>
    /// <value>Above zero; 30 seconds by default, as WinHTTP documents for itself.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is not above zero, or above 366,000 days.</exception>
    public TimeSpan ReceiveTimeout
    {
        get => Read(ref _receiveTimeout);
        set => Edit(ref _receiveTimeout, ScriptTime.CheckDuration(value, nameof(value)));
    }

    /// <summary>In what it was scripted, so that its hints speak of that.</summary>
    internal Wording Wording { get; set; } = Wording.CSharp;

    /// <summary>The lock of the network. Managers' locks are taken before it.</summary>
    internal object Gate { get; } = new();

    /// <summary>How often the script was changed.</summary>
    internal long Version { get; private set; }

    internal FaultScope Faults { get; }

    /// <summary>Those of <see cref="Faults"/>.</summary>
    internal FaultRules Rules { get; }

    internal Bottleneck Link { get; } = new();

    /// <summary>The transfers that run.</summary>
    internal Sharing Sharing { get; }

    /// <summary>
    /// Counts the hosts and resources there are, so that a URL is looked up again when a new one could answer it. Can be read without the lock.
    /// </summary>
    internal long Layout => Volatile.Read(ref _layout);

    /// <summary>Can be read without the lock.</summary>
    internal long LatencyTicks => Volatile.Read(ref _latency);

    internal long ConnectTimeoutTicks_NeedsLock => _connectTimeout.Ticks;

    internal long ReceiveTimeoutTicks_NeedsLock => _receiveTimeout.Ticks;

    /// <summary>A host of the script; it is made when it is named for the first time.</summary>
    /// <param name="name">
    /// Its name in any case, with a port if needed: <c>cdn.example</c> answers on every port, <c>cdn.example:8080</c> on that one and before
    /// a host without port.
    /// </param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="name"/> is <see langword="null"/> or not the name of a host.</exception>
    /// <example>
    /// <code>
    /// bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
    /// bits.Network.Host("mirror.example:8080").Fails(503);
    /// </code>
    /// </example>
    public SimulatedHost Host(string name)
    {
        string key = RemoteAddress.CheckHost(name, nameof(name));
        SimulatedHost? host;
        lock (Gate)
        {
            if (_hosts.TryGetValue(key, out host))
            {
                return host;
            }

            BeginEdit_NeedsLock();
            LayoutChanged_NeedsLock();
            host = new SimulatedHost(this, key);
            _hosts.Add(key, host);
        }

        ScriptChanged();
        return host;
    }

    /// <summary>The tag that is known by a number.</summary>
    internal string TagOf_NeedsLock(int number) => _tags.First(tag => tag.Value == number).Key;

    /// <summary>The number by which a tag of files is known, from 0.</summary>
    internal int NumberOfTag_NeedsLock(string tag)
    {
        if (!_tags.TryGetValue(tag, out int number))
        {
            number = _tags.Count;
            _tags.Add(tag, number);
        }

        return number;
    }

    /// <summary>A host that has been named before, by the name under which a script keeps it.</summary>
    internal SimulatedHost? FindHost(string key)
    {
        lock (Gate)
        {
            return _hosts.GetValueOrDefault(key);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Another manager on this network has another time provider.</exception>
    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin)
    {
        lock (Gate)
        {
            if (_provider is null)
            {
                (_provider, _origin) = (provider, origin);
            }
            else if (_provider != provider)
            {
                throw new InvalidOperationException(
                    "Managers that share a network share its time: give them the same TimeProvider instance, or make a network for each.");
            }

            SimulatedLine line = new(this, host, ++_connected, provider.GetElapsedTime(_origin, origin).Ticks);
            SetLines([.. _lines, line]);
            return line;
        }
    }

    /// <summary>Whether several managers use it. Can be asked without the lock.</summary>
    internal bool IsShared => _isShared;

    internal void Disconnect_NeedsLock(SimulatedLine line) => SetLines([.. _lines.Where(other => other != line)]);

    private void SetLines(SimulatedLine[] lines)
    {
        _lines = lines;
        _isShared = lines.Length > 1;
    }

    internal void LayoutChanged_NeedsLock() => _layout++;

    /// <summary>The host and the file that a URL names, as far as the script has them. Says whether it names any.</summary>
    internal bool TryFind_NeedsLock(string remoteName, out RemoteAddress address, out SimulatedHost? host, out SimulatedResource? resource)
    {
        if (_foundName != remoteName)
        {
            _foundName = remoteName;
            _foundIsAddress = RemoteAddress.TryParse(remoteName, out _foundAddress);
        }

        address = _foundAddress;
        host = _foundIsAddress ? FindHost_NeedsLock(address) : null;
        resource = host?.FindResource_NeedsLock(address);
        return _foundIsAddress;
    }

    private SimulatedHost? FindHost_NeedsLock(in RemoteAddress address) => address.Kind == SourceKind.LocalFile
        ? ThisMachine
        : _hosts.GetValueOrDefault(address.HostAndPort) ?? _hosts.GetValueOrDefault(address.Host);

    internal T Read<T>(ref T field)
    {
        lock (Gate)
        {
            return field;
        }
    }

    internal void Edit<T>(ref T field, T value)
    {
        lock (Gate)
        {
            BeginEdit_NeedsLock();
            field = value;
        }

        ScriptChanged();
    }

    internal long? ReadCapacity(Bottleneck bottleneck)
    {
        lock (Gate)
        {
            return Bottleneck.ToNullable(bottleneck.Capacity);
        }
    }

    internal void EditCapacity(Bottleneck bottleneck, long? bitsPerSecond)
    {
        lock (Gate)
        {
            BeginEdit_NeedsLock();
            bottleneck.Capacity = Bottleneck.FromNullable(bitsPerSecond);
        }

        ScriptChanged();
    }

    /// <summary>Changes the script under the lock and lets running attempts see it. What <paramref name="change"/> is given is the new version.</summary>
    internal void Edit(Action<long> change)
    {
        lock (Gate)
        {
            // A change that throws leaves a version behind that nothing carries; that does no harm.
            BeginEdit_NeedsLock();
            change(Version);
        }

        ScriptChanged();
    }

    /// <summary>What happened before still follows the script as it was. The managers are told of it when they follow the change.</summary>
    private void BeginEdit_NeedsLock()
    {
        Sharing.Speaker = null;
        Sharing.Settle();
        Version++;
    }

    private void ScriptChanged()
    {
        foreach (SimulatedLine line in Volatile.Read(ref _lines))
        {
            line.Host.Refresh();
        }
    }
}
