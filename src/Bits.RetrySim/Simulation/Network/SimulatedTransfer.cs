namespace Bits.RetrySim;

/// <summary>One job's end of a <see cref="SimulatedNetwork"/>. Everything in it is guarded by the lock, under which it is called.</summary>
/// <remarks>
/// An attempt is always described by one flow of bytes and the one report that comes next; both are computed anew from the script whenever
/// something changes, so nothing has to be taken back.
/// </remarks>
internal sealed partial class SimulatedTransfer(SimulatedNetwork network) : TransferHandle
{
    // What the attempt is to fetch.
    private int _generation;
    private long _begun;
    private string _remoteName = "";
    private long _offset;
    private long _size;
    private long _timeStamp;
    private bool _foreground;
    private Stage _stage;

    // What the manager was told last.
    private ByteFlow _flow;
    private long _instant;
    private TransferReport _report;

    private enum Stage : byte
    {
        Idle,
        Connecting,
        Transferring,
    }

    /// <summary>The bits per second that <see cref="FairShare"/> gives this transfer.</summary>
    internal long Share { get; set; }

    internal Bottleneck Link => network.Link;

    internal Bottleneck HostLimit => _host!.Limit;

    internal Bottleneck? PolicyLimit => _foreground ? null : network.PolicyLimit;

    internal int JobNumber { get; private set; }

    internal override void Start(in TransferRequest request)
    {
        End(request.Now);
        Take(request);
        _stage = Stage.Connecting;
        _networkRequest = network.Rules.CountRequest();
        Resolve();
        _hostRequest = _host?.Rules.CountRequest() ?? 0;
        _resourceRequest = _resource?.Rules.CountRequest() ?? 0;
        _decisionAt = request.Now + (_host?.LatencyTicks_NeedsLock ?? network.LatencyTicks_NeedsLock);
        Decide();
        network.Tell(this);
    }

    internal override void Continue(long now)
    {
        if (_stage == Stage.Connecting && _report is { Kind: TransferReportKind.Accepted })
        {
            _stage = Stage.Transferring;
            BeginFile(now);
            network.Join_NeedsLock(this);
            network.Reshare_NeedsLock(now);
        }
        else if (_stage == Stage.Transferring)
        {
            Delivered(now);
            network.Reshare_NeedsLock(now);
        }
    }

    internal override void Refresh(long now)
    {
        if (_stage == Stage.Connecting && now <= _decisionAt)
        {
            DecideAgain();
        }
        else if (_stage == Stage.Transferring)
        {
            AdoptNewFaults(now);
            network.Reshare_NeedsLock(now);
        }
    }

    internal override void Stop(long now) => End(now);

    internal override void SetForeground(bool foreground, long now)
    {
        _foreground = foreground;
        if (_stage == Stage.Transferring)
        {
            network.Reshare_NeedsLock(now);
        }
        else if (_stage == Stage.Connecting && now < _decisionAt)
        {
            // Whether the server must know ranges depends on it.
            DecideAgain();
        }
    }

    /// <summary>Tells the manager how this attempt goes on.</summary>
    internal void Tell(ITransferHost manager) => manager.Schedule(this, _generation, _flow, _instant, _report);

    /// <summary>Whether the report that ends this attempt was due before an instant, so that the attempt is over although nobody stopped it.</summary>
    internal bool EndedBefore(long now) =>
        _instant < now && _report is { Kind: TransferReportKind.Completed or TransferReportKind.Failed };

    /// <summary>The attempt is over; the others still have to be given its share.</summary>
    internal void Retire(long now)
    {
        UseUp(now);
        _stage = Stage.Idle;
    }

    private void Take(in TransferRequest request)
    {
        _generation = request.Generation;
        _begun = request.Now;
        _remoteName = request.RemoteName;
        _offset = request.Offset;
        _size = request.Size;
        _timeStamp = request.TimeStamp;
        _foreground = request.Foreground;
        JobNumber = request.JobNumber;
    }

    private void Delivered(long now)
    {
        if (_report is { Kind: TransferReportKind.Received })
        {
            _progressTold = true;
        }
        else if (_report is { Kind: TransferReportKind.Restarted })
        {
            BeginFileAgain(now);
        }
    }

    private void DecideAgain()
    {
        SimulatedHost? host = _host;
        SimulatedResource? resource = _resource;
        Resolve();
        _hostRequest = _host == host ? _hostRequest : _host!.Rules.CountRequest();
        _resourceRequest = _resource == resource ? _resourceRequest : _resource!.Rules.CountRequest();
        (long instant, TransferReport report) = (_instant, _report);
        Decide();
        if (instant != _instant || report != _report)
        {
            network.Tell(this);
        }
    }

    private void End(long now)
    {
        bool wasTransferring = _stage == Stage.Transferring;
        if (wasTransferring)
        {
            network.Leave_NeedsLock(this);
            Retire(now);
            network.Reshare_NeedsLock(now);
        }

        _stage = Stage.Idle;
    }
}
