using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>Attempts: starting and stopping them, and what the transport reports of them.</summary>
internal sealed partial class BitsService
{
    /// <summary>Running attempts have to look at the script again, once whoever changes it is done.</summary>
    private bool _scriptChanged;

    /// <summary>Another manager on the same transport changed how running attempts go on.</summary>
    private bool _stirred;

    /// <summary>The last failure of an attempt, classified.</summary>
    private JobInput _failure;

    void ITransferHost.Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report)
    {
        Debug.Assert(Monitor.IsEntered(_gate), "Transports that schedule are called under the lock, and call from within that call.");
        JobRecord job = (JobRecord)handle.Owner!;
        JobTransfer transfer = job.Transfer!;
        if (!transfer.IsRunning || transfer.Generation != generation)
        {
            return;
        }

        SettleBytes(job);
        transfer.Flow = flow;
        if (report.Kind != TransferReportKind.None)
        {
            transfer.Next = report;
            DuePhase phase = report.Kind == TransferReportKind.Failed ? DuePhase.FailureReport : DuePhase.Report;
            _queue.Arm(transfer.Due, Math.Max(instant, _instant), phase);
        }
        else
        {
            Disarm(transfer.Due);
        }

        PlanNotifications(job);
    }

    void ITransferHost.Push(TransferHandle handle, int generation, in TransferReport report)
    {
        using CallScope call = Enter(evenIfDisposed: true);
        JobRecord job = (JobRecord)handle.Owner!;
        if (job.Transfer is { IsRunning: true } transfer && transfer.Generation == generation)
        {
            OnReport(job, report);
        }
    }

    void ITransferHost.Refresh()
    {
        using CallScope call = Enter(evenIfDisposed: true);
        _scriptChanged = true;
    }

    /// <summary>Another manager changed what is left for this one: it has to be pumped at this instant.</summary>
    void ITransferHost.Stir()
    {
        Volatile.Write(ref _stirred, true);
        if (_simulatedClock is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static service => ((BitsService)service!).Tick(), this);
        }
    }

    void ITransferHost.Hint(int jobNumber, string text)
    {
        lock (_gate)
        {
            if (EventLog.IsEnabled)
            {
                EventLog.Add(new JobEvent(TimeSpan.FromTicks(_instant), jobNumber, JobEventKind.Hint, null, null, 0, 0, text));
            }

            _effects.Enqueue(new Effect(EffectKind.LogHint, Object: text));
        }
    }

    private void FollowScript()
    {
        _scriptChanged = false;
        _line.Refresh(_instant);
    }

    /// <summary>Starts the transfer of the job's current file, as a new attempt or within the running one.</summary>
    private void StartFile(JobRecord job)
    {
        if (job.Data.State == BackgroundCopyJobState.Connecting)
        {
            // With a maximum download time of 0 there is no time for an attempt (OQ-38).
            if (RetryTimers.MaximumDownloadTimeDue(job.Data, _settings) <= _instant)
            {
                Apply(job, JobTrigger.MaximumDownloadTimeDue);
                return;
            }

            job.Attempts++;
            RecordAttempt(job);
            if (_reports)
            {
                ReportAttempt(job);
            }
        }

        JobTransfer transfer = job.Transfer ??= new JobTransfer(job);
        BackgroundCopyFile file = job.CurrentFile!;
        transfer.Generation++;
        transfer.IsRunning = true;
        transfer.Flow = ByteFlow.Still(file.Bytes, _instant);
        TransferOrder order = new(
            _instant, transfer.Generation, job.Number, !job.IsBackground, file.RemoteName, file.LocalName, file.Bytes, file.Version);
        if (_line.IsLive)
        {
            _effects.Enqueue(new Effect(EffectKind.StartTransfer, job, order));
        }
        else
        {
            StartTransfer(job, order);
        }
    }

    /// <summary>
    /// Ends a running attempt, whether it is over or its job went on to something else; its bytes are kept (OQ-33). The transport is told
    /// either way, so that others have its share of the line.
    /// </summary>
    private void StopAttempt(JobRecord job)
    {
        if (job.Transfer is { IsRunning: true } transfer)
        {
            transfer.IsRunning = false;
            transfer.Generation++;
            Disarm(transfer.Due);
            TellTransport(new Effect(EffectKind.StopTransfer, job));
        }
    }

    /// <summary>Takes note of the bytes that have arrived up to now, as of the instant the last of them came (RETRY-11, OQ-36).</summary>
    private void SettleBytes(JobRecord job)
    {
        if (job.Transfer is not { IsRunning: true } transfer || job.CurrentFile is not { } file)
        {
            return;
        }

        long bytes = transfer.Flow.BytesAt(_instant);
        if (bytes <= file.Bytes)
        {
            return;
        }

        if (_reports)
        {
            ReportBytes(job, bytes - file.Bytes);
        }

        file.Bytes = bytes;
        long came = transfer.Flow.LastByteAt(_instant) ?? transfer.Flow.Since;
        Carry(job, JobMachine.Step(ref job.Data, JobTrigger.Received, new Moment(came, came + _wallOffset), _settings).Effects);
    }

    private static long BytesHere(JobRecord job) => job.CurrentFile?.Bytes ?? 0;

    private void DeliverReport(JobRecord job)
    {
        JobTransfer transfer = job.Transfer!;
        int generation = transfer.Generation;
        OnReport(job, transfer.Next);
        if (transfer.IsRunning && transfer.Generation == generation)
        {
            TellTransport(new Effect(EffectKind.ContinueTransfer, job, Value: generation));
        }
    }

    private void OnReport(JobRecord job, in TransferReport report)
    {
        SettleBytes(job);
        TakeBytes(job, report);
        BackgroundCopyFile file = job.CurrentFile!;
        switch (report.Kind)
        {
            case TransferReportKind.Accepted:
                file.Version = report.Version;
                file.Bytes = report.Bytes;
                job.Transfer!.Flow = ByteFlow.Still(report.Bytes, _instant);
                Apply(job, JobTrigger.Accepted);
                break;
            case TransferReportKind.Received:
                SyncTimers(job);
                break;
            case TransferReportKind.Restarted:
                file.Version = report.Version;
                file.Bytes = 0;
                job.Transfer!.Flow = ByteFlow.Still(0, _instant);
                Announce(job, JobEffects.Modified);
                break;
            case TransferReportKind.Completed:
                file.Version = file.Version with { Size = report.Bytes };
                StopAttempt(job);
                Apply(job, JobTrigger.FileCompleted);
                break;
            case TransferReportKind.Failed:
                StopAttempt(job);
                Apply(job, Failed(report.HResult));
                break;
            default:
                throw new InvalidOperationException($"{report.Kind} is not a kind of report.");
        }
    }

    /// <summary>Live transports have no flow: the bytes of a report are all that is known of them.</summary>
    private void TakeBytes(JobRecord job, in TransferReport report)
    {
        bool counts = report.Kind is TransferReportKind.Received or TransferReportKind.Completed or TransferReportKind.Failed;
        if (counts && report.Bytes > BytesHere(job))
        {
            job.Transfer!.Flow = ByteFlow.Still(report.Bytes, _instant);
            SettleBytes(job);
        }
    }

    /// <summary>In an outage one failure is like the other; it is not classified anew each time.</summary>
    private ref readonly JobInput Failed(int hresult)
    {
        if (_failure.HResult != hresult)
        {
            _failure = new JobInput(JobTrigger.Failed)
            {
                HResult = hresult,
                Class = _classifier.Classify(hresult),
                Context = ErrorClassifier.DefaultContext(hresult),
            };
        }

        return ref _failure;
    }

    private void RecordAttempt(JobRecord job)
    {
        if (EventLog.IsEnabled)
        {
            string detail = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"file {job.Data.FilesTransferred + 1} from byte {job.CurrentFile!.Bytes}");
            EventLog.Add(new JobEvent(
                TimeSpan.FromTicks(_instant), job.Number, JobEventKind.Attempt, null, null, 0, job.Attempts, detail)
            { Progress = ProgressOf(job, _instant) });
        }
    }
}
