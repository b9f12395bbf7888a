namespace Bits.RetrySim;

// What an attempt meets when its latency is over.
internal sealed partial class SimulatedTransfer
{
    // One per scope, outermost first: the drop or stall in force for this attempt, if any.
    private readonly HeldFault[] _held = new HeldFault[3];

    private string? _resolvedName;
    private long _resolvedLayout = -1;
    private bool _isAddress;
    private RemoteAddress _address;
    private SimulatedHost? _host;
    private SimulatedResource? _resource;

    private long _networkRequest;
    private long _hostRequest;
    private long _resourceRequest;

    private long _decisionAt;
    private long _decidedVersion;
    private FileVersion _version;
    private long _base;

    /// <summary>Finds host and resource; a URL is taken apart once per handle and file.</summary>
    private void Resolve()
    {
        bool isSameName = _resolvedName == _remoteName;
        if (isSameName && _resolvedLayout == network.Layout)
        {
            return;
        }

        if (!isSameName)
        {
            _resolvedName = _remoteName;
            _isAddress = RemoteAddress.TryParse(_resolvedName, out _address);
        }

        _resolvedLayout = network.Layout;
        _host = _isAddress ? network.FindHost_NeedsLock(_address) : null;
        _resource = _host?.FindResource_NeedsLock(_address);
        if (_resource is null)
        {
            network.Hint(JobNumber, DescribeMissing());
        }
    }

    /// <summary>Decides with the script as it is now what the attempt will meet at <see cref="_decisionAt"/>.</summary>
    private void Decide()
    {
        _decidedVersion = network.Version;
        Array.Clear(_held);
        _flow = ByteFlow.Still(_offset, _begun);
        if (Answers(0, network.Rules, _networkRequest))
        {
            return;
        }

        if (_host is null)
        {
            Fail(_decisionAt, _isAddress ? HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED : HResults.ERROR_WINHTTP_INVALID_URL);
        }
        else if (Answers(1, _host.Rules, _hostRequest))
        {
            return;
        }
        else if (_resource is null)
        {
            Fail(_decisionAt, HResults.BG_E_HTTP_ERROR_404);
        }
        else if (!Answers(2, _resource.Rules, _resourceRequest))
        {
            Serve(_resource);
        }
    }

    /// <summary>Whether a scope's fault answers in place of the server; a drop or a stall is kept for later.</summary>
    private bool Answers(int scope, FaultRules rules, long request)
    {
        FaultRule? rule = rules.InForce(_decisionAt, request);
        if (rule is null)
        {
            return false;
        }

        if (!rule.Fault.IsAnswer)
        {
            _held[scope] = new HeldFault(rule, 0);
            return false;
        }

        long instant = rule.Fault switch
        {
            SimulatedFault.ConnectTimeoutFault => Math.Max(_decisionAt, _begun + network.ConnectTimeoutTicks_NeedsLock),
            SimulatedFault.NoAnswerFault => _decisionAt + network.ReceiveTimeoutTicks_NeedsLock,
            _ => _decisionAt,
        };
        Fail(instant, rule.Fault.Code);
        return true;
    }

    /// <summary>The server answers HEAD and GET (ERR-24, CONS-2, HTTP-2).</summary>
    private void Serve(SimulatedResource resource)
    {
        if (!resource.HasContentLength_NeedsLock)
        {
            Fail(_decisionAt, HResults.BG_E_MISSING_FILE_SIZE);
            return;
        }

        _version = resource.VersionAt_NeedsLock(_decisionAt);
        bool beginsAgain = FileVersion.Differs(_size, _timeStamp, _version.Size, _version.TimeStamp) || _offset > _version.Size;
        _base = beginsAgain ? 0 : _offset;
        if (resource.LacksRanges_NeedsLock(_foreground, _base, _version.Size))
        {
            Fail(_decisionAt, HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT);
            return;
        }

        for (int scope = 0; scope < _held.Length; scope++)
        {
            _held[scope] = _held[scope] with { Anchor = _base };
        }

        (_instant, _report) = (_decisionAt, new TransferReport(TransferReportKind.Accepted, _base, _version.Size, _version.TimeStamp));
    }

    private void Fail(long instant, int code)
    {
        _instant = instant;
        _report = new TransferReport(TransferReportKind.Failed, _offset, HResult: code);
    }

    private string DescribeMissing()
    {
        if (!_isAddress)
        {
            string invalid = ErrorText.Format(HResults.ERROR_WINHTTP_INVALID_URL);
            return $"Job {JobNumber} has a remote name without a host, so it fails with {invalid}. Only absolute URLs can be scripted.";
        }

        string missing = _host is null ? $"The host {_address.Host} is not in the script" : $"{_address.Path} is not in the script of {_host.Name}";
        string code = ErrorText.Format(_host is null ? HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED : HResults.BG_E_HTTP_ERROR_404);
        string line = $"network.Host(\"{_host?.Name ?? _address.Host}\").Resource(\"{_address.Path}\", sizeBytes: 1_000_000);";
        return $"{missing}, so job {JobNumber} fails with {code}. To answer it add: {line}";
    }

    /// <summary>A drop or a stall of a scope that holds for the running attempt.</summary>
    /// <param name="Rule">The fault.</param>
    /// <param name="Anchor">The byte of the file from which its bytes count; below 0 after a restart.</param>
    /// <param name="IsOver">Whether it was a stall and is over.</param>
    private readonly record struct HeldFault(FaultRule? Rule, long Anchor, bool IsOver = false);
}
