using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bits.RetrySim;

/// <summary>
/// The service behind a manager and its jobs: one lock, one queue of everything due, one way through. A client call, a due instant, a
/// report or a change of the surroundings takes the lock, lets <see cref="JobMachine"/> decide, and leaves effects that are carried out
/// after the lock is released.
/// </summary>
internal sealed partial class BitsService : IClockedManager, ITransferHost, IDisposable
{
    private readonly object _gate = new();
    private readonly EngineClock _clock;
    private readonly SimulatedClock? _simulatedClock;
    private readonly ServiceTimer? _timer;
    private readonly DueQueue _queue = new();
    private readonly RingBuffer<Effect> _effects = new();
    private readonly TransferScheduler _scheduler = new();
    private readonly DueWork _turn = new(DueKind.Turn);
    private readonly DueWork _sliceEnd = new(DueKind.SliceEnd);
    private readonly Queue<JobRecord> _blockChecks = new();
    private readonly Dictionary<Guid, JobRecord> _byId = [];
    private readonly SortedDictionary<int, JobRecord> _jobs = [];
    private readonly Dictionary<BackgroundCopyUser, UserRecord> _users = [];
    private readonly TransferLine _line;
    private readonly ErrorClassifier _classifier;
    private readonly BitsReadings _readings;
    private readonly CallbackDispatch _dispatch;
    private readonly Func<int, Guid> _jobIds;
    private readonly ILogger _logger;
    private readonly bool _logs;
    private readonly bool _rethrowsCallbackExceptions;
    private readonly int _maximumEntriesPerInstant;
    private readonly List<Exception> _rethrown = [];
    private EngineSettings _settings;
    private int _created;
    private bool _disposed;

    internal BitsService(BackgroundCopyManager face, BackgroundCopyManagerOptions options)
    {
        Face = face;
        _clock = new EngineClock(options.TimeProvider);
        _simulatedClock = options.TimeProvider as SimulatedClock;
        _timer = _simulatedClock is null ? new ServiceTimer(options.TimeProvider, Tick) : null;
        _classifier = options.Classification.ToClassifier();
        _readings = options.Readings.Copy();
        Policy = options.Policy;
        _settings = EngineSettings.From(_readings, Policy);
        _dispatch = options.EffectiveDispatch;
        _jobIds = options.JobIds ?? JobIdSource.For(options.TimeProvider);
        _logger = options.LoggerFactory?.CreateLogger("Bits.RetrySim") ?? NullLogger.Instance;
        _logs = _logger is not NullLogger;
        _telemetry = Telemetry.For(options.MeterFactory);
        _rethrowsCallbackExceptions = options.RethrowCallbackExceptions;
        _maximumEntriesPerInstant = options.MaximumEntriesPerInstant;
        Files = options.Files;
        EventLog = new EventLog(options.RecordEvents) { Start = _clock.UtcNow };
        _policyInterval = new DueWork(DueKind.PolicyInterval);
        _line = options.Transport!.Connect(this, options.TimeProvider, _clock.Origin);
        _telemetry.Add(this);
        _simulatedClock?.Register(this);
        using CallScope call = Enter();
        StartService(call.Now);
    }

    internal BackgroundCopyManager Face { get; }

    internal EventLog EventLog { get; }

    internal TimeProvider Provider => _clock.Provider;

    /// <summary>The scripted local files; null when the paths are nobody's.</summary>
    internal SimulatedFiles? Files { get; }

    internal GroupPolicy Policy { get; private set; }

    internal JobRecord CreateJob(string displayName, BackgroundCopyUser owner)
    {
        using CallScope call = Enter();
        UserRecord user = UserOf(owner);
        CheckMayCreate(user);
        int number = _created + 1;
        JobRecord job = new(number, _jobIds(number), user, displayName, call.Now, _settings);
        if (!_byId.TryAdd(job.Id, job))
        {
            throw new InvalidOperationException($"The source of job ids gave {job.Id} twice.");
        }

        _created = number;
        _jobs.Add(number, job);
        user.Jobs++;
        job.IsParked = !user.IsLoggedOn;
        job.Data.Blocks = BlocksOf(job);
        job.Face = new BackgroundCopyJob(this, job);
        SyncTimers(job);
        RecordCall(job, "CreateJob", displayName);
        return job;
    }

    internal JobRecord? FindJob(Guid id)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The jobs that are not in a final state, in the order of their creation (FILE-22).</summary>
    internal IReadOnlyList<BackgroundCopyJob> EnumJobs(BackgroundCopyUser? owner)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            List<BackgroundCopyJob> jobs = new(_jobs.Count);
            foreach (JobRecord job in _jobs.Values)
            {
                if (owner is null || job.Owner.User == owner)
                {
                    jobs.Add(job.Face);
                }
            }

            return jobs;
        }
    }

    /// <summary>Ends the service: attempts are stopped, waits are cancelled, nothing is delivered after this returns (D-36).</summary>
    public void Dispose()
    {
        List<StateWaiter> waiters = [];
        lock (_gate)
        {
            if (!_disposed)
            {
                End(waiters);
            }
        }

        // Here, not as effects: a drain that is inside a callback on another thread may take its time.
        waiters.ForEach(static waiter => waiter.Cancel(new CancellationToken(canceled: true)));
        _telemetry.Remove(this);
        _simulatedClock?.Unregister(this);
        _timer?.Dispose();
        WaitForRunningCallbacks();
    }

    private void End(List<StateWaiter> waiters)
    {
        _disposed = true;
        if (!_draining)
        {
            // What has arrived up to now has arrived, and can still be read.
            MoveTo(_clock.Now);
        }

        foreach (JobRecord job in _jobs.Values)
        {
            waiters.AddRange(job.Waiters ?? []);
            job.Waiters = null;
            SettleBytes(job);
            StopAttempt(job);
            ReportEnd(job);
        }

        TellTransport(new Effect(EffectKind.CloseLine));

        _queue.Clear();
        if (!_draining)
        {
            _draining = true;
            EndDrain();
        }
    }

    private void CheckMayCreate(UserRecord user)
    {
        if (!user.IsLoggedOn)
        {
            throw Failure.Bits(
                HResults.ERROR_NOT_LOGGED_ON, $"{user.User.Name} is logged off; only a user who is logged on can create jobs.");
        }

        if (user.User.IsExemptFromLimits)
        {
            return;
        }

        if (_jobs.Count >= Policy.MaxJobsPerMachine)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_JOBS_PER_MACHINE,
                $"The machine has {_jobs.Count} jobs; GroupPolicy.MaxJobsPerMachine allows {Policy.MaxJobsPerMachine}.");
        }

        if (user.Jobs >= Policy.MaxJobsPerUser)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_JOBS_PER_USER,
                $"{user.User.Name} has {user.Jobs} jobs; GroupPolicy.MaxJobsPerUser allows {Policy.MaxJobsPerUser}.");
        }
    }

    private UserRecord UserOf(BackgroundCopyUser user)
    {
        if (!_users.TryGetValue(user, out UserRecord? record))
        {
            record = new UserRecord(user);
            _users.Add(user, record);
        }

        return record;
    }

    /// <summary>A job in a final state leaves the queue; whoever holds it can still read it (LIFE-7).</summary>
    private void Retire(JobRecord job)
    {
        _jobs.Remove(job.Number);
        _byId.Remove(job.Id);
        job.Owner.Jobs--;
        job.Notifications.Pending = JobNotice.None;
        job.Notifications.IsModified = false;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, Face);
}
