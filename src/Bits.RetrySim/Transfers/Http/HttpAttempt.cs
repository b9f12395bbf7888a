using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Bits.RetrySim;

/// <summary>One attempt at one file: asks what the server has, fetches what is missing, and tells the manager.</summary>
/// <threadsafety>It runs on threads of the pool; <see cref="Stop"/>, <see cref="Approve"/> and <see cref="IsForeground"/> are for the thread that gives the line its commands.</threadsafety>
[SuppressMessage("Design", "CA1001", Justification = "It ends by itself, and then disposes of what it has.")]
internal sealed class HttpAttempt
{
    /// <summary>A file that changes more often than that between two bytes of it is given up.</summary>
    private const int MaximumChanges = 10;

    private readonly HttpLine _line;
    private readonly HttpHandle _handle;
    private readonly TransferOrder _order;
    private readonly Watchdog _watchdog;
    private readonly HttpRequests _requests;
    private readonly AttemptProgress _progress;

    /// <summary>Held while the file is opened, so that none is made after <see cref="Stop"/>: who stops it may delete the file at once.</summary>
    private readonly object _opening = new();

    private TransferSettings _settings;
    private TaskCompletionSource? _approval;

    /// <summary>Done when it is kept that nothing is here.</summary>
    private volatile TaskCompletionSource? _emptying;
    private volatile bool _isForeground;
    private volatile PartialFile? _file;
    private string? _expectedSha256;

    internal HttpAttempt(HttpLine line, HttpHandle handle, in TransferOrder order)
    {
        _line = line;
        _handle = handle;
        _order = order;
        _settings = order.Settings;
        _isForeground = order.Foreground;
        _watchdog = new Watchdog(line.Provider, line.Options.ReceiveTimeout);
        _requests = new HttpRequests(line, _watchdog);
        _progress = new AttemptProgress(line, Push, order.Offset);
    }

    /// <summary>Whether the job has become a foreground job meanwhile (SCHED-2).</summary>
    internal bool IsForeground
    {
        set => _isForeground = value;
    }

    /// <summary>A job with a method of its own, or whose content is made for each request, is answered once, by what it asks for (RETRY-22, RETRY-23).</summary>
    private bool AsksOnce => _settings.HttpMethod is not null || _settings.IsDynamicContent;

    internal void Start()
    {
        // What the caller is in the middle of is no business of requests.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _ = Task.Run(RunAsync);
    }

    /// <summary>Nothing more is written when this returns, and nothing more counts that is reported.</summary>
    internal void Stop()
    {
        _watchdog.Stop();
        lock (_opening)
        {
            _file?.Dispose();
        }
    }

    /// <summary>The certificates that were asked about are good: the attempt goes on (PROP-25).</summary>
    internal void Approve(CertificateApprovals approvals)
    {
        _settings = _settings.With(approvals);
        _approval?.TrySetResult();
    }

    /// <summary>What lies here may be overwritten (D-53).</summary>
    internal void GoOn(int generation)
    {
        if (generation == _order.Generation)
        {
            _emptying?.TrySetResult();
        }
    }

    /// <summary>Whatever goes wrong, the manager hears of it: an attempt of which nothing is heard holds its job for ever.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is reported as the failure of the attempt.")]
    private async Task RunAsync()
    {
        TransferReport end;
        try
        {
            end = await FetchAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_watchdog.IsStopped)
        {
            return;
        }
        catch (OperationCanceledException ended)
        {
            end = Failed(HttpErrors.CodeOf(ended));
        }
        catch (TransferException failure)
        {
            end = Failed(failure.Code, failure.Context) with { Answer = failure.Answer };
        }
        catch (Exception broken) when (_watchdog.Token.IsCancellationRequested && HttpErrors.IsOfConnection(broken))
        {
            // .NET Framework ends a read by breaking the connection off, and says no more of it.
            end = Failed(HResults.ERROR_WINHTTP_TIMEOUT);
        }
        catch (Exception failure)
        {
            int code = HttpErrors.CodeOf(failure);
            if (code == HResults.ERROR_WINHTTP_INTERNAL_ERROR)
            {
                // Its message may quote what is secret.
                _line.Host.Remark($"An attempt of job {_order.Job} has failed with {failure.GetType().FullName}, for which there is no code of its own.");
            }

            end = Failed(code);
        }
        finally
        {
            _file?.Dispose();
            _watchdog.Dispose();
        }

        Push(end);
    }

    private TransferReport Failed(int code, BackgroundCopyErrorContext? context = null) => new(TransferReportKind.Failed, _progress.Bytes, HResult: code, Context: context);

    private void Push(TransferReport report)
    {
        if (!_watchdog.IsStopped)
        {
            _line.Host.Push(_handle, _order.Generation, report);
        }
    }

    private async Task<TransferReport> FetchAsync()
    {
        if (FileNames.ProtocolOf(_order.RemoteName) != "http")
        {
            throw new TransferException(HResults.ERROR_WINHTTP_UNRECOGNIZED_SCHEME);
        }

        for (int changes = 0; ; changes++)
        {
            try
            {
                return await FetchOnceAsync(isFirst: changes == 0).ConfigureAwait(false);
            }
            catch (FileChangedException) when (changes < MaximumChanges)
            {
                // It begins again at once (CONS-2).
            }
            catch (FileChangedException)
            {
                throw new TransferException(HResults.BG_E_REMOTE_FILE_CHANGED);
            }
        }
    }

    private async Task<TransferReport> FetchOnceAsync(bool isFirst)
    {
        using RemoteAnswer about = await AskAsync(AsksOnce ? MethodOf(HttpMethod.Get) : HttpMethod.Head).ConfigureAwait(false);
        if (!about.IsAboutFile)
        {
            throw new TransferException(HResults.HttpStatus(about.Status), answer: about.ToTransferAnswer());
        }

        if (AsksOnce && about.IsPart)
        {
            // Nobody has asked for a part: what comes is not the whole file, whatever its length (PROP-3).
            throw new TransferException(HResults.BG_E_INVALID_SERVER_RESPONSE, answer: about.ToTransferAnswer());
        }

        FileVersion version = about.Version;
        if (version.Size < 0 && !_settings.IsDynamicContent)
        {
            // It has answered, but not so that it could be the same file or another (OQ-40).
            Push(new TransferReport(TransferReportKind.Accepted, _progress.Bytes, _order.Version));
            throw new TransferException(HResults.BG_E_MISSING_FILE_SIZE, answer: about.ToTransferAnswer());
        }

        Accept(about, version, isFirst);
        if (_order.Ranges is { } ranges && !ranges.FitIn(version.Size))
        {
            throw new TransferException(HResults.BG_E_INVALID_RANGE);
        }

        foreach (FetchSegment segment in FetchSegment.Missing(_order.Ranges, _progress.Bytes, version.Size))
        {
            if (AsksOnce)
            {
                await CopyAsync(about, segment).ConfigureAwait(false);
            }
            else
            {
                await FetchSegmentAsync(segment, about, version).ConfigureAwait(false);
            }
        }

        return Finish(version);
    }

    private HttpMethod MethodOf(HttpMethod byDefault) => _settings.HttpMethod is { } method ? new HttpMethod(method) : byDefault;

    /// <summary>Sends a request; the job's client is asked about certificates on the way (PROP-25).</summary>
    private async Task<RemoteAnswer> AskAsync(HttpMethod method, RangeHeaderValue? range = null, RangeConditionHeaderValue? condition = null)
    {
        while (true)
        {
            TaskCompletionSource approval = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                return await _requests.SendAsync(method, _order.RemoteName, _settings, range, condition).ConfigureAwait(false);
            }
            catch (HttpRequestException failure) when (CertificateException.In(failure) is { Code: 0 })
            {
                _approval = approval;
                BackgroundCopyServerCertificate shown = CertificateException.In(failure)!.Of(_requests.Target);
                Push(new TransferReport(TransferReportKind.Asked, _progress.Bytes) { Answer = TransferAnswer.None with { Certificate = shown } });
                await approval.Task.WaitAsync(_watchdog.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The server has answered about the file: it goes on where it stands, if it is the same one and the bytes are still here (OQ-40, CONS-2).</summary>
    private void Accept(RemoteAnswer about, FileVersion version, bool isFirst)
    {
        long from = isFirst && !_order.Version.DiffersFrom(version) && _order.Offset <= _order.LengthIn(version.Size) ? _order.Offset : 0;
        if (from > 0 && !HasBytes(from))
        {
            from = 0;
        }

        _progress.BeginAt(from);
        Push(new TransferReport(isFirst ? TransferReportKind.Accepted : TransferReportKind.Restarted, from, version) { Answer = about.ToTransferAnswer() });
    }

    /// <summary>Somebody may have deleted or cut off the temporary file meanwhile.</summary>
    private bool HasBytes(long from)
    {
        long length = OpenFile().Length;
        return _order.Ranges is { IsRandomAccess: true } ? length > 0 : length >= from;
    }

    private PartialFile OpenFile()
    {
        if (_file is { } open)
        {
            return open;
        }

        FileTarget target = _line.Host.TargetOf(_handle, _order.Generation) ?? throw new OperationCanceledException(_watchdog.Token);
        _expectedSha256 = target.ExpectedSha256;
        lock (_opening)
        {
            if (_watchdog.IsStopped)
            {
                throw new OperationCanceledException(_watchdog.Token);
            }

            Local(() => _file = PartialFile.Open(target.TemporaryName));
            return _file!;
        }
    }

    private async Task FetchSegmentAsync(FetchSegment segment, RemoteAnswer about, FileVersion version)
    {
        bool needsRange = _order.Ranges is not null || FileRanges.AreNeeded(_isForeground, segment.RemoteOffset, version.Size);
        RangeHeaderValue? range = needsRange ? new RangeHeaderValue(segment.RemoteOffset, segment.RemoteOffset + segment.Length - 1) : null;
        using RemoteAnswer answer = await AskAsync(HttpMethod.Get, range, needsRange ? about.Condition : null).ConfigureAwait(false);
        AnswerCheck.Check(answer, segment, needsRange, version, _order);
        await CopyAsync(answer, segment).ConfigureAwait(false);
    }

    private async Task CopyAsync(RemoteAnswer answer, FetchSegment segment)
    {
        if (!answer.IsPlain)
        {
            throw new TransferException(HResults.BG_E_INVALID_SERVER_RESPONSE, answer: answer.ToTransferAnswer());
        }

        PartialFile file = OpenFile();
        if (_progress.Bytes == 0 && file.Length > 0)
        {
            await EmptyAsync(file).ConfigureAwait(false);
        }

        _progress.File = file;
        Stream body = await answer.OpenBodyAsync(_watchdog.Token).ConfigureAwait(false);
        using (body)
        {
            BodyCopy copy = new(_line, _watchdog, file, _progress.Add);
            try
            {
                long came = await copy.RunAsync(body, segment.LocalOffset, segment.Length, () => !_isForeground).ConfigureAwait(false);
                if (came < segment.Length)
                {
                    throw new TransferException(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
                }
            }
            finally
            {
                // Also of a body that breaks off nothing is fetched twice.
                Local(_progress.Save);
            }
        }
    }

    /// <summary>
    /// What is here is of another version, or of nobody. As long as the store counts bytes of it none may be overwritten: whoever came back to an old version after a kill
    /// would go on with it in the middle of another one (D-53). A store that does not answer is waited for no longer than a server: others have their turn, and the job tries again.
    /// </summary>
    private async Task EmptyAsync(PartialFile file)
    {
        TaskCompletionSource kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _emptying = kept;
        _watchdog.Wait();
        Push(new TransferReport(TransferReportKind.Emptying));
        await kept.Task.WaitAsync(_watchdog.Token).ConfigureAwait(false);
        _watchdog.Rest();
        Local(() => file.Length = 0);
    }

    /// <summary>The file is closed before anybody hears that it is here: he may rename it at once.</summary>
    private TransferReport Finish(FileVersion version)
    {
        PartialFile file = OpenFile();
        TransferAnswer? answer = null;
        Local(() =>
        {
            _progress.Save();
            if (_order.Ranges is not { IsRandomAccess: true })
            {
                file.Length = _progress.Bytes;
            }

            answer = LookInto(file, version);
            if (PartialFile.KeepsTime(version.TimeStamp))
            {
                file.SetTime(new DateTime(version.TimeStamp, DateTimeKind.Utc));
            }
        });
        file.Dispose();
        return new TransferReport(TransferReportKind.Completed, _progress.Bytes) { Answer = answer };
    }

    /// <summary>What the whole file holds, if the job's client wants to know; of another one than he expects nothing is left.</summary>
    private TransferAnswer? LookInto(PartialFile file, FileVersion version)
    {
        bool isWhole = _order.Ranges is not { IsRandomAccess: true } || _progress.Bytes >= version.Size;
        if (_expectedSha256 is null || !isWhole)
        {
            return null;
        }

        string hash = file.ComputeSha256() ?? throw new OperationCanceledException(_watchdog.Token);
        if (ContentHash.Differs(_expectedSha256, hash))
        {
            file.Length = 0;
        }

        return TransferAnswer.None with { Sha256 = hash };
    }

    private static void Local(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (DiskErrors.Has(failure))
        {
            throw TransferException.OfDisk(failure);
        }
    }
}
