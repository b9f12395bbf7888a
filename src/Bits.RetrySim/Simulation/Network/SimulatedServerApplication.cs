namespace Bits.RetrySim;

/// <summary>Who gets the files that are sent to a <see cref="SimulatedUploadTarget"/>, and answers: it takes them, refuses them, or says nothing.</summary>
/// <remarks>Without a script it takes each file at once and has no reply. It is asked again with each attempt whose answer did not come, and so may get one file twice (UP-7).</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class SimulatedServerApplication
{
    private readonly SimulatedNetwork _network;
    private readonly SimulatedHost _host;
    private readonly string _path;
    private readonly FaultScope _faults;
    private readonly List<SimulatedUpload> _received = [];
    private TimeSpan? _answerTime = TimeSpan.Zero;
    private TimeSpan _answerTimeout = TimeSpan.FromMinutes(5);
    private string? _reply;

    /// <summary>Made once, not with each look at an attempt.</summary>
    private TransferAnswer? _patience;

    internal FaultScope Faults => _faults;

    internal SimulatedServerApplication(SimulatedNetwork network, SimulatedHost host, string path)
    {
        _network = network;
        _host = host;
        _path = path;
        _faults = new FaultScope(network);
    }

    /// <summary>How long it takes to answer.</summary>
    /// <value>Zero by default, at most 366,000 days; <see langword="null"/>: it never answers. For files that are sent after it was set.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Negative, or too long.</exception>
    public TimeSpan? AnswerTime
    {
        get => _network.Read(ref _answerTime);
        set => _network.Edit(ref _answerTime, value is { } span ? ScriptTime.CheckSpan(span, nameof(value)) : null);
    }

    /// <summary>After how long without an answer the client gives up, with 0x80072EE2; it asks again after its retry delay (RETRY-24, UP-8).</summary>
    /// <value>5 minutes by default, above zero; BITS 1.5 waited 30 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) Not above zero, or too long.</exception>
    public TimeSpan AnswerTimeout
    {
        get => _network.Read(ref _answerTimeout);
        set
        {
            TimeSpan timeout = ScriptTime.CheckDuration(value, nameof(value));
            _network.Edit(_ => (_answerTimeout, _patience) = (timeout, null));
        }
    }

    /// <summary>The files that it was given, those that it refused and those that came twice included (UP-7).</summary>
    /// <value>A snapshot, in the order in which they came.</value>
    public IReadOnlyList<SimulatedUpload> Received
    {
        get
        {
            lock (_network.Gate)
            {
                return Array.AsReadOnly(_received.ToArray());
            }
        }
    }

    /// <summary>From now on it refuses files, or is silent.</summary>
    /// <param name="fault">A status (ERR-20: what becomes of it), an HRESULT, or <see cref="SimulatedFault.NoAnswer"/>.</param>
    /// <returns>This application.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>, or about connections or bytes, of which an application knows nothing.</exception>
    public SimulatedServerApplication Fails(SimulatedFault fault)
    {
        _faults.Fails(Check(fault));
        return this;
    }

    /// <summary>From now on it refuses files with a status (ERR-20).</summary>
    /// <param name="status">As in <see cref="SimulatedFault.HttpStatus"/>.</param>
    /// <returns>This application.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) As in <see cref="SimulatedFault.HttpStatus"/>.</exception>
    public SimulatedServerApplication Fails(int status) => Fails(SimulatedFault.HttpStatus(status));

    /// <summary>Takes back <see cref="Fails(SimulatedFault)"/>.</summary>
    /// <returns>This application.</returns>
    public SimulatedServerApplication Recovers()
    {
        _faults.Recovers();
        return this;
    }

    /// <summary>It refuses one file.</summary>
    /// <param name="file">Which one, counted from 1 as <see cref="Received"/> does.</param>
    /// <param name="fault">As in <see cref="Fails(SimulatedFault)"/>.</param>
    /// <returns>This application.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="file"/> is below 1, or as in <see cref="Fails(SimulatedFault)"/>.</exception>
    public SimulatedServerApplication OnFile(long file, SimulatedFault fault)
    {
        _faults.OnRequest(file, Check(fault));
        return this;
    }

    /// <summary>It refuses what is sent in a time.</summary>
    /// <param name="from">When it begins, since the simulation's start.</param>
    /// <param name="to">When it is over.</param>
    /// <param name="fault">As in <see cref="Fails(SimulatedFault)"/>.</param>
    /// <returns>This application.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) A time is out of range or ends before it begins, or as in <see cref="Fails(SimulatedFault)"/>.</exception>
    public SimulatedServerApplication Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        _faults.Outage(from, to, Check(fault));
        return this;
    }

    /// <summary>It answers with a text, which jobs with a reply fetch from the path with <c>/reply</c> behind it (UP-6).</summary>
    /// <param name="text">What <see cref="BackgroundCopyJobReply.GetData"/> holds, as UTF-8.</param>
    /// <returns>The reply, to script further: it is fetched like any file.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The host has a file at that path already, such as an earlier reply: script that one further.</exception>
    public SimulatedResource RepliesWith(string text)
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(text ?? throw Failure.Null(nameof(text)));
        SimulatedResource reply = RepliesWith(content.LongLength);
        _network.Edit(_ => reply.Content_NeedsLock = content);
        return reply;
    }

    /// <summary>It answers with so many bytes; see <see cref="RepliesWith(string)"/>.</summary>
    /// <param name="sizeBytes">The size of the reply, from 0.</param>
    /// <returns>The reply, to script further.</returns>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="sizeBytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The host has a file at that path already, such as an earlier reply: script that one further.</exception>
    public SimulatedResource RepliesWith(long sizeBytes)
    {
        string path = _path.TrimEnd('/') + "/reply";
        SimulatedResource reply = _host.Resource(path, sizeBytes);
        _network.Edit(ref _reply, path);
        return reply;
    }

    /// <summary>From now on it says that its reply is somewhere else (UP-6).</summary>
    /// <param name="remoteName">An absolute http or https URL; <see langword="null"/>: it has no reply.</param>
    /// <returns>This application.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) Another kind of name.</exception>
    public SimulatedServerApplication RepliesFrom(string? remoteName)
    {
        if (remoteName is not null)
        {
            FileNames.CheckHasRanges(remoteName, nameof(remoteName));
            FileNames.CheckRemoteName(remoteName, nameof(remoteName));
        }

        _network.Edit(ref _reply, remoteName);
        return this;
    }

    /// <summary>How long it is waited for.</summary>
    internal TransferAnswer Patience_NeedsLock => _patience ??= TransferAnswer.None with { Patience = _answerTimeout.Ticks };

    /// <summary>A file has been sent: what the application answers, and when.</summary>
    internal (long Instant, TransferReport Report) Answer_NeedsLock(SimulatedTransfer transfer, long now)
    {
        SimulatedFault? fault = _faults.Rules.InForce(now, _faults.Rules.CountRequest())?.Fault;
        bool isSilent = fault is { IsSilence: true } || _answerTime is not { } time || time >= _answerTimeout;
        int code = isSilent ? HResults.ERROR_WINHTTP_TIMEOUT : fault?.Code ?? 0;
        _received.Add(new SimulatedUpload(TimeSpan.FromTicks(now), transfer.JobNumber, transfer.Version.Size, code));
        long instant = now + (isSilent ? _answerTimeout : _answerTime!.Value).Ticks;
        return (instant, code != 0
            ? new TransferReport(TransferReportKind.Failed, HResult: code, Context: BackgroundCopyErrorContext.RemoteApplication)
            : new TransferReport(TransferReportKind.Completed) { Answer = _reply is null ? null : TransferAnswer.None with { ReplyName = NameOfReply(transfer, _reply) } });
    }

    /// <summary>A path is on the host that the file was sent to.</summary>
    private static string NameOfReply(SimulatedTransfer transfer, string reply) =>
        reply.StartsWith('/') ? new Uri(transfer.RemoteName).GetLeftPart(UriPartial.Authority) + reply : reply;

    private static SimulatedFault Check(SimulatedFault fault) =>
        fault is null ? throw Failure.Null(nameof(fault))
        : fault is { Latency: null } and (SimulatedFault.HResultFault or SimulatedFault.HttpStatusFault or SimulatedFault.NoAnswerFault) ? fault
        : throw Failure.InvalidArgument(nameof(fault), "The fault is about connections and bytes; a server application answers with a status or an HRESULT, or not at all.");
}
