namespace Bits.RetrySim;

/// <summary>One job's end of a <see cref="SimulatedNetwork"/>. Everything in it is guarded by the network's lock.</summary>
/// <remarks>
/// It keeps only what the next attempt can use, since most jobs wait most of the time; what matters while an attempt runs is a
/// <see cref="SimulatedAttempt"/>, which is lent.
/// </remarks>
internal sealed partial class SimulatedTransfer(SimulatedLine line) : TransferHandle
{
    // Of the last order what the next attempt can use, or who foretells it; the rest is the running attempt's.
    private string _remoteName = "";

    // Where its URL leads, as of a layout of the script.
    private long _layout = -1;
    private SimulatedHost? _host;
    private SimulatedResource? _resource;
    private bool _isAddress;

    /// <summary>With what it fails while the script has no such file.</summary>
    private int _missing;
    private SourceKind _kind;
    private bool _isSecure;

    /// <summary>Who sends the request on, in their order; null, nearly always: nobody.</summary>
    private RedirectChain? _redirects;

    private TransferSettings _settings = TransferSettings.Default;

    private SimulatedAttempt? _attempt;

    internal SimulatedLine Line => line;

    internal SimulatedNetwork Network => line.Network;

    internal SimulatedHost? Host => _host;

    internal SimulatedResource? Resource => _resource;

    internal FileVersion Version => _attempt!.Order.Version;

    internal long Offset => _attempt!.Order.Offset;

    internal string RemoteName => _remoteName;

    internal TransferSettings Settings => _settings;

    /// <summary>What the host is asked for: the remote name, or where redirects lead.</summary>
    internal string Address => _redirects?.Last ?? _remoteName;

    internal FileRanges? Ranges => _attempt?.Order.Ranges;

    /// <summary>Whether its answers are those of HTTP.</summary>
    internal bool HasStatus => _kind == SourceKind.Http;

    /// <summary>What lets every request fail that goes over the network, and so not one for a file of this machine.</summary>
    internal FaultRules NetworkRules => _kind == SourceKind.LocalFile ? Network.NoNetwork : Network.Rules;

    /// <summary>Whether it takes part where bandwidth is divided.</summary>
    internal bool UsesNetwork => _kind != SourceKind.LocalFile;

    internal bool Foreground { get; private set; }

    internal int JobNumber { get; private set; }

    /// <summary>The order in which transfers are divided among and told: by managers, then by jobs (D-46).</summary>
    internal long Order => ((long)line.Number << 32) | (uint)JobNumber;

    internal override void Start(in TransferOrder order)
    {
        using LineCommand command = line.Begin(order.Now);
        if (line.IsClosed)
        {
            return;
        }

        End(command.Now);
        bool isSameName = _remoteName == order.RemoteName;
        _remoteName = order.RemoteName;
        (Foreground, JobNumber, _settings) = (order.Foreground, order.Job, order.Settings);
        _purpose = order.Purpose;
        SimulatedAttempt attempt = _attempt = line.Lend(this, order, command.Now);
        Resolve(isSameName);
        if (!HasSourceChanged(command.Now))
        {
            Contact(attempt, command.Now);
        }

        attempt.Connect(OwnLatency(attempt, command.Now) ?? LatencyTicks);
        Network.Sharing.TellInOrder(attempt, command.Now);
    }

    /// <summary>The request goes out, and counts where it comes.</summary>
    private void Contact(SimulatedAttempt attempt, long now)
    {
        attempt.Scopes[ScopeStates.Network].Request = NetworkRules.CountRequest();
        attempt.Scopes[ScopeStates.Host].Request = _host?.Rules.CountRequest() ?? 0;
        attempt.Scopes[ScopeStates.Resource].Request = _resource?.Rules.CountRequest() ?? 0;
        Source?.Rules.CountRequest();
        _redirects?.CountRequest(this, now);
        attempt.Request = _host?.NoteRequest_NeedsLock(this, Address, now);
    }

    internal override void Continue(long now)
    {
        using LineCommand command = line.Begin(now);
        _attempt?.Continue(command.Now);
    }

    internal override void Approve(CertificateApprovals approvals, long now)
    {
        using LineCommand command = line.Begin(now);
        _settings = _settings.With(approvals);
        _attempt?.Approve(command.Now);
    }

    internal override void Stop(long now)
    {
        using LineCommand command = line.Begin(now);
        End(command.Now);
    }

    internal override void SetForeground(bool foreground, long now)
    {
        using LineCommand command = line.Begin(now);
        Network.Sharing.Settle();
        Foreground = foreground;
        _attempt?.ForegroundChanged(command.Now);
    }

    internal override bool FailsAtOnce(long now, out int hresult)
    {
        // Without the lock, which would cost more than all the rest. A script whose layout is new has to be looked into, and perhaps to be hinted
        // at, by a real attempt; so has a request that is kept, to be told with its answer.
        bool isKnown = _kind == SourceKind.Http && _purpose == TransferPurpose.Download && _redirects is null && Network.RequestsKept == 0 && _attempt is null && _layout == Network.Layout && LatencyTicks == 0 && !HasLatency && IsNumberCertain;
        hresult = isKnown ? Foresee(line.ToNetwork(now)) : 0;
        return hresult != 0;
    }

    internal override void CountFailure(long now)
    {
        lock (Network.Gate)
        {
            NetworkRules.CountRequest();
            _host?.Rules.CountRequest();
            _resource?.Rules.CountRequest();
        }
    }

    /// <summary>Finds host and resource; a URL is taken apart once per handle, file and layout of the script, and so are hints given.</summary>
    internal void Resolve(bool isSameName = true)
    {
        if (isSameName && _layout == Network.Layout)
        {
            return;
        }

        _layout = Network.Layout;
        _isAddress = Network.TryFind_NeedsLock(_remoteName, out RemoteAddress address, out _host, out _resource);
        _kind = _isAddress || !FileNames.IsShare(_remoteName) ? address.Kind : SourceKind.Share;
        _isSecure = _remoteName.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        _redirects = null;
        if (_resource?.Redirect_NeedsLock is not null && _kind == SourceKind.Http && _purpose == TransferPurpose.Download)
        {
            _redirects = RedirectChain.Follow(Network, _host!, _resource, _isSecure, out address, out _host, out _resource);
            _isSecure = _redirects.EndsSecure;
        }

        _missing = _resource is null ? CodeOfMissing(address) : 0;
        if (_resource is null)
        {
            line.Host.Hint(JobNumber, DescribeMissing(address));
        }
    }

    /// <summary>How many bytes come of a file of a size.</summary>
    internal long LengthIn(long size) => Ranges?.LengthIn(size) ?? size;

    /// <summary>0, or the code with which a request fails because a web server knows no ranges, or the file has other bytes than are asked for (ERR-24, ERR-33, HTTP-2).</summary>
    internal int LackOf(long offset, long size) =>
        _purpose == TransferPurpose.Upload ? HResults.BG_E_LOCAL_FILE_CHANGED
        : LacksRanges(offset, size) ? CodeOfLack
        : Ranges is { } ranges && !ranges.FitIn(size) ? HResults.BG_E_INVALID_RANGE
        : 0;

    private int CodeOfLack => Ranges is not { IsRandomAccess: true } && _host!.IsHttp10_NeedsLock
        ? HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT
        : Ranges?.CodeOfLack ?? HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT;

    private bool LacksRanges(long offset, long size)
    {
        if (_kind != SourceKind.Http)
        {
            return Ranges is { IsRandomAccess: true };
        }

        bool known = _resource!.HasRanges_NeedsLock && Proxy is not { StripsRanges_NeedsLock: true };
        return Ranges is not null ? !known : !known && !_settings.IsDynamicContent && FileRanges.AreNeeded(Foreground, offset, size);
    }

    /// <summary>Who can see what passes: over https it is a tunnel (HTTP-5).</summary>
    private SimulatedProxy? Proxy => _isSecure ? null : Handshake.ProxyTo(Network, _host, _settings).Proxy;

    /// <summary>
    /// What a request with these numbers meets at an instant; nothing if the server serves the file. Drops and stalls in force are kept for later.
    /// </summary>
    internal Encounter Meet(long instant, ref ScopeStates scopes)
    {
        if (HasSourceChanged(instant))
        {
            return new Encounter(HResults.BG_E_LOCAL_FILE_CHANGED);
        }

        if (NetworkRules.Strike(instant, ref scopes[ScopeStates.Network]) is { } onTheNetwork)
        {
            return new Encounter(onTheNetwork.Code, onTheNetwork);
        }

        if (_kind == SourceKind.Http && PassOnTheWay(instant) is { Holds: true } onTheWay)
        {
            return onTheWay;
        }

        if (_host is not null)
        {
            SimulatedFault? atHost = _host.Rules.Strike(instant, ref scopes[ScopeStates.Host]);

            // Who cannot be reached shows no certificate; who answers with a status has shown it, and knows who asks.
            bool isReached = atHost is null || HResults.TryGetHttpStatus(atHost.Code, out _);
            if (_kind == SourceKind.Http && isReached && Handshake.Pass(_host, _isSecure, _settings) is { Holds: true } closed)
            {
                return closed;
            }

            if (atHost is not null)
            {
                return new Encounter(atHost.Code, atHost);
            }
        }

        if (_resource is null)
        {
            return new Encounter(_missing);
        }

        SimulatedFault? atFile = _resource.Rules.Strike(instant, ref scopes[ScopeStates.Resource]);
        return new Encounter(atFile?.Code ?? RefuseDirection(), atFile);
    }

    /// <summary>What an answer tells besides the file; null: nothing.</summary>
    internal TransferAnswer? AnswerWith(string headers, bool isRefused)
    {
        string? name = _redirects?.NewNameFor(_settings.SecurityOptions, isRefused);
        bool isHttp10 = _host is { IsHttp10_NeedsLock: true };
        return name is null && headers.Length == 0 && !isHttp10 ? null : new TransferAnswer(name, headers) { IsHttp10 = isHttp10 };
    }

    /// <summary>What holds the request at proxies and redirects between the manager and the host.</summary>
    private Encounter PassOnTheWay(long instant)
    {
        int code = Handshake.PassProxy(Network, _redirects?.First ?? _host, _settings);
        return code != 0 || _redirects is null ? new Encounter(code) : _redirects.Meet(instant, _settings);
    }

    /// <summary>The server answers HEAD and GET of the file's request of that number (ERR-24, CONS-2, HTTP-2): 0, or the code of what it lacks.</summary>
    internal int Serve(long instant, long request, out FileVersion version, out long from)
    {
        if (_purpose != TransferPurpose.Download)
        {
            return ServeUpload(instant, out version, out from);
        }

        SimulatedResource resource = _resource!;
        (version, from) = (FileVersion.Unknown, Offset);
        bool tellsSize = resource.HasContentLength_NeedsLock && Proxy is not { StripsContentLength_NeedsLock: true };
        if (_kind == SourceKind.Http && !tellsSize && !_settings.IsDynamicContent)
        {
            return HResults.BG_E_MISSING_FILE_SIZE;
        }

        version = resource.VersionAt_NeedsLock(instant, request);
        bool needsWhole = _attempt!.Order.MayBeginAgain && LacksRanges(Offset, version.Size) && !LacksRanges(0, version.Size);
        bool beginsAgain = Version.DiffersFrom(version) || Offset > LengthIn(version.Size) || needsWhole;
        from = beginsAgain ? 0 : Offset;
        return LackOf(from, version.Size);
    }

    /// <summary>Whether a code says what the answer about the file lacks, so that CONNECTING is over (OQ-40, RETRY-28).</summary>
    internal static bool ComesWithAnswer(int code) =>
        code is HResults.BG_E_MISSING_FILE_SIZE or HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT or HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT;

    /// <summary>Tells the manager how the attempt goes on.</summary>
    internal void Tell(in ByteFlow flow, long instant, in TransferReport report) =>
        line.Host.Schedule(this, _attempt!.Order.Generation, line.ToManager(flow), line.ToManager(instant), AsTold(report));

    /// <summary>The code of a failure as the manager is told it.</summary>
    internal int CodeAsTold(in TransferReport failure) => AsTold(failure).HResult;

    /// <summary>The attempt is over, whoever ends it.</summary>
    internal void Release()
    {
        line.TakeBack(_attempt!);
        _attempt = null;
    }

    internal void End(long now) => _attempt?.End(now);

    /// <summary>
    /// Whether the next request will have the number it would have now, as far as that matters: on a network of several managers another one may take
    /// it on another thread before the foreseen failure is counted.
    /// </summary>
    private bool IsNumberCertain => !Network.IsShared
        || !(Network.Rules.HasNumbered || _host is { Rules.HasNumbered: true } || _resource is { Rules.HasNumbered: true });

    private long LatencyTicks => _host?.LatencyTicks ?? Network.LatencyTicks;

    private bool HasLatency => NetworkRules.HasLatency || _host is { Rules.HasLatency: true } || _resource is { Rules.HasLatency: true };

    private long? OwnLatency(SimulatedAttempt attempt, long now) => NetworkRules.LatencyOf(now, attempt.Scopes[ScopeStates.Network].Request)
        ?? _host?.Rules.LatencyOf(now, attempt.Scopes[ScopeStates.Host].Request)
        ?? _resource?.Rules.LatencyOf(now, attempt.Scopes[ScopeStates.Resource].Request);

    /// <summary>The code with which the next attempt fails at the instant at which it begins; 0 if it does not, or not then.</summary>
    private int Foresee(long now)
    {
        ScopeStates scopes = default;
        scopes[ScopeStates.Network].Request = NetworkRules.RequestCount + 1;
        scopes[ScopeStates.Host].Request = _host?.Rules.RequestCount + 1 ?? 0;
        scopes[ScopeStates.Resource].Request = _resource?.Rules.RequestCount + 1 ?? 0;
        (int code, SimulatedFault? answer, _) = Meet(now, ref scopes);
        return answer is SimulatedFault.ConnectTimeoutFault or SimulatedFault.NoAnswerFault or { HeaderText.Length: > 0 }
            || ComesWithAnswer(code)
            || _host is { IsHttp10_NeedsLock: true }
            ? 0
            : code;
    }

    /// <summary>Files of shares and drives fail with codes of Windows, whose place the codes alone do not tell (ERR-29).</summary>
    private TransferReport AsTold(in TransferReport report)
    {
        if (_kind == SourceKind.Http || report.Kind != TransferReportKind.Failed || report.HResult == HResults.BG_E_LOCAL_FILE_CHANGED)
        {
            return report;
        }

        bool isOfTheWeb = ErrorClassifier.IsWinHttp(report.HResult) || HResults.TryGetHttpStatus(report.HResult, out _);
        return report with
        {
            HResult = isOfTheWeb ? HResults.ERROR_BAD_NETPATH : report.HResult,
            Context = BackgroundCopyErrorContext.RemoteFile,
        };
    }

    private int CodeOfMissing(in RemoteAddress address)
    {
        if (_kind == SourceKind.Http)
        {
            return !_isAddress ? HResults.ERROR_WINHTTP_INVALID_URL
                : _host is null ? HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED
                : HResults.BG_E_HTTP_ERROR_404;
        }

        return _host is null ? HResults.ERROR_BAD_NETPATH
            : _host.LacksDirectoryOf_NeedsLock(address.Path) ? HResults.ERROR_PATH_NOT_FOUND
            : HResults.ERROR_FILE_NOT_FOUND;
    }

    private string DescribeMissing(in RemoteAddress address)
    {
        if (!_isAddress && _kind == SourceKind.Http)
        {
            string invalid = ErrorText.Format(HResults.ERROR_WINHTTP_INVALID_URL);
            return $"Job {JobNumber} has a remote name without a host, so it fails with {invalid}. Only absolute URLs can be scripted.";
        }

        string code = ErrorText.Format(_missing);
        if (_kind == SourceKind.LocalFile)
        {
            string source = Network.Wording.Choose(
                $"network.LocalSource(\"{address.Path}\", sizeBytes: 1_000_000);",
                $"\"network\": {{ \"localSources\": {{ \"{address.Path}\": {{ \"size\": 1000000 }} }} }}");
            return $"{address.Path} is not in the script, so job {JobNumber} fails with {code}. To answer it add: {source}";
        }

        string missing = _host is null ? $"The host {address.Host} is not in the script" : $"{address.Path} is not in the script of {_host.Name}";
        if (_purpose != TransferPurpose.Download)
        {
            string target = Network.Wording.Choose(
                $"network.Host(\"{_host?.Name ?? address.Host}\").UploadTarget(\"{address.Path}\");",
                $"\"hosts\": {{ \"{_host?.Name ?? address.Host}\": {{ \"uploads\": {{ \"{address.Path}\": {{}} }} }} }}");
            return $"{missing}, so job {JobNumber} fails with {code}. To take its file add: {target}";
        }

        string addition = Network.Wording.Choose(
            $"network.Host(\"{_host?.Name ?? address.Host}\").Resource(\"{address.Path}\", sizeBytes: 1_000_000);",
            $"\"hosts\": {{ \"{_host?.Name ?? address.Host}\": {{ \"resources\": {{ \"{address.Path}\": {{ \"size\": 1000000 }} }} }} }}");
        return $"{missing}, so job {JobNumber} fails with {code}. To answer it add: {addition}";
    }
}
