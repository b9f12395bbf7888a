using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A place on a host of a <see cref="SimulatedNetwork"/> to which files can be sent (UP-1): <see cref="SimulatedHost.UploadTarget(string)"/>.</summary>
/// <remarks>
/// It keeps what it has got of a file: the next attempt goes on there (UP-3). Its faults are those of a resource, and count the bytes that it has got; what
/// the server application answers to a whole file is scripted at <see cref="Application"/>. On a share nobody is asked.
/// Headers, redirects, HTTP/1.0 and proxies that strip are about what is fetched.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Path,nq}")]
public sealed class SimulatedUploadTarget
{
    private readonly SimulatedNetwork _network;
    private readonly UploadSessions _sessions = new();
    private long? _maximumSize;
    private long? _maximumFragment;

    internal SimulatedUploadTarget(SimulatedNetwork network, SimulatedHost host, SimulatedResource resource)
    {
        _network = network;
        Resource = resource;
        Application = new SimulatedServerApplication(network, host, resource.Path);
    }

    /// <summary>The path on the host, escaped.</summary>
    public string Path => Resource.Path;

    /// <summary>Who gets the files.</summary>
    public SimulatedServerApplication Application { get; }

    /// <summary>How many attempts came here, those that ended a session included.</summary>
    public long RequestCount => Resource.RequestCount;

    /// <summary>The largest file that is taken; a larger one fails with BG_E_TOO_LARGE 0x80200020, which is fatal (UP-4, UP-8).</summary>
    /// <value>Bytes, from 0; <see langword="null"/>, the default: any. IIS 7 takes 30,000,000 in one request.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Negative.</exception>
    public long? MaximumSize
    {
        get => _network.Read(ref _maximumSize);
        set => _network.Edit(ref _maximumSize, value is { } bytes ? SimulatedResource.CheckSize(bytes, nameof(value)) : null);
    }

    /// <summary>The largest part of a file that is taken at once: to a larger one the server says 413, and the client sends smaller ones (UP-4).</summary>
    /// <value>Bytes, above 0; <see langword="null"/>, the default: a file comes in one. <see cref="SimulatedRequest.Fragments"/> counts them.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Not above 0.</exception>
    public long? MaximumFragment
    {
        get => _network.Read(ref _maximumFragment);
        set => _network.Edit(ref _maximumFragment, value is null or > 0 ? value : throw Failure.OutOfRange(nameof(value), value, "A part of a file has 1 byte or more."));
    }

    /// <summary>How long the server keeps a file of which no more comes; after that a client begins again at 0 (UP-3, UP-8).</summary>
    /// <value>1,209,600 seconds by default, above zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Not above zero, or too long.</exception>
    public TimeSpan SessionTimeout
    {
        get
        {
            lock (_network.Gate)
            {
                return TimeSpan.FromTicks(_sessions.Timeout);
            }
        }

        set
        {
            long ticks = ScriptTime.CheckDuration(value, nameof(value)).Ticks;
            _network.Edit(_ => _sessions.Timeout = ticks);
        }
    }

    internal SimulatedResource Resource { get; }

    internal UploadSessions Sessions_NeedsLock => _sessions;

    internal long? MaximumSize_NeedsLock => _maximumSize;

    internal long? MaximumFragment_NeedsLock => _maximumFragment;

    /// <summary>The server forgets what it has got of files that are not whole: their clients begin again at 0 with the next attempt (BG_E_SESSION_NOT_FOUND, UP-3).</summary>
    /// <returns>This target.</returns>
    public SimulatedUploadTarget ForgetSessions()
    {
        _network.Edit(_ => _sessions.CloseAll());
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.Fails(SimulatedFault)"/>
    public SimulatedUploadTarget Fails(SimulatedFault fault)
    {
        Resource.Fails(fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.Fails(int)"/>
    public SimulatedUploadTarget Fails(int status) => Fails(SimulatedFault.HttpStatus(status));

    /// <inheritdoc cref="SimulatedResource.Recovers"/>
    public SimulatedUploadTarget Recovers()
    {
        Resource.Recovers();
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.OnRequest"/>
    public SimulatedUploadTarget OnRequest(long request, SimulatedFault fault)
    {
        Resource.OnRequest(request, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.OnRequests"/>
    public SimulatedUploadTarget OnRequests(long first, long last, SimulatedFault fault)
    {
        Resource.OnRequests(first, last, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.Outage"/>
    public SimulatedUploadTarget Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Resource.Outage(from, to, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.DropsAt"/>
    public SimulatedUploadTarget DropsAt(long byteOffset, bool once = false, int code = HResults.ERROR_WINHTTP_CONNECTION_ERROR)
    {
        Resource.DropsAt(byteOffset, once, code);
        return this;
    }

    /// <inheritdoc cref="SimulatedResource.StallsAt"/>
    public SimulatedUploadTarget StallsAt(long byteOffset, TimeSpan? duration = null, bool once = false)
    {
        Resource.StallsAt(byteOffset, duration, once);
        return this;
    }
}
