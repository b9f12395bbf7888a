namespace Bits.RetrySim;

/// <summary>One attempt, from its beginning until it is stopped; then it is used for another one.</summary>
/// <remarks>
/// An attempt is always described by one flow of bytes and the one report that comes next; both are computed anew from the script whenever
/// something changes, so nothing has to be taken back.
/// </remarks>
internal sealed partial class SimulatedAttempt(SimulatedNetwork network)
{
    internal const int Untouched = -1;

    internal ScopeStates Scopes;
    internal TransferOrder Order;

    private Stage _stage;
    private long _begun;
    private long _decisionAt;
    private long _decidedVersion;
    private string _headers = "";

    // What the manager is to know, and the kind of report it was told last.
    private ByteFlow _flow;
    private long _instant;
    private TransferReport _report;
    private TransferReportKind _told;

    private enum Stage : byte
    {
        Idle,
        Connecting,
        Transferring,
    }

    /// <summary>Whose attempt it is.</summary>
    internal SimulatedTransfer Transfer { get; private set; } = null!;

    /// <summary>The file of this machine that is sent.</summary>
    internal SimulatedResource? Source { get; private set; }

    /// <summary>Its request, if requests are kept.</summary>
    internal RequestEntry? Request { get; set; }

    /// <summary>Its place in the list of its line.</summary>
    internal int Index { get; set; }

    /// <summary>Whether its manager does not know yet how it goes on.</summary>
    internal bool IsUntold { get; set; }

    /// <summary>The bits per second that <see cref="FairShare"/> gives it.</summary>
    internal long Share { get; set; }

    /// <summary>What it gets when what was put off is told.</summary>
    internal long NextShare { get; set; }

    /// <summary>The last of the commands put off that changed it.</summary>
    internal int Touched { get; set; } = Untouched;

    /// <summary>Whether the manager has to be told even if nothing changes any more.</summary>
    internal bool MustBeTold { get; set; }

    /// <summary>Whether it is counted among those that <see cref="FindEntangled"/> finds.</summary>
    internal bool IsEntangled { get; set; }

    /// <summary>Whether its bytes move, or could.</summary>
    internal bool IsRunning => _stage == Stage.Transferring;

    /// <summary>When the next report is due.</summary>
    internal long Instant => _instant;

    internal Bottleneck HostLimit => Transfer.Host!.Limit;

    internal Bottleneck? PolicyLimit => Transfer.Foreground ? null : Transfer.Line.PolicyLimit;

    internal void Begin(SimulatedTransfer transfer, in TransferOrder order, long now)
    {
        (Transfer, Order, _begun) = (transfer, order, now);
        Source = order.Purpose == TransferPurpose.Upload ? network.FindSource_NeedsLock(order.LocalName) : null;
    }

    /// <summary>The request is under way; what it meets after the latency is foreseen.</summary>
    internal void Connect(long latency)
    {
        _stage = Stage.Connecting;
        _decisionAt = _begun + latency;
        Decide();
    }

    /// <summary>The report that was told last has been delivered.</summary>
    internal void Continue(long now)
    {
        if (_stage == Stage.Connecting && _report.Kind == TransferReportKind.Accepted)
        {
            _stage = Stage.Transferring;
            Request?.Accept(_base, _headers);
            Transfer.BeginUpload(Request, now);
            _silence.Begin(new AcceptedBody(_decisionAt, _decidedVersion));
            BeginFile(now);
            network.Sharing.Join(this, now);
        }
        else if (_stage == Stage.Transferring)
        {
            network.Sharing.SettleFor(this);
            Delivered(now);
            network.Sharing.Follow(this, now);
        }
    }

    /// <summary>What it asked about is approved: the server answers now.</summary>
    internal void Approve(long now)
    {
        if (_stage == Stage.Connecting)
        {
            _decisionAt = Math.Max(_decisionAt, now);
            DecideAgain(now);
        }
    }

    /// <summary>The script was changed.</summary>
    internal void Refresh(long now)
    {
        if (_stage == Stage.Connecting && now <= _decisionAt)
        {
            DecideAgain(now);
        }
        else if (_stage == Stage.Transferring)
        {
            LetGo();
            network.Sharing.Follow(this, now);
        }
    }

    internal void ForegroundChanged(long now)
    {
        if (_stage == Stage.Transferring)
        {
            network.Sharing.Reshare(now);
        }
        else if (_stage == Stage.Connecting && now < _decisionAt)
        {
            // Whether the server must know ranges depends on it.
            DecideAgain(now);
        }
    }

    /// <summary>The attempt is over; the others are given its share.</summary>
    internal void End(long now)
    {
        if (_stage == Stage.Transferring)
        {
            network.Sharing.Leave(this, now);
        }
        else
        {
            Retire(now);
        }
    }

    /// <summary>Whether the report that ends this attempt was due before an instant, so that the attempt is over although nobody stopped it.</summary>
    internal bool EndedBefore(long now) =>
        _instant < now && _report.Kind is TransferReportKind.Completed or TransferReportKind.Failed;

    /// <summary>The attempt is over; the others still have to be given its share.</summary>
    internal void Retire(long now)
    {
        if (_stage == Stage.Transferring)
        {
            UseUp(now);
            Transfer.EndUpload(Request, _base, _flow.BytesAt(now), _posted.IsPosted, EndedBefore(now + 1) && _report.Kind == TransferReportKind.Completed, now);
        }
        else if (_report.Kind == TransferReportKind.Failed && _instant <= now)
        {
            Request?.Fail(Transfer.CodeAsTold(_report), _headers);
        }

        Request = null;
        _stage = Stage.Idle;
        Touched = Untouched;
        SimulatedTransfer transfer = Transfer;
        transfer.Release();
        Transfer = null!;
    }

    /// <summary>Tells the manager how the attempt goes on.</summary>
    internal void Tell()
    {
        _told = _report.Kind;
        Transfer.Tell(_flow, _instant, _report);
    }

    /// <summary>Decides with the script as it is now what the attempt will meet at <see cref="_decisionAt"/>.</summary>
    private void Decide()
    {
        _decidedVersion = network.Version;
        _flow = ByteFlow.Still(Transfer.Offset, _begun);
        Scopes.LetGo();
        _failsWith = 0;
        (int code, SimulatedFault? answer, BackgroundCopyServerCertificate? certificate) = Transfer.Meet(_decisionAt, ref Scopes);
        if (certificate is not null)
        {
            (_instant, _headers) = (_decisionAt, "");
            _report = new TransferReport(TransferReportKind.Asked, Transfer.Offset) { Answer = TransferAnswer.None with { Certificate = certificate } };
            return;
        }

        if (code == 0)
        {
            _failsWith = Transfer.Serve(_decisionAt, Scopes[ScopeStates.Resource].Request, out _version, out _base);
        }
        else if (SimulatedTransfer.ComesWithAnswer(code))
        {
            (_failsWith, _version, _base) = (code, Transfer.Version, Transfer.Offset);
            code = 0;
        }

        _headers = code != 0 ? answer?.HeaderText ?? "" : Transfer.Resource!.Headers_NeedsLock;
        if (code != 0)
        {
            _instant = answer switch
            {
                SimulatedFault.ConnectTimeoutFault => Math.Max(_decisionAt, _begun + network.ConnectTimeoutTicks_NeedsLock),
                SimulatedFault.NoAnswerFault => _decisionAt + network.ReceiveTimeoutTicks_NeedsLock,
                _ => _decisionAt,
            };
            _report = new TransferReport(TransferReportKind.Failed, Transfer.Offset, HResult: code) { Answer = Transfer.AnswerWith(_headers, isRefused: true) };
            return;
        }

        Scopes.AnchorAt(_base);
        (_instant, _report) = (_decisionAt, new TransferReport(TransferReportKind.Accepted, _base, _version) { Answer = Transfer.AnswerWith(HeadersOfFile(), isRefused: false) });
    }

    /// <summary>What is scripted, and the tag, which the client cannot tell from the version.</summary>
    private string HeadersOfFile() =>
        Transfer.HasStatus && Transfer.Purpose == TransferPurpose.Download && Transfer.Resource!.TagLine_NeedsLock(_decisionAt, Scopes[ScopeStates.Resource].Request) is { } tag ? HeaderLines.With(_headers, tag) : _headers;

    private void DecideAgain(long now)
    {
        (SimulatedHost? host, SimulatedResource? resource) = (Transfer.Host, Transfer.Resource);
        Transfer.Resolve();
        if (Transfer.Host != host)
        {
            Scopes[ScopeStates.Host].Request = Transfer.Host!.Rules.CountRequest();
            Request = Transfer.Host.NoteRequest_NeedsLock(Transfer, Transfer.Address, _begun);
        }

        if (Transfer.Resource != resource)
        {
            Scopes[ScopeStates.Resource].Request = Transfer.Resource!.Rules.CountRequest();
        }

        (long instant, TransferReport report) = (_instant, _report);
        Decide();
        if (instant != _instant || report != _report)
        {
            network.Sharing.TellInOrder(this, now);
        }
    }

    private void Delivered(long now)
    {
        if (_told == TransferReportKind.Received)
        {
            _progressTold = true;
        }
        else if (_told == TransferReportKind.Restarted)
        {
            BeginFileAgain(now);
        }
        else if (Transfer.IsPosting && !_posted.IsPosted && _end.Kind == BytesEndKind.File && Rests(now))
        {
            _posted.Post(Transfer, now);
        }
    }
}
