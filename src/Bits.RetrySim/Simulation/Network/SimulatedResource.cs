using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A file on a host of a <see cref="SimulatedNetwork"/>.</summary>
/// <remarks>What goes wrong, and in which order it counts, is described at <see cref="SimulatedNetwork"/>.</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Path,nq}")]
public sealed partial class SimulatedResource
{
    internal static readonly DateTimeOffset DefaultTimeStamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulatedNetwork _network;
    private readonly List<ByteFault> _byteFaults = [];
    private bool _hasContentLength = true;
    private bool _hasRanges = true;
    private bool _hasTimeStamp = true;
    private string _headers = "";
    private (string Target, int Status)? _redirect;

    internal SimulatedResource(SimulatedNetwork network, string path, long sizeBytes, DateTimeOffset lastModified)
    {
        _network = network;
        Path = path;
        Faults = new FaultScope(network);
        Rules = Faults.Rules;
        _versions = [new SimulatedVersion(0, new FileVersion(sizeBytes, lastModified.UtcTicks))];
    }

    /// <summary>The path on the host, escaped, with its query if it has one.</summary>
    public string Path { get; }

    internal FaultScope Faults { get; }

    /// <summary>Those of <see cref="Faults"/>.</summary>
    internal FaultRules Rules { get; }

    internal bool HasRanges_NeedsLock => _hasRanges;

    internal bool HasContentLength_NeedsLock => _hasContentLength;

    internal string Headers_NeedsLock => _headers;

    internal (string Target, int Status)? Redirect_NeedsLock => _redirect;

    /// <summary>What is sent here is taken; null: it is a file to fetch.</summary>
    internal SimulatedUploadTarget? UploadTarget_NeedsLock { get; set; }

    /// <summary>What it holds, where that was scripted.</summary>
    internal ReadOnlyMemory<byte>? Content_NeedsLock { get; set; }

    /// <summary>Whether it was scripted further and nothing ever asked for it.</summary>
    internal bool HasUnusedRules_NeedsLock => Rules.IsUnused || (Rules.RequestCount == 0 && (_byteFaults.Count > 0 || _versions.Count > 1 || _numbered.Count > 0));

    internal List<ByteFault> ByteFaults_NeedsLock => _byteFaults;

    /// <summary>The server does not tell the size: attempts fail with BG_E_MISSING_FILE_SIZE 0x80200011 (ERR-24).</summary>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutContentLength() => WithoutContentLength(true);

    /// <summary>Says <see cref="WithoutContentLength()"/>, or takes it back; at a time, with <see cref="BitsSimulation.At"/>.</summary>
    /// <param name="without">False: from now on the server tells the size again.</param>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutContentLength(bool without)
    {
        _network.Edit(ref _hasContentLength, !without);
        return this;
    }

    /// <summary>
    /// The server answers every GET with the whole file: attempts of background jobs, at a file already begun, or at a file from 2 GiB on fail
    /// with BG_E_INSUFFICIENT_RANGE_SUPPORT 0x80200013 (ERR-24, NET-4, SCHED-9, LIM-14).
    /// </summary>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutRanges() => WithoutRanges(true);

    /// <summary>Says <see cref="WithoutRanges()"/>, or takes it back; at a time, with <see cref="BitsSimulation.At"/>.</summary>
    /// <param name="without">False: from now on the server knows ranges again.</param>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutRanges(bool without)
    {
        _network.Edit(ref _hasRanges, !without);
        return this;
    }

    /// <summary>
    /// The server tells no time stamp: for files begun without one, only another size or, if there is one, another tag shows that they were changed (HTTP-6,
    /// <see cref="WithTag"/>); for files begun with one, that it is missing now counts as changed (CONS-2).
    /// </summary>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutTimeStamp() => WithoutTimeStamp(true);

    /// <summary>Says <see cref="WithoutTimeStamp()"/>, or takes it back; at a time, with <see cref="BitsSimulation.At"/>.</summary>
    /// <param name="without">False: from now on the server tells a time stamp again.</param>
    /// <returns>This resource.</returns>
    public SimulatedResource WithoutTimeStamp(bool without)
    {
        _network.Edit(ref _hasTimeStamp, !without);
        return this;
    }

    /// <summary>From now on accepted requests for this file are answered with a header more; <see cref="SimulatedRequest.Headers"/> shows it.</summary>
    /// <param name="name">Its name; a header of that name, in any case, is replaced.</param>
    /// <param name="value">Its value, one line.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The name is no token of HTTP, the value holds control characters, or one of them is <see langword="null"/>.</exception>
    public SimulatedResource WithHeader(string name, string value)
    {
        string line = HeaderLines.Line(name ?? throw Failure.Null(nameof(name)), value ?? throw Failure.Null(nameof(value)));
        _network.Edit(_ => _headers = HeaderLines.With(_headers, line));
        return this;
    }

    /// <summary>From now on whoever asks for it is sent elsewhere; what becomes of that is the job's redirect policy (PROP-30, PROP-31, ERR-37).</summary>
    /// <param name="target">An absolute http or https URL.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="target"/> is <see langword="null"/> or no such URL.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Another status.</exception>
    public SimulatedResource RedirectsTo(string target, int status)
    {
        FileNames.CheckRemoteName(target, nameof(target));
        if (FileNames.IsShare(target) || !RemoteAddress.TryParse(target, out RemoteAddress address) || address.Kind != SourceKind.Http)
        {
            throw Failure.InvalidArgument(nameof(target), $"\"{FileNames.Shown(target)}\" is not an http or https URL; redirects lead nowhere else.");
        }

        if (status is not (301 or 302 or 303 or 307 or 308))
        {
            throw Failure.OutOfRange(nameof(status), status, $"{status} is not the status of a redirect that is followed; 301, 302, 303, 307 and 308 are.");
        }

        _network.Edit(_ =>
        {
            _redirect = (target, status);
            _network.LayoutChanged_NeedsLock();
        });
        return this;
    }

    /// <summary>The connection breaks off when that many bytes of the file are here.</summary>
    /// <param name="byteOffset">Bytes from the file's beginning. Attempts that begin after it are not struck, nor is a file that is complete there.</param>
    /// <param name="once">Whether only the first attempt that comes there is struck; otherwise none ever passes.</param>
    /// <param name="code">As in <see cref="SimulatedFault.HResult(int)"/>; 0x80072EFE by default.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="code"/> is no failure, or one of RETRY-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="byteOffset"/> is negative.</exception>
    public SimulatedResource DropsAt(long byteOffset, bool once = false, int code = HResults.ERROR_WINHTTP_CONNECTION_ERROR) =>
        AddByteFault(byteOffset, SimulatedFault.DropAfter(0, code), once);

    /// <summary>No more bytes come when that many of the file are here; 0x80072EE2 when <see cref="SimulatedNetwork.ReceiveTimeout"/> is over.</summary>
    /// <param name="byteOffset">As in <see cref="DropsAt"/>.</param>
    /// <param name="duration">How long; <see langword="null"/>: for ever. Bytes go on after it if it is shorter than the receive timeout.</param>
    /// <param name="once">Whether only the first attempt that comes there stalls.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="byteOffset"/> is negative, or <paramref name="duration"/> is not above zero.
    /// </exception>
    public SimulatedResource StallsAt(long byteOffset, TimeSpan? duration = null, bool once = false) =>
        AddByteFault(byteOffset, SimulatedFault.StallAfter(0, duration), once);

    internal static long CheckSize(long sizeBytes, string paramName) =>
        sizeBytes >= 0 ? sizeBytes : throw Failure.OutOfRange(paramName, sizeBytes, "A size is 0 or more bytes.");

    internal SimulatedResource AddByteFault(long byteOffset, SimulatedFault fault, bool once)
    {
        if (byteOffset < 0)
        {
            throw Failure.OutOfRange(nameof(byteOffset), byteOffset, "A byte of a file is numbered from 0.");
        }

        _network.Edit(_ => _byteFaults.Add(new ByteFault(byteOffset, fault, once)));
        return this;
    }
}
