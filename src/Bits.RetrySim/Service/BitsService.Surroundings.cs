namespace Bits.RetrySim;

/// <summary>What surrounds the jobs: network, power, users, policy, and the service's own start.</summary>
internal sealed partial class BitsService
{
    private readonly DueWork _policyInterval;
    private readonly SortedSet<string> _lockedVolumes = new(StringComparer.OrdinalIgnoreCase);
    private BlockConditions _conditions;
    private BackgroundCopyCostStates _costState = BackgroundCopyCostStates.Unrestricted;

    /// <summary>Bits per second for background jobs; null: unlimited, 0: none may run (POLICY-5).</summary>
    private long? _backgroundLimit;

    /// <summary>When the service started; daily intervals count from its wall time, by engine time (CLOCK-3, D-9).</summary>
    private Moment _serviceStart;

    internal BlockConditions Conditions
    {
        get
        {
            lock (_gate)
            {
                return _conditions;
            }
        }
    }

    internal BackgroundCopyCostStates CostState
    {
        get
        {
            lock (_gate)
            {
                return _costState;
            }
        }
    }

    internal void SetCondition(BlockConditions condition, bool holds)
    {
        using CallScope call = Enter();
        bool held = (_conditions & condition) != 0;
        if (held != holds)
        {
            _conditions ^= condition;
            ApplySurroundings(EnvironmentText.Block(condition, holds));
        }
    }

    internal void SetCostState(BackgroundCopyCostStates state)
    {
        using CallScope call = Enter();
        if (_costState != state)
        {
            _costState = state;
            ApplySurroundings(EnvironmentText.Cost(state));
        }
    }

    internal void SetVolumeLocked(string root, bool locked)
    {
        using CallScope call = Enter();
        if (locked ? _lockedVolumes.Add(root) : _lockedVolumes.Remove(root))
        {
            ApplySurroundings(EnvironmentText.Volume(root, locked));
        }
    }

    internal bool IsLoggedOn(BackgroundCopyUser user)
    {
        lock (_gate)
        {
            return !_users.TryGetValue(user, out UserRecord? record) || record.IsLoggedOn;
        }
    }

    /// <summary>A logged-off user's running jobs are queued; the jobs keep their places until logon (NET-5, NET-6).</summary>
    internal void SetLoggedOn(BackgroundCopyUser user, bool loggedOn)
    {
        using CallScope call = Enter();
        UserRecord record = UserOf(user);
        if (record.IsLoggedOn == loggedOn)
        {
            return;
        }

        record.IsLoggedOn = loggedOn;
        RecordEnvironment(EnvironmentText.Logon(user.Name, loggedOn));
        foreach (JobRecord job in _jobs.Values.Where(job => job.Owner == record))
        {
            job.IsParked = !loggedOn;
            if (!loggedOn)
            {
                Apply(job, JobTrigger.OwnerLoggedOff);
            }
        }

        ArmTurn();
    }

    /// <summary>Another policy counts from now on (D-34).</summary>
    internal void ApplyPolicy(GroupPolicy policy)
    {
        using CallScope call = Enter();
        Policy = policy;
        _settings = EngineSettings.From(_readings, policy);
        RecordEnvironment("policy applied");
        UpdateBandwidthLimit();
        ApplyBlocksToAll();
        foreach (JobRecord job in _jobs.Values)
        {
            SyncTimers(job);
        }
    }

    /// <summary>The service stops and starts again (CLOCK-4 to CLOCK-8, D-9).</summary>
    internal void RestartService()
    {
        using CallScope call = Enter();
        RecordEnvironment("service restarted");
        foreach (JobRecord job in _jobs.Values)
        {
            ForgetClient(job);
            StepUntimed(job, JobTrigger.ServiceRestarted, call.Now);
        }

        _queue.Rebase(entry => RebasedInstant((DueWork)entry));
        foreach (JobRecord job in _jobs.Values)
        {
            SyncTimers(job);
            PlanNotifications(job);
        }

        StartService(call.Now);
    }

    /// <summary>Something for the engine to do at an instant, before everything else that is due then (D-1, phase 0).</summary>
    internal void At(long instant, Action action)
    {
        using CallScope call = Enter();
        if (instant < call.Now.Engine)
        {
            throw Failure.OutOfRange(nameof(instant), TimeSpan.FromTicks(instant), $"The instant has passed; it is {TimeSpan.FromTicks(call.Now.Engine):c} now.");
        }

        _queue.Arm(new DueWork(DueKind.Action, action: action), instant);
    }

    private void StartService(Moment now)
    {
        _serviceStart = now;
        ApplyBandwidthLimit();
    }

    /// <summary>The interface pointer is not kept; who sets one again is told again (CB-14, D-21).</summary>
    private static void ForgetClient(JobRecord job)
    {
        JobNotifications notes = job.Notifications;
        notes.Interface = null;
        notes.JobRetryAt = 0;
        notes.FileRetryAt = 0;
        notes.IsModified = false;
        notes.Cycle++;
        notes.Pending = job.Data.State switch
        {
            BackgroundCopyJobState.Error => JobNotice.Error,
            BackgroundCopyJobState.Transferred => JobNotice.Transferred,
            _ => JobNotice.None,
        };
    }

    private long RebasedInstant(DueWork work)
    {
        long due = work.Kind switch
        {
            DueKind.Retry => RetryTimers.RetryDue(work.Job!.Data),
            DueKind.NoProgress => RetryTimers.NoProgressDue(work.Job!.Data),
            DueKind.Inactivity => RetryTimers.InactivityDue(work.Job!.Data, _settings),
            _ => RetryTimers.Never,
        };
        return Math.Max(due == RetryTimers.Never ? work.Instant : due, _instant);
    }

    private void ApplySurroundings(string what)
    {
        RecordEnvironment(what);
        ApplyBlocksToAll();
    }

    private void ApplyBlocksToAll()
    {
        foreach (JobRecord job in _jobs.Values)
        {
            BlockConditions conditions = BlocksOf(job);
            BlockConditions begun = conditions & ~job.Data.Blocks;

            if (begun == BlockConditions.None && MayRun(job))
            {
                // A queued job whose block is not new waits for the turn at which it is looked at (D-2); one that has ended is new if it comes again.
                job.Data.Blocks = conditions;
            }
            else if (conditions != job.Data.Blocks)
            {
                ApplyBlocks(job, conditions);
            }
        }
    }

    /// <summary>The scheduler's turn has come for a job that was marked for a look at its blocks (STATE-30, OQ-39).</summary>
    private void CheckBlocks(JobRecord job)
    {
        if (!job.Data.IsFinal)
        {
            ApplyBlocks(job, BlocksOf(job));
        }
    }

    private void ApplyBlocks(JobRecord job, BlockConditions conditions) =>
        Apply(job, new JobInput(JobTrigger.BlocksChanged) { Blocks = conditions });

    private static bool MayRun(JobRecord job) => job.Data.IsActive || job.Data.State == BackgroundCopyJobState.Queued;

    private BlockConditions BlocksOf(JobRecord job)
    {
        BlockConditions conditions = _conditions | (_backgroundLimit == 0 ? BlockConditions.Bandwidth : BlockConditions.None);
        if ((CostFlagsOf(job) & _costState) == 0)
        {
            conditions |= BlockConditions.Cost;
        }

        if (_lockedVolumes.Count > 0 && job.Files.Skip(job.Data.FilesTransferred).Any(IsOnLockedVolume))
        {
            conditions |= BlockConditions.VolumeLocked;
        }

        return job.IsBackground ? conditions : conditions & BlockConditions.Foreground;
    }

    private bool IsOnLockedVolume(BackgroundCopyFile file) => _lockedVolumes.Any(root => FileNames.IsUnder(file.LocalName, root));

    /// <summary>The job's own flags, else the policy's, else the reading of what a job without flags may do (POLICY-11, OQ-15).</summary>
    private BackgroundCopyCostStates CostFlagsOf(JobRecord job) =>
        job.CostFlags
        ?? (job.IsBackground ? Policy.BackgroundCostFlags : Policy.ForegroundCostFlags)
        ?? _readings.DefaultCostFlags;

    private void ApplyBandwidthLimit()
    {
        long? before = _backgroundLimit;
        UpdateBandwidthLimit();
        if (_backgroundLimit != before)
        {
            ApplyBlocksToAll();
        }
    }

    /// <summary>The bandwidth limit that counts now, and when to look again (POLICY-5).</summary>
    private void UpdateBandwidthLimit()
    {
        long? before = _backgroundLimit;
        _backgroundLimit = null;
        Disarm(_policyInterval);
        if (Policy.MaxInternetBandwidth is { } limit)
        {
            DateTimeOffset wall = new(_serviceStart.Wall + (_instant - _serviceStart.Engine), TimeSpan.Zero);
            DailyInterval interval = DailyInterval.At(limit, Provider.LocalTimeZone, wall);
            _backgroundLimit = interval.BitsPerSecond;
            if (interval.ChangesAt is { } next)
            {
                _queue.Arm(_policyInterval, _instant + (next - wall).Ticks);
            }
        }

        if (_backgroundLimit != before)
        {
            RecordEnvironment(EnvironmentText.BackgroundLimit(_backgroundLimit));
            TellTransport(new Effect(EffectKind.SetBackgroundLimit, Object: _backgroundLimit));
        }
    }

    private void RecordEnvironment(string what)
    {
        if (EventLog.IsEnabled)
        {
            EventLog.Add(new JobEvent(TimeSpan.FromTicks(_instant), 0, JobEventKind.Environment, Detail: what));
        }
    }
}
