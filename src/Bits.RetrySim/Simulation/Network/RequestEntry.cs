namespace Bits.RetrySim;

/// <summary>A request that is kept for whoever wants to see it. Guarded by the network's lock.</summary>
/// <param name="number">Which one of its host, from 1.</param>
/// <param name="instant">When the attempt began.</param>
/// <param name="transfer">Whose it is.</param>
/// <param name="remoteName">What is asked for.</param>
internal sealed class RequestEntry(long number, long instant, SimulatedTransfer transfer, string remoteName)
{
    private readonly int _job = transfer.JobNumber;
    private readonly long _offset = transfer.Offset - (transfer.Ranges?.Skipped ?? 0);
    private readonly bool _hasStatus = transfer.HasStatus;
    private readonly TransferSettings _settings = transfer.Settings;
    private readonly TransferPurpose _purpose = transfer.Purpose;
    private readonly FileRanges? _ranges = transfer.Ranges;
    private bool _isAnswered;
    private int? _status;
    private int _code;
    private string _headers = "";
    private BitsPackets _packets;
    private long _fragments;

    /// <summary>The server sends the file from a byte on.</summary>
    internal void Accept(long from, string headers) => (_isAnswered, _status, _headers) = (true, !_hasStatus ? null : _purpose == TransferPurpose.Download && (from > 0 || _ranges is not null) ? 206 : 200, HeadersOf(headers));

    /// <summary>The server sends whoever asks elsewhere.</summary>
    internal void SendOn(int status) => (_isAnswered, _status) = (true, status);

    /// <summary>It has failed, with the code that the manager is told.</summary>
    internal void Fail(int code, string headers) =>
        (_isAnswered, _code, _status, _headers) = (true, code, _hasStatus && HResults.TryGetHttpStatus(code, out int status) ? status : null, HeadersOf(headers));

    /// <summary>Packets of the upload protocol; shares know none.</summary>
    internal void Send(BitsPackets packets) => _packets |= _hasStatus ? packets : BitsPackets.None;

    /// <summary>So many bytes have been sent, none of them more at once than the server takes.</summary>
    internal void CountFragments(long bytes, long? largest)
    {
        if (bytes > 0 && _hasStatus)
        {
            _fragments = largest is { } most ? ((bytes - 1) / most) + 1 : 1;
            Send(BitsPackets.Fragment);
        }
    }

    internal SimulatedRequest ToRequest()
    {
        string path = RemoteAddress.TryParse(remoteName, out RemoteAddress address) ? address.Path : "";
        return new SimulatedRequest(number, TimeSpan.FromTicks(instant), _job, path, _offset)
        {
            Method = _settings.HttpMethod ?? (_purpose == TransferPurpose.Download ? "GET" : "BITS_POST"),
            Purpose = _purpose,
            Packets = _packets,
            Fragments = _fragments,
            RequestHeaderText = _settings.CustomHeaders,
            Ranges = _ranges?.List,
            IsAnswered = _isAnswered,
            Status = _status,
            Code = _code,
            HeaderText = _headers,
        };
    }

    /// <summary>Files of shares and drives come without.</summary>
    private string HeadersOf(string lines) => _hasStatus ? lines : "";
}
