namespace Bits.RetrySim;

/// <summary>
/// The service behind a manager and its jobs: puts those together who do the work, says who carries out what is due, and begins and ends.
/// Whatever happens comes in through <see cref="ServiceLoop"/> and reaches a job through <see cref="JobSteps"/>.
/// </summary>
internal sealed class BitsService : ILoopWork, IDisposable
{
    private readonly EngineClock _clock;
    private readonly TimeDriver _driver;
    private readonly Agenda _agenda;
    private readonly ServiceLoop _loop;
    private readonly EffectQueue _effects = new();
    private readonly Journal _journal;
    private readonly JobTable _table;
    private readonly JobSteps _steps;
    private readonly LivelockGuard _guard;
    private readonly ServiceSetup _setup;
    private readonly LentFiles _files;
    private readonly FrozenJobs _frozen = new();

    /// <summary>Another manager changed what is left on the line for this one (D-46).</summary>
    private readonly ServiceDue _stirred;

    /// <summary>Starts a service.</summary>
    /// <param name="setup">What it is made of.</param>
    /// <param name="face">Whose name an exception bears when the service has ended.</param>
    internal BitsService(ServiceSetup setup, object face)
    {
        _clock = new EngineClock(setup.Provider);
        _driver = SteppedDriver.For(_clock);
        _agenda = new Agenda(_driver);
        _guard = new LivelockGuard(setup.MaximumEntriesPerInstant);
        _loop = new ServiceLoop(_clock, _driver, _agenda, _guard, _effects, face);

        // Others may come as soon as they can see it, and wait until it is complete.
        IReadOnlyList<JobSnapshot> kept;
        CallScope call;
        ReadScope unfinished = _loop.Look();
        try
        {
            kept = setup.Archive?.Load() ?? [];

            // First of all that others see: a transport may refuse to serve one manager more.
            _files = new LentFiles(setup.Files, _driver) { Durability = setup.Transport.Durability };
            AttemptDesk attempts = new(_loop, _agenda, setup.Classifier, _effects, setup.Transport, _clock, _driver, _files);
            _journal = OpenJournal(setup.Journal, attempts);
            _driver.Start(_loop);
            _table = new JobTable(setup.JobIds ?? JobIdSource.For(setup.Provider, _driver.ManagerNumber), _guard) { Wording = setup.Wording };
            _steps = new JobSteps(_agenda, _guard, _journal, EngineSettings.From(setup.Readings, setup.Policy))
            {
                Turns = new Turns(_agenda, setup.Readings.TimeSlice, setup.MaximumBackgroundTransfers),
                Waits = new StateWaits(_loop, _effects, setup.Callbacks.Dispatch == CallbackDispatch.Inline),
                Table = _table,
                Attempts = attempts,
                Callbacks = new CallbackDesk(_loop, _agenda, _driver, _journal, _effects, setup.Provider, setup.Callbacks) { Attempts = attempts, Table = _table },
                Timers = new JobTimers(_agenda),
                Sessions = new SessionEnds(_agenda, _journal),
                Listeners = new JobListeners(_loop, _agenda, _effects),
            };
            Surroundings = new Surroundings(_loop, _agenda, _journal, _table, _steps, setup.Policy, setup.Readings, setup.Provider) { Wording = setup.Wording };
            _steps.Turns.Steps = _steps;
            _steps.Turns.Surroundings = Surroundings;
            _steps.Attempts.Steps = _steps;
            _steps.Attempts.Certificates = new CertificateDesk(_loop, _agenda, _journal, _effects, _steps.Callbacks) { Steps = _steps };
            _steps.Timers.Steps = _steps;
            _steps.Sessions.Steps = _steps;
            _steps.Timers.Direct = setup.TakesDirectWay && setup.Archive is null ? new DirectRetries(_agenda, _guard, _journal, _steps) : null;
            Reader = new JobReader(_loop, _agenda, _clock, _driver, Surroundings, _steps, setup.Readings, setup.Wording);
            _setup = setup;
            Door = Open(caller: null);
            _steps.Timers.Files = Door.Files;
            _stirred = new ServiceDue(DuePhase.Input, "Stir", attempts.Refresh);
            _loop.Work = this;
            _steps.Saves = setup.Archive is null ? null : new JobSaves(_loop, _agenda, _effects, setup.Archive, setup.CheckpointInterval) { Attempts = attempts, Sessions = _steps.Sessions };
            _steps.Callbacks.Saves = _steps.Saves;
            call = _loop.Enter();
        }
        finally
        {
            unfinished.Dispose();
        }

        // Whoever waits for the lock waits until here; what follows from the start is carried out without it.
        using (call)
        {
            Begin(kept, call.Now);
        }
    }

    /// <summary>The service starts; jobs that were kept come back first (CLOCK-7).</summary>
    private void Begin(IReadOnlyList<JobSnapshot> kept, Moment now)
    {
        if (kept.Count == 0)
        {
            Surroundings.StartService();
            return;
        }

        foreach (JobSnapshot snapshot in kept)
        {
            JobRecord job = JobReturn.Make(snapshot, _table.UserOf(snapshot.Owner), now, _steps.Settings, _setup.Notify);
            job.Face = new BackgroundCopyJob(this, job);
            _table.PutBack(job);
            if (job.Data.IsFinal)
            {
                // It is over; only its number is taken, and its server to be told.
                _table.Retire(job);
                _steps.Sessions.PutBack(job, snapshot.SessionEndsBy);
            }
        }

        foreach (JobSnapshot waiting in kept.Where(static job => job.Data.State == BackgroundCopyJobState.Queued).OrderBy(static job => job.QueuePlace))
        {
            JobRecord job = _table.Find(waiting.Id)!;
            _steps.Saves!.PutBack(job, waiting.QueuePlace);
            _steps.Turns.PutBack(job);
        }

        Surroundings.ComeBack();
    }

    internal TimeProvider Provider => _clock.Provider;

    internal EventLog EventLog => _journal.EventLog;

    internal JobDefaults NewJobs => _setup.NewJobs;

    internal Surroundings Surroundings { get; }

    internal JobReader Reader { get; }

    /// <summary>What the test itself calls through.</summary>
    internal ServiceDoor Door { get; }

    internal JobCalls Calls => Door.Calls;

    internal JobFiles Files => Door.Files;

    internal StateWaits Waits => _steps.Waits;

    internal JobListeners Listeners => _steps.Listeners;

    bool ILoopWork.IsBusyOutside => _frozen.Count > 0;

    /// <summary>What is called in the name of a caller; null: of the test itself, which asks nobody.</summary>
    internal ServiceDoor Open(BackgroundCopyCaller? caller)
    {
        JobCalls calls = new(_loop, _steps, Reader, Surroundings, _journal, caller);
        NameHints hints = new(_agenda, _steps);
        FileSets sets = new(Surroundings) { MaximumFilesPerSet = _setup.MaximumFilesPerSet };
        return new ServiceDoor
        {
            Service = this,
            Caller = caller,
            Reader = Reader,
            Calls = calls,
            ConnectionCalls = new ConnectionCalls(calls, _steps, Surroundings),
            FileCalls = new FileCalls(calls, _steps),
            RangeCalls = new RangeCalls(calls, _steps, sets),
            ClientCalls = new ClientCalls(calls, _steps, _journal, _agenda, _setup.Notify, new BackgroundCopyCaller(_setup.DefaultOwner, _setup.DefaultOwner.IsExemptFromLimits)),
            ReplyCalls = new ReplyCalls(calls, _steps, Reader, _files, hints),
            FileAdder = new FileAdder(calls, _steps, Surroundings, _files, hints),
            Files = new JobFiles(_loop, _agenda, calls, _steps, Surroundings, _files, _effects, _frozen),
            FileSets = sets,
            Waits = _steps.Waits,
        };
    }

    internal BackgroundCopyJob CreateJob(string displayName, BackgroundCopyUser owner, BackgroundCopyJobType type, Func<JobRecord, BackgroundCopyJob> makeFace, bool isElevated = false)
    {
        using CallScope call = _loop.Enter();
        JobRecord job = CreateRecord(displayName, owner, call.Now);
        job.IsParked = !job.Owner.IsLoggedOn;
        job.Data.Blocks = Surroundings.BlocksOf(job);
        _setup.NewJobs.ApplyTo(ref job.Data, _steps.Settings);
        job.Face = makeFace(job);
        if (type != BackgroundCopyJobType.Download)
        {
            job.BecomeUpload(type);
        }

        if (isElevated)
        {
            job.MakeExtras().IsOwnerElevated = true;
        }

        _steps.Timers.Sync(job);
        _steps.Saves?.Mark(job);
        _journal.Call(_agenda.Instant, job.Number, JobCall.CreateJob, displayName);
        _steps.Listeners.Note(job, JobChange.Added);
        return job.Face;
    }

    /// <summary>The source of ids is somebody else's.</summary>
    private JobRecord CreateRecord(string displayName, BackgroundCopyUser owner, Moment now)
    {
        using ForeignCode code = _driver.BeginForeignCode();
        return _table.Create(displayName, owner, Surroundings.Policy, now, _steps.Settings);
    }

    /// <summary>How many threads wait for others to be done with local files or drains.</summary>
    internal int Asleep => _loop.Asleep;

    internal BackgroundCopyJob? FindJob(Guid id)
    {
        using ReadScope scope = _loop.Look();
        _loop.ThrowIfEnded();
        return _table.Find(id)?.Face;
    }

    /// <summary>The jobs that are not in a final state, in the order of their creation (FILE-22); null: of all users.</summary>
    internal IReadOnlyList<BackgroundCopyJob> EnumJobs(BackgroundCopyUser? owner)
    {
        using ReadScope scope = _loop.Look();
        _loop.ThrowIfEnded();
        return JobsOf(owner);
    }

    /// <summary>All jobs that are not in a final state, also of a service that has ended.</summary>
    internal IReadOnlyList<BackgroundCopyJob> ReadJobs()
    {
        using ReadScope scope = _loop.Look();
        return JobsOf(owner: null);
    }

    private List<BackgroundCopyJob> JobsOf(BackgroundCopyUser? owner)
    {
        List<BackgroundCopyJob> jobs = new(_table.Count);
        foreach (JobRecord job in _table.InOrder)
        {
            if (owner is null || job.Owner.User == owner)
            {
                jobs.Add(job.Face);
            }
        }

        return jobs;
    }

    /// <summary>How many jobs of all users there are in each state that is not final, by its number.</summary>
    internal long[] CountJobs()
    {
        using ReadScope scope = _loop.Look();
        _loop.ThrowIfEnded();
        long[] jobs = new long[(int)BackgroundCopyJobState.Acknowledged];
        Reader.CountJobs(_table, jobs);
        return jobs;
    }

    /// <summary>Whether this is the service that a line sees as its host.</summary>
    internal bool IsServedBy(ITransferHost? host) => _steps.Attempts == host;

    /// <summary>What happened, and how the jobs are.</summary>
    internal JournalSnapshot ReadJournal() => Reader.ReadJournal(_journal, _table);

    /// <summary>Something to do at an instant, before everything else that is due then (D-1, phase 0).</summary>
    internal void At(long instant, Action action)
    {
        using CallScope call = _loop.Enter();
        if (instant < call.Now.Engine)
        {
            throw Failure.OutOfRange(nameof(instant), TimeSpan.FromTicks(instant), $"The instant has passed; it is {TimeSpan.FromTicks(call.Now.Engine):c} now.");
        }

        _agenda.Arm(new ServiceDue(DuePhase.Input, "Action", () => _effects.Add(new ClientAction(action))), instant);
    }

    /// <summary>Ends the service: attempts are stopped, waits are cancelled, nothing is delivered after this returns (D-36).</summary>
    public void Dispose()
    {
        List<StateWait> waits = [];
        _loop.End(() =>
        {
            foreach (JobRecord job in _table.InOrder)
            {
                waits.AddRange(StateWaits.TakeAll(job));
                _steps.Attempts.SettleBytes(job);
                _steps.Saves?.MarkIfActive(job);
                _steps.Attempts.Stop(job);
                _journal.Ended(_agenda.Instant, job.Number, job.Data, job.Attempts);
            }

            _steps.Attempts.Close();
        });

        // Here, not as effects: a drain that is inside a callback on another thread may take its time.
        waits.ForEach(static wait => wait.Cancel(new CancellationToken(canceled: true)));
        _steps.Saves?.CommitLast(_driver);
        _journal.Close();
        _driver.Stop();
        _steps.Callbacks.End();
    }

    void ILoopWork.Begin(bool isStirred)
    {
        _journal.LookForListeners();
        if (isStirred)
        {
            _agenda.ArmNoLater(_stirred, _clock.Present);
        }
    }

    void ILoopWork.Handle(DueEntry entry)
    {
        if (JobFiles.Defers(entry))
        {
            return;
        }

        switch (entry)
        {
            case ServiceDue due:
                due.Carry();
                break;
            case ReportDue report:
                _steps.Attempts.OnPushed(report);
                break;
            case JobDue { Phase: DuePhase.Report or DuePhase.FailureReport } report:
                _steps.Attempts.OnReportDue(report.Job);
                break;
            case CertificateQuestion question:
                _steps.Attempts.Certificates.OnDue(question);
                break;
            case JobDue { Phase: >= DuePhase.RangesNotification } notification:
                _steps.Callbacks.OnDue(notification);
                break;
            default:
                _steps.Timers.OnDue((JobDue)entry);
                break;
        }
    }

    bool ILoopWork.MayRunInCall(DueEntry entry) => entry.Phase < DuePhase.RangesNotification || (!_steps.Callbacks.IsInline && entry.Phase != DuePhase.Listeners);

    void ILoopWork.Settle() => _steps.Attempts.Flush();

    bool ILoopWork.HasToFollow() => _steps.Attempts.FollowScript();

    void ILoopWork.EndInstant()
    {
        _steps.Attempts.EndInstant();
        _steps.Turns.EndInstant();
    }

    void ILoopWork.AfterCallInDrain() => _steps.Saves?.CommitCall(_driver);

    void ILoopWork.BeforeJump(bool sleeps)
    {
        foreach (JobRecord job in _table.InOrder)
        {
            _steps.Attempts.SettleBytes(job);
        }

        if (sleeps)
        {
            _steps.Attempts.FallAsleep();
        }
    }

    void ILoopWork.Wake(long slept) => _steps.Attempts.Wake(slept);

    void ILoopWork.Fail(Exception exception) => _journal.StepFailed(exception);

    void ILoopWork.WarnOfLivelock(string explanation) => _journal.Livelock(_agenda.Instant, _guard.LastJob, explanation);

    IReadOnlyList<string> ILoopWork.DescribePending() => Reader.DescribeJobs(_table);

    string ILoopWork.Describe(DueEntry entry)
    {
        _guard.LastJob = entry switch
        {
            JobDue due => due.Job.Number,
            ReportDue report => report.Transfer.Job.Number,
            _ => _guard.LastJob,
        };
        return ServiceDue.NameOf(entry);
    }

    /// <summary>A logger that cannot be made must not leave a line behind.</summary>
    private Journal OpenJournal(in JournalSetup setup, AttemptDesk attempts)
    {
        try
        {
            return new Journal(setup, _clock.UtcNow, CountJobs, _effects.Add);
        }
        catch
        {
            attempts.Disconnect();
            throw;
        }
    }

    private void CountJobs(long[] jobs)
    {
        using ReadScope scope = _loop.Look();
        Reader.CountJobs(_table, jobs);
    }
}
