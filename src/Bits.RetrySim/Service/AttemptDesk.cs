namespace Bits.RetrySim;

/// <summary>Attempts: starting and stopping them, and what the line reports of them. Guarded by the service's lock.</summary>
internal sealed class AttemptDesk : ITransferHost
{
    private readonly ServiceLoop _loop;
    private readonly Agenda _agenda;
    private readonly ErrorClassifier _classifier;
    private readonly TimeDriver _driver;
    private readonly TransferCommands _line;

    /// <summary>Running attempts have to follow the script again, once whoever changes it is done.</summary>
    private bool _scriptChanged;

    /// <summary>An entry for a pushed report that is not in use.</summary>
    private ReportDue? _spare;

    /// <summary>The last failure of an attempt, and what it means for a job.</summary>
    private (int HResult, BackgroundCopyErrorContext? Context) _failedWith;
    private JobInput _failure;

    internal AttemptDesk(ServiceLoop loop, Agenda agenda, ErrorClassifier classifier, EffectQueue effects, Transport transport, EngineClock clock, TimeDriver driver)
    {
        _loop = loop;
        _agenda = agenda;
        _classifier = classifier;
        _driver = driver;
        _line = new TransferCommands(transport.Connect(this, clock.Provider, clock.Origin), agenda, clock, effects);
        Limit = new LineLimit(_line);
    }

    internal JobSteps Steps { get; set; } = null!;

    /// <summary>What the line is told that the bandwidth policy leaves to background jobs.</summary>
    internal LineLimit Limit { get; }

    internal long EarliestStart() => _line.EarliestStart;

    /// <summary>Whether a job in CONNECTING has any download time at all (OQ-38); in TRANSFERRING the running attempt goes on to the next file.</summary>
    internal bool HasTimeFor(JobRecord job, EngineSettings settings) =>
        job.Data.State != BackgroundCopyJobState.Connecting || RetryTimers.MaximumDownloadTimeDue(job.Data, settings) > _agenda.Instant;

    /// <summary>Starts the transfer of the job's current file, as a new attempt or within the running one.</summary>
    internal void Start(JobRecord job)
    {
        if (job.Data.State == BackgroundCopyJobState.Connecting)
        {
            CountAttempt(job);
        }

        StartRequest(job);
    }

    /// <summary>A request that failed is made again at once: an attempt of its own, of which the client sees nothing (RETRY-28).</summary>
    internal void StartAgain(JobRecord job, int failedWith)
    {
        Steps.Journal.RetryAtOnce(_agenda.Now, job.Number, job.Data, job.Attempts, failedWith, Steps.Settings.ImmediateRetries);
        CountAttempt(job);
        StartRequest(job);
    }

    private void CountAttempt(JobRecord job)
    {
        job.Attempts++;
        BackgroundCopyJobProgress progress = Steps.Journal.Records ? JobReader.ProgressOf(job, _agenda.Instant) : default;
        Steps.Journal.Attempt(_agenda.Now, job.Number, job.Data, job.Attempts, job.CurrentFile!.Bytes, progress);
    }

    /// <summary>What is here of the file that is fetched next is of no use; says whether there was any.</summary>
    internal bool DiscardFile(JobRecord job)
    {
        if (job.CurrentFile is not { Bytes: > 0 } file)
        {
            return false;
        }

        Steps.Journal.FileRestarted(_agenda.Instant, job.Number, job.Attempts, file.Index + 1, file.Bytes);
        file.Bytes = 0;
        if (job.RunningTransfer is { } transfer)
        {
            transfer.Flow = ByteFlow.Still(0, _agenda.Instant);
        }

        return true;
    }

    private void StartRequest(JobRecord job)
    {
        if (job.Has(JobTraits.HasCustomMethod | JobTraits.IsDynamicContent))
        {
            // The server would answer something else than the rest of what is here (RETRY-22, RETRY-23).
            DiscardFile(job);
        }

        FileRecord file = job.CurrentFile!;
        JobTransfer transfer = job.Transfer ??= new JobTransfer(job);
        transfer.Generation++;
        transfer.IsRunning = true;
        transfer.IsOrderChanged = false;
        transfer.Flow = ByteFlow.Still(file.Bytes, _agenda.Instant);
        Limit.Follow(job.Level);
        _line.Add(new TransferCommand(TransferCommandKind.Start, transfer, transfer.Generation));
    }

    /// <summary>
    /// Ends a running attempt, whether it is over or its job went on to something else; its bytes are kept (OQ-33). The line is told either way,
    /// so that others have its share.
    /// </summary>
    internal void Stop(JobRecord job)
    {
        if (job.RunningTransfer is { } transfer)
        {
            transfer.IsRunning = false;
            transfer.Generation++;
            _agenda.Disarm(transfer);
            _line.Add(new TransferCommand(TransferCommandKind.Stop, transfer));
        }
    }

    /// <summary>The job has become a foreground or a background job.</summary>
    internal void TellPriority(JobRecord job)
    {
        if (job.RunningTransfer is { } transfer)
        {
            Limit.Follow(job.Level);
            _line.Add(new TransferCommand(TransferCommandKind.SetForeground, transfer, IsForeground: !job.IsBackground));
        }
    }

    /// <summary>The machine falls asleep: from now on no byte comes (CLOCK-5).</summary>
    internal void FallAsleep() => _line.Add(new TransferCommand(TransferCommandKind.FallAsleep));

    /// <summary>The machine has slept for so many ticks.</summary>
    internal void Wake(long slept) => _line.Add(new TransferCommand(TransferCommandKind.Wake, Ticks: slept));

    /// <summary>The running attempts are to follow what was changed outside.</summary>
    internal void Refresh() => _line.Add(new TransferCommand(TransferCommandKind.Refresh));

    /// <summary>The manager cannot begin after all.</summary>
    internal void Disconnect() => _line.Disconnect();

    /// <summary>The manager ends, and gives its line back.</summary>
    internal void Close() => _line.Add(new TransferCommand(TransferCommandKind.Close));

    /// <summary>Tells the line what was listed in the step that is over.</summary>
    internal void Flush() => _line.Flush(_loop);

    /// <summary>What the line was to be told it has been told when this returns; called outside the lock.</summary>
    internal void CarryOut() => _line.CarryOut(_loop);

    /// <summary>Nothing more is due at the present instant.</summary>
    internal void EndInstant() => _line.EndInstant();

    /// <summary>Follows a changed script, if it was changed; says whether it was.</summary>
    internal bool FollowScript()
    {
        if (!_scriptChanged)
        {
            return false;
        }

        _scriptChanged = false;
        Refresh();
        return true;
    }

    /// <summary>Takes note of the bytes that have arrived up to now, as of the instant the last of them came (RETRY-11, OQ-36).</summary>
    internal void SettleBytes(JobRecord job)
    {
        if (job.RunningTransfer is not { } transfer || job.CurrentFile is not { } file)
        {
            return;
        }

        long bytes = transfer.Flow.BytesAt(_agenda.Instant);
        if (bytes <= file.Bytes)
        {
            return;
        }

        Steps.Journal.Bytes(job.Data.Priority, bytes - file.Bytes);
        file.Bytes = bytes;
        long came = transfer.Flow.LastByteAt(_agenda.Instant) ?? transfer.Flow.Since;
        Steps.Receive(job, new Moment(came, came + _agenda.WallOffset));
    }

    /// <summary>The report that was due next is due.</summary>
    internal void OnReportDue(JobRecord job)
    {
        JobTransfer transfer = job.Transfer!;
        if (!transfer.IsRunning || transfer.Next.Kind == TransferReportKind.None)
        {
            // It waited while the job was frozen, and the attempt was stopped, or the report withdrawn, meanwhile.
            return;
        }

        int generation = transfer.Generation;
        OnReport(job, transfer.Next);
        if (transfer.IsAttempt(generation))
        {
            _line.Add(new TransferCommand(TransferCommandKind.Continue, transfer, generation));
        }
    }

    void ITransferHost.Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report)
    {
        JobTransfer transfer = (JobTransfer)handle.Owner!;
        if (!transfer.IsAttempt(generation))
        {
            return;
        }

        SettleBytes(transfer.Job);
        transfer.Flow = flow;
        Expect(transfer, instant, report);
        Steps.Callbacks.Plan(transfer.Job);
    }

    void ITransferHost.Push(TransferHandle handle, int generation, in TransferReport report)
    {
        using CallScope call = _loop.Enter(evenIfEnded: true);
        JobTransfer transfer = (JobTransfer)handle.Owner!;
        if (transfer.IsAttempt(generation))
        {
            ReportDue due = _spare ?? new ReportDue();
            _spare = null;
            due.Set(transfer, generation, report);
            _agenda.Arm(due, call.Now.Engine, ReportDue.PhaseOf(report.Kind));
            _loop.RunThrough(due, call);
        }
    }

    void ITransferHost.Refresh()
    {
        using CallScope call = _loop.Enter(evenIfEnded: true);
        _scriptChanged = true;
    }

    void ITransferHost.Stir() => _driver.Stir();

    void ITransferHost.Hint(int jobNumber, string text)
    {
        using ReadScope scope = _loop.Look();
        Steps.Journal.Hint(_agenda.Instant, jobNumber, text);
    }

    void ITransferHost.Remark(string text)
    {
        using ReadScope scope = _loop.Look();
        Steps.Journal.Remark(text);
    }

    private void Expect(JobTransfer transfer, long instant, in TransferReport report)
    {
        transfer.Next = report;
        if (report.Kind == TransferReportKind.None)
        {
            _agenda.Disarm(transfer);
            return;
        }

        _agenda.Arm(transfer, Math.Max(instant, _agenda.Instant), ReportDue.PhaseOf(report.Kind));
    }

    /// <summary>A report that was pushed is due.</summary>
    internal void OnPushed(ReportDue due)
    {
        JobTransfer transfer = due.Transfer;
        TransferReport report = due.Report;
        int generation = due.Generation;
        due.Forget();
        _spare = due;
        if (transfer.IsAttempt(generation))
        {
            OnReport(transfer.Job, report);
        }
    }

    private void OnReport(JobRecord job, in TransferReport report)
    {
        SettleBytes(job);
        TakeBytes(job, report);
        FileRecord file = job.CurrentFile!;
        file.Hear(report);
        switch (report.Kind)
        {
            case TransferReportKind.Accepted:
                bool beginsAgain = TellRestart(job, file, report);
                file.Accept(report);
                job.Transfer!.Flow = ByteFlow.Still(report.Bytes, _agenda.Instant);
                Steps.Apply(job, JobTrigger.Accepted);
                if (!FailIfTooLarge(job) && beginsAgain)
                {
                    AskAnew(job, file);
                }

                break;
            case TransferReportKind.Received:
                Steps.Timers.Sync(job);
                break;
            case TransferReportKind.Look:
                break;
            case TransferReportKind.Restarted when job.Has(JobTraits.HasCustomMethod | JobTraits.IsDynamicContent):
                // Such a job does not begin again by itself (CONS-5).
                Stop(job);
                Steps.Apply(job, FailureOf(HResults.BG_E_REMOTE_FILE_CHANGED));
                break;
            case TransferReportKind.Restarted:
                TellRestart(job, file, report);
                file.Version = report.Version;
                file.Bytes = 0;
                job.Transfer!.Flow = ByteFlow.Still(0, _agenda.Instant);
                Steps.Callbacks.Follow(job, JobEffects.Modified);
                AskAnew(job, file);
                break;
            case TransferReportKind.Completed:
                file.Version = file.IsFetchedWhole ? file.Version with { Size = report.Bytes } : file.Version;
                if (FailIfTooLarge(job))
                {
                    break;
                }

                Stop(job);
                file.HasArrived = file.Order is null || file.Bytes >= file.Total;
                Steps.Apply(job, job.WithNextFile(file.HasArrived ? JobTrigger.FileCompleted : JobTrigger.RangesCompleted));
                break;
            case TransferReportKind.Failed:
                Stop(job);
                Steps.Apply(job, FailureOf(report.HResult, report.Context));
                break;
            default:
                throw new InvalidOperationException($"{report.Kind} is not a kind of report.");
        }
    }

    /// <summary>Whether the sizes that are known are more than the job may fetch (PROP-5); then it fails, after the server's answer (OQ-40).</summary>
    private bool FailIfTooLarge(JobRecord job)
    {
        if (job.RunningTransfer is null || !job.IsTooLarge)
        {
            return false;
        }

        Stop(job);
        Steps.Apply(job, FailureOf(HResults.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED));
        return true;
    }

    /// <summary>The file is another one than before: what was here of it is of no use. Says whether there was any.</summary>
    private bool TellRestart(JobRecord job, FileRecord file, in TransferReport report)
    {
        bool beginsAgain = report.Bytes < file.Bytes;
        if (beginsAgain)
        {
            Steps.Journal.FileRestarted(_agenda.Instant, job.Number, job.Attempts, file.Index + 1, file.Bytes - report.Bytes);
        }

        return beginsAgain;
    }

    /// <summary>What came of a file when it began again depends on what the client has asked for: the request asked for what was missing then (FILE-24).</summary>
    private void AskAnew(JobRecord job, FileRecord file)
    {
        if (file.Order is not null)
        {
            Stop(job);
            Steps.Apply(job, JobTrigger.FileBegunAgain);
        }
    }

    /// <summary>Live lines have no flow: the bytes of a report are all that is known of them.</summary>
    private void TakeBytes(JobRecord job, in TransferReport report)
    {
        bool counts = report.Kind is TransferReportKind.Received or TransferReportKind.Completed or TransferReportKind.Failed;
        if (counts && report.Bytes > (job.CurrentFile?.Bytes ?? 0))
        {
            job.Transfer!.Flow = ByteFlow.Still(report.Bytes, _agenda.Instant);
            SettleBytes(job);
        }
    }

    /// <summary>In an outage one failure is like the other; it is not classified anew each time.</summary>
    internal ref readonly JobInput FailureOf(int hresult, BackgroundCopyErrorContext? context = null)
    {
        if (_failedWith.HResult != hresult || _failedWith.Context != context)
        {
            _failedWith = (hresult, context);
            _failure = new JobInput(JobTrigger.Failed)
            {
                HResult = hresult,
                Class = _classifier.Classify(hresult),
                Context = context ?? ErrorClassifier.DefaultContext(hresult),
            };
        }

        return ref _failure;
    }
}
