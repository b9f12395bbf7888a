namespace Bits.RetrySim;

/// <summary>Attempts: starting and stopping them, and what the line reports of them. Guarded by the service's lock.</summary>
internal sealed class AttemptDesk : ITransferHost
{
    private readonly ServiceLoop _loop;
    private readonly Agenda _agenda;
    private readonly TimeDriver _driver;
    private readonly TransferCommands _line;
    private readonly LentFiles _files;
    private readonly EffectQueue _effects;

    /// <summary>Running attempts have to follow the script again, once whoever changes it is done.</summary>
    private bool _scriptChanged;

    /// <summary>An entry for a pushed report that is not in use.</summary>
    private ReportDue? _spare;

    internal AttemptDesk(ServiceLoop loop, Agenda agenda, ErrorClassifier classifier, EffectQueue effects, Transport transport, EngineClock clock, TimeDriver driver, LentFiles files)
    {
        _files = files;
        _effects = effects;
        _loop = loop;
        _agenda = agenda;
        Failures = new FailureInputs(classifier);
        Reports = new AttemptReports(this, agenda);
        _driver = driver;
        _line = new TransferCommands(transport.Connect(this, clock.Provider, clock.Origin), agenda, clock, effects);
        Limit = new LineLimit(_line);
    }

    internal JobSteps Steps { get; set; } = null!;

    internal FailureInputs Failures { get; }

    private AttemptReports Reports { get; }

    internal CertificateDesk Certificates { get; set; } = null!;

    /// <summary>What the line is told that the bandwidth policy leaves to background jobs.</summary>
    internal LineLimit Limit { get; }

    internal long EarliestStart() => _line.EarliestStart;

    /// <inheritdoc cref="TransferLine.FindSource"/>
    internal int FindSource(string localName, long now, out FileVersion version)
    {
        using ForeignCode code = _driver.BeginForeignCode();
        return _line.FindSource(localName, now, out version);
    }

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

    /// <summary>The server is told that no more of an upload comes; what becomes of that <see cref="SessionEnds"/> is told.</summary>
    internal void StartCancel(JobRecord job)
    {
        StartRequest(job);
        Flush();
    }

    private void StartRequest(JobRecord job)
    {
        if (!job.Data.IsFinal && job.Has(JobTraits.HasCustomMethod | JobTraits.IsDynamicContent))
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

    /// <summary>The running attempt has failed.</summary>
    internal void Fail(JobRecord job, in JobInput failure)
    {
        Stop(job);
        Steps.Apply(job, failure);
    }

    /// <summary>The running attempt overwrites what is here once the store does not count it any more (D-53).</summary>
    internal void GoOnWhenKept(JobRecord job)
    {
        (TransferHandle handle, int generation) = (job.Transfer!.Handle!, job.Transfer.Generation);
        GoOnEffect goOn = new(handle, generation);
        if (Steps.Saves is { } saves)
        {
            saves.Await(job, goOn);
        }
        else
        {
            _effects.Add(goOn);
        }
    }

    /// <summary>The certificate was approved that the running attempt has asked about.</summary>
    internal void Approve(JobRecord job) => _line.Add(new TransferCommand(TransferCommandKind.Approve, job.Transfer, job.Transfer!.Generation));

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
        Reports.Follow(job, transfer.Next);
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

    FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation)
    {
        using ReadScope scope = _loop.Look();
        JobTransfer transfer = (JobTransfer)handle.Owner!;
        return transfer.IsAttempt(generation) ? _files.TargetOf(transfer.Job, transfer.Job.CurrentFile!) : null;
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

    private sealed class GoOnEffect(TransferHandle handle, int generation) : Effect
    {
        internal override void Perform() => handle.GoOn(generation);
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
            transfer.Handle!.OnDelivered(report, _agenda.Instant);
            Reports.Follow(transfer.Job, report);
        }
    }
}
