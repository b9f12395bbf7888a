using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>One attempt of a job at one file, on a <see cref="ManualTransport"/>: the test says what happens to it.</summary>
/// <remarks>
/// An attempt is first accepted by the server, then receives bytes, and ends by completing or failing, or because its job stops it (Suspend,
/// Cancel, a lost network, the end of its time slice...). It can fail at any moment. A file of zero bytes is accepted and completed.
/// </remarks>
/// <threadsafety>Safe from any thread; see <see cref="ManualTransport"/>.</threadsafety>
[DebuggerDisplay("{ToString(),nq}, {BytesReceived} of {Size} bytes, {_ended ?? \"running\",nq}")]
public sealed class ManualAttempt
{
    private readonly ManualTransport _transport;
    private readonly ManualHandle _handle;
    private readonly TransferOrder _order;
    private string? _ended;
    private bool _accepted;
    private bool _asks;
    private CertificateApprovals? _approvals;
    private long _size;
    private long _offset;
    private long _bytes;

    internal ManualAttempt(ManualTransport transport, ManualHandle handle, in TransferOrder order)
    {
        _transport = transport;
        _handle = handle;
        _order = order;
        _size = order.LengthIn(order.Version.Size);
        _offset = _bytes = order.Offset;
        _approvals = order.Settings.ServerCertificates;
    }

    /// <summary>The creation number of the job that made this attempt.</summary>
    /// <value>From 1.</value>
    public int JobNumber => _order.Job;

    /// <summary>The URL that is fetched.</summary>
    public string RemoteName => _order.RemoteName;

    /// <summary>The destination.</summary>
    public string LocalName => _order.LocalName;

    /// <summary>The parts of the file that are asked for (FILE-11); sizes and bytes of this attempt are counted over them, but for those of <see cref="Accept"/> and <see cref="Restart"/>.</summary>
    /// <value>Null: the whole file. Of a file that is fetched on demand, what is missing (FILE-24); what is here is counted before it.</value>
    public IReadOnlyList<BackgroundCopyFileRange>? Ranges => _order.Ranges?.List;

    /// <summary>Whether the job was a foreground job when the attempt began.</summary>
    public bool IsForeground => _order.Foreground;

    /// <summary>The byte of the file from which this attempt goes on.</summary>
    /// <value>The bytes that earlier attempts left; 0 once <see cref="Accept"/> or <see cref="Restart"/> made the file begin again.</value>
    public long Offset => Read(ref _offset);

    /// <summary>The bytes of the file that are here, counted from the file's beginning.</summary>
    public long BytesReceived => Read(ref _bytes);

    /// <summary>The file's size as last told by this attempt or an earlier one.</summary>
    /// <value><see langword="null"/> while no attempt has told it.</value>
    public long? Size => Read(ref _size) is long size and >= 0 ? size : null;

    /// <summary>Whether the attempt has neither completed nor failed nor been stopped by its job.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_transport.Gate)
            {
                return _ended is null;
            }
        }
    }

    /// <summary>Whether the job's client has yet to judge a certificate: <see cref="AskAboutCertificate"/>.</summary>
    public bool AwaitsApproval
    {
        get
        {
            lock (_transport.Gate)
            {
                return _asks && _ended is null;
            }
        }
    }

    /// <summary>
    /// The server shows a certificate, which a client who judges them has to approve
    /// (<see cref="BackgroundCopyJobHttp.SetServerCertificateValidationInterface"/>, PROP-25): the attempt waits for him, and goes on or fails by his word
    /// (ERR-36). He is called once time is advanced, by zero at least.
    /// </summary>
    /// <param name="subjectName">The subject's name.</param>
    /// <param name="rawData">The certificate's bytes; null: the subject's name in UTF-8.</param>
    /// <param name="chainData">The certificates of its chain, as a serialized store; null: none.</param>
    /// <returns>Whether he is asked; not if the job has no such client, or he has approved this certificate of this server before.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The name is null, empty or of several lines, or the certificate has no bytes.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended, has been accepted or is asking already, or its URL is none of https.</exception>
    public bool AskAboutCertificate(string subjectName, byte[]? rawData = null, byte[]? chainData = null)
    {
        ShownCertificates.CheckSubject(subjectName, nameof(subjectName));
        ShownCertificates.CheckData(rawData, nameof(rawData));
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckUnaccepted_NeedsLock("A certificate is shown before.");
            if (!RemoteAddress.TryParse(RemoteName, out RemoteAddress address) || !RemoteName.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"{this} goes to no server of https, and only those show certificates.");
            }

            BackgroundCopyServerCertificate certificate = ShownCertificates.Make(address.HostAndPort, subjectName, rawData, chainData);
            if (_approvals is null || _approvals.Contain(certificate))
            {
                return false;
            }

            _asks = true;
            report = ReportOf(new TransferReport(TransferReportKind.Asked, _bytes) { Answer = TransferAnswer.None with { Certificate = certificate } });
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }

        return true;
    }

    /// <summary>The server accepts the request: the job connects no longer, but transfers (OQ-40).</summary>
    /// <param name="size">The file's size in bytes, from 0.</param>
    /// <param name="timeStamp">
    /// The file's time stamp on the server, if it tells one. When it or the size differs from what earlier attempts were told, the file begins
    /// again at 0 (CONS-2).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="size"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended, has been accepted already, or waits until its client has judged a certificate.</exception>
    public void Accept(long size, DateTimeOffset? timeStamp = null)
    {
        CheckSize(size);
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckUnaccepted_NeedsLock($"Use {nameof(Restart)} when the file changes under way.");
            _accepted = true;
            FileVersion version = new(size, FileVersion.ToTicks(timeStamp));
            if (_order.Version.DiffersFrom(version) || _offset > _order.LengthIn(size))
            {
                _offset = _bytes = 0;
            }

            _size = _order.LengthIn(size);
            report = ReportOf(new TransferReport(TransferReportKind.Accepted, _offset, version));
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }
    }

    /// <summary>Bytes arrive.</summary>
    /// <param name="bytes">
    /// How many more, at least 1, and no more than the file still lacks. The file is not complete before <see cref="Complete"/> says so.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="bytes"/> is below 1 or more than the file lacks.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended, or has not been accepted yet.</exception>
    public void Receive(long bytes)
    {
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckAccepted_NeedsLock();
            if (bytes < 1 || bytes > _size - _bytes)
            {
                throw Failure.OutOfRange(nameof(bytes), bytes, $"{this} has {_bytes} of {_size} bytes; from 1 to {_size - _bytes} can follow.");
            }

            _bytes += bytes;
            report = ReportOf(new TransferReport(TransferReportKind.Received, _bytes));
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }
    }

    /// <summary>The rest of the file arrives, if any is missing, and the file is complete.</summary>
    /// <exception cref="InvalidOperationException">The attempt has ended, or has not been accepted yet.</exception>
    public void Complete()
    {
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckAccepted_NeedsLock();
            _bytes = _size;
            _ended = "it was completed";
            report = ReportOf(new TransferReport(TransferReportKind.Completed, _bytes));
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }
    }

    /// <summary>The attempt fails.</summary>
    /// <param name="hresult">The failure: any of <see cref="HResults"/> that a transfer can end with.</param>
    /// <exception cref="ArgumentException">
    /// (E_INVALIDARG) <paramref name="hresult"/> is no failure, or one of RETRY-16 that the environment makes, not a transfer.
    /// </exception>
    /// <exception cref="InvalidOperationException">The attempt has ended.</exception>
    public void Fail(int hresult)
    {
        FaultCode.Check(hresult, nameof(hresult));
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckRunning_NeedsLock();
            _ended = $"it failed with {ErrorText.Format(hresult)}";
            report = ReportOf(new TransferReport(TransferReportKind.Failed, _bytes, HResult: hresult));
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }
    }

    /// <summary>The attempt fails, with the code written as in <c>0x80072EE7</c>.</summary>
    /// <param name="hresult">As in <see cref="Fail(int)"/>.</param>
    /// <exception cref="ArgumentException">(E_INVALIDARG) As in <see cref="Fail(int)"/>.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended.</exception>
    public void Fail(uint hresult) => Fail(unchecked((int)hresult));

    /// <summary>The server answers with a status that is an error.</summary>
    /// <param name="status">The HTTP status, 100 to 999 without 200 and 206, for example 503.</param>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="status"/> is 200 or 206.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="status"/> is below 100 or above 999.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended.</exception>
    public void FailHttp(int status) => Fail(FaultCode.CheckHttpStatus(status, nameof(status)));

    /// <summary>The file has changed on the server: it begins again at 0, without an error (CONS-2).</summary>
    /// <param name="size">The new size in bytes, from 0.</param>
    /// <param name="timeStamp">The new time stamp, if the server tells one.</param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="size"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The attempt has ended, or has not been accepted yet.</exception>
    public void Restart(long size, DateTimeOffset? timeStamp = null)
    {
        CheckSize(size);
        ManualReport report;
        bool pushes;
        lock (_transport.Gate)
        {
            CheckAccepted_NeedsLock();
            _size = _order.LengthIn(size);
            _offset = _bytes = 0;
            report = ReportOf(new TransferReport(TransferReportKind.Restarted, 0, new FileVersion(size, FileVersion.ToTicks(timeStamp))));
            pushes = _transport.Begin_NeedsLock(ref report);
        }

        if (pushes)
        {
            _transport.Push(report);
        }
    }

    /// <summary>The job and the URL, without user info and query, which may be secret.</summary>
    /// <returns>For example <c>The attempt of job 1 at https://cdn.example/app.zip</c>.</returns>
    public override string ToString() => $"The attempt of job {JobNumber} at {FileNames.Shown(RemoteName)}";

    internal void Stop_NeedsLock() => _ended ??= "its job stopped it";

    /// <summary>The client has approved the certificate, with those before it.</summary>
    internal void Approve_NeedsLock(CertificateApprovals approvals) => (_approvals, _asks) = (approvals, false);

    private static void CheckSize(long size)
    {
        if (size < 0)
        {
            throw Failure.OutOfRange(nameof(size), size, "A size is 0 or more bytes.");
        }
    }

    private ManualReport ReportOf(in TransferReport report) => new(_handle, _order.Generation, report);

    private void CheckRunning_NeedsLock()
    {
        if (_ended is not null)
        {
            throw new InvalidOperationException($"{this} has ended: {_ended}.");
        }
    }

    private void CheckUnaccepted_NeedsLock(string advice)
    {
        CheckRunning_NeedsLock();
        if (_accepted)
        {
            throw new InvalidOperationException($"{this} has already been accepted. {advice}");
        }

        if (_asks)
        {
            throw new InvalidOperationException($"{this} waits until its client has judged the server's certificate. Advance the time, by zero at least, so that he is asked.");
        }
    }

    private void CheckAccepted_NeedsLock()
    {
        CheckRunning_NeedsLock();
        if (!_accepted)
        {
            throw new InvalidOperationException($"{this} has not been accepted yet, so its size is not known. Call {nameof(Accept)} first.");
        }
    }

    private long Read(ref long field)
    {
        lock (_transport.Gate)
        {
            return field;
        }
    }
}
