namespace Bits.RetrySim;

/// <summary>What surrounds the jobs: network, power, users, policy, and the service's own start.</summary>
internal sealed class Surroundings
{
    private readonly ServiceLoop _loop;
    private readonly Agenda _agenda;
    private readonly Journal _journal;
    private readonly JobTable _table;
    private readonly JobSteps _steps;
    private readonly BitsReadings _readings;
    private readonly BandwidthPolicy _bandwidth;
    private readonly SortedSet<string> _lockedVolumes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ServiceDue _settling;
    private BlockConditions _conditions;

    /// <summary>How often the jobs are still to be tried while the network settles (NET-11).</summary>
    private int _settlingTries;
    private BackgroundCopyCostStates _costState = BackgroundCopyCostStates.Unrestricted;

    internal Surroundings(ServiceLoop loop, Agenda agenda, Journal journal, JobTable table, JobSteps steps, GroupPolicy policy, BitsReadings readings, TimeProvider provider)
    {
        _loop = loop;
        _agenda = agenda;
        _journal = journal;
        _table = table;
        _steps = steps;
        _readings = readings;
        _bandwidth = new BandwidthPolicy(agenda, provider, OnBandwidthInterval);
        _settling = new ServiceDue(DuePhase.Input, "Settling", TryWhileSettling);
        Tokens = new HelperTokens(table, steps);
        Policy = policy;
    }

    internal GroupPolicy Policy { get; private set; }

    internal HelperTokens Tokens { get; }

    internal BlockConditions Conditions
    {
        get
        {
            using ReadScope scope = _loop.Look();
            return _conditions;
        }
    }

    internal BackgroundCopyCostStates CostState
    {
        get
        {
            using ReadScope scope = _loop.Look();
            return _costState;
        }
    }

    /// <summary>How hints call what their reader has to change.</summary>
    internal required Wording Wording { get; init; }

    internal void SetCondition(BlockConditions condition, bool holds)
    {
        using CallScope call = _loop.Enter();
        bool held = (_conditions & condition) != 0;
        if (held != holds)
        {
            _conditions ^= condition;
            _journal.Environment(_agenda.Instant, EnvironmentChange.Block(condition, holds));
            ApplyBlocksToAll();
            if (condition == BlockConditions.Network)
            {
                BeginSettling(holds ? 0 : _readings.SettlingTries);
            }
        }
    }

    /// <summary>The network has another address, adapter, route or profile, but was never lost: jobs that wait are tried at once (NET-11).</summary>
    internal void ChangeNetwork()
    {
        using CallScope call = _loop.Enter();
        if ((_conditions & BlockConditions.Network) != 0)
        {
            _journal.Hint(_agenda.Instant, 0, Wording.Choose("The network is away, so that it cannot change. Set Environment.NetworkAvailable first.", "The network is away, so that it cannot change. Say \"network\": \"up\" first."));
            return;
        }

        TryAll();
        BeginSettling(_readings.SettlingTries);
    }

    internal void SetCostState(BackgroundCopyCostStates state)
    {
        using CallScope call = _loop.Enter();
        if (_costState != state)
        {
            _costState = state;
            _journal.Environment(_agenda.Instant, EnvironmentChange.Cost(state));
            ApplyBlocksToAll();
        }
    }

    internal void SetVolumeLocked(string root, bool locked)
    {
        using CallScope call = _loop.Enter();
        if (locked ? _lockedVolumes.Add(root) : _lockedVolumes.Remove(root))
        {
            _journal.Environment(_agenda.Instant, EnvironmentChange.Volume(root, locked));
            ApplyBlocksToAll();
        }
    }

    internal bool IsLoggedOn(BackgroundCopyUser user)
    {
        using ReadScope scope = _loop.Look();
        return _table.IsLoggedOn(user);
    }

    /// <summary>A logged-off user's running jobs are queued; the jobs keep their places until logon (NET-5, NET-6).</summary>
    internal void SetLoggedOn(BackgroundCopyUser user, bool loggedOn)
    {
        using CallScope call = _loop.Enter();
        UserRecord record = _table.UserOf(user);
        if (record.IsLoggedOn == loggedOn)
        {
            _table.ForgetIfIdle(record);
            return;
        }

        record.IsLoggedOn = loggedOn;
        _journal.Environment(_agenda.Instant, EnvironmentChange.Logon(user.Name, loggedOn));
        foreach (JobRecord job in _table.InOrder)
        {
            if (job.Owner != record)
            {
                continue;
            }

            job.IsParked = !loggedOn;
            if (!loggedOn)
            {
                _steps.Apply(job, JobTrigger.OwnerLoggedOff);
            }
        }

        if (!loggedOn)
        {
            Tokens.Lose(user);
        }

        _table.ForgetIfIdle(record);
        _steps.Turns.Arm();
    }

    private void TryAll()
    {
        _journal.Environment(_agenda.Instant, EnvironmentChange.NetworkChanged);
        foreach (JobRecord job in _table.InOrder)
        {
            _steps.Apply(job, JobTrigger.NetworkChanged);
        }
    }

    private void BeginSettling(int tries)
    {
        _settlingTries = tries;
        PlanSettling();
    }

    private void PlanSettling()
    {
        _agenda.Disarm(_settling);
        if (_settlingTries > 0)
        {
            _settlingTries--;
            _agenda.Arm(_settling, _agenda.Instant + TimeSpan.TicksPerSecond);
        }
    }

    private void TryWhileSettling()
    {
        TryAll();
        PlanSettling();
    }

    /// <summary>Another policy counts from now on (D-34).</summary>
    internal void ApplyPolicy(GroupPolicy policy)
    {
        using CallScope call = _loop.Enter();
        Policy = policy;
        _steps.Settings = EngineSettings.From(_readings, policy);
        _journal.Environment(_agenda.Instant, EnvironmentChange.PolicyApplied);
        UpdateBandwidthLimit();
        ApplyBlocksToAll();
        foreach (JobRecord job in _table.InOrder)
        {
            _steps.Timers.Sync(job);
        }
    }

    /// <summary>What a high-performance job has written is of no use after a restart (PROG-8).</summary>
    private void ForgetProgress(JobRecord job)
    {
        if (!job.Has(JobTraits.IsHighPerformance) || job.Data.AllTransferred)
        {
            return;
        }

        if (_steps.Settings.RestartKeepsHighPerformance)
        {
            _steps.Attempts.DiscardFile(job);
        }
        else
        {
            _steps.Timers.Files.DeleteLater(job);
        }
    }

    /// <summary>Whoever set a name and called no Resume would wonder (FILE-13).</summary>
    private void RestoreNames(JobRecord job)
    {
        if (job.RestoreNames() is var restored and > 0)
        {
            job.NoteOrderChanged();
            _journal.Hint(
                _agenda.Instant, job.Number, $"The restart brought back {restored} remote name{(restored == 1 ? "" : "s")}: what SetRemoteName and ReplaceRemotePrefix set is kept from Resume on only.");
        }
    }

    /// <summary>The service stops and starts again (CLOCK-4 to CLOCK-8, D-9).</summary>
    internal void RestartService()
    {
        using CallScope call = _loop.Enter();

        // Whoever calls it from a callback may have set the clock there.
        _agenda.ReadWallClock();
        _journal.Environment(_agenda.Instant, EnvironmentChange.ServiceRestarted);
        foreach (JobRecord job in _table.InOrder)
        {
            _steps.Callbacks.ForgetClient(job);
            ForgetProgress(job);
            RestoreNames(job);
            _steps.ApplyUntimed(job, JobTrigger.ServiceRestarted);
        }

        _steps.Sessions.RestartService();
        _agenda.Rebase(_steps.Timers.Rebased);
        foreach (JobRecord job in _table.InOrder)
        {
            _steps.Timers.Sync(job);
            _steps.Callbacks.Plan(job);
        }

        Tokens.Lose(user: null);
        StartService();
    }

    /// <summary>The jobs have come back from a store: the process has restarted, and the service with it. What surrounds them now need not be what did then.</summary>
    internal void ComeBack()
    {
        RestartService();
        ApplyBlocksToAll();
    }

    /// <summary>The service starts: daily intervals count from here (CLOCK-3, D-9).</summary>
    internal void StartService()
    {
        _bandwidth.StartService();
        OnBandwidthInterval();
    }

    /// <summary>The scheduler's turn has come for a job that was marked for a look at its blocks (STATE-30, OQ-39).</summary>
    internal void CheckBlocks(JobRecord job)
    {
        if (job.Freeze is { } freeze)
        {
            freeze.ChecksBlocks = true;
        }
        else if (!job.Data.IsFinal)
        {
            ApplyBlocks(job, BlocksOf(job));
        }
    }

    /// <summary>The conditions that hold for a job now.</summary>
    internal BlockConditions BlocksOf(JobRecord job)
    {
        BlockConditions conditions = _conditions | (_bandwidth.Limits.Of(job.Level) == 0 ? BlockConditions.Bandwidth : BlockConditions.None);
        if ((CostFlagsOf(job) & _costState) == 0)
        {
            conditions |= BlockConditions.Cost;
        }

        if (_lockedVolumes.Count > 0 && IsOnLockedVolume(job))
        {
            conditions |= BlockConditions.VolumeLocked;
        }

        return job.IsBackground ? conditions : conditions & _readings.BlocksForeground;
    }

    /// <summary>The job's own flags, else the policy's, else the reading of what a job without flags may do (POLICY-11, OQ-15).</summary>
    internal BackgroundCopyCostStates CostFlagsOf(JobRecord job) =>
        job.Extras.CostFlags
        ?? (job.IsBackground ? Policy.BackgroundCostFlags : Policy.ForegroundCostFlags)
        ?? _readings.DefaultCostFlags;

    private bool IsOnLockedVolume(JobRecord job)
    {
        foreach (FileRecord file in job.Files[job.FirstMissing..])
        {
            foreach (string root in _lockedVolumes)
            {
                if (!file.HasArrived && FileNames.IsUnder(file.LocalName, root))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void ApplyBlocksToAll()
    {
        foreach (JobRecord job in _table.InOrder)
        {
            if (job.Freeze is { } freeze)
            {
                freeze.ChecksBlocks = true;
                continue;
            }

            BlockConditions conditions = BlocksOf(job);
            BlockConditions begun = conditions & ~job.Data.Blocks;
            bool mayRun = job.Data.IsActive || job.Data.State == BackgroundCopyJobState.Queued;
            if (begun == BlockConditions.None && mayRun)
            {
                // A queued job whose block is not new waits for the turn at which it is looked at (D-2); one that has ended is new if it comes again.
                job.Data.Blocks = conditions;
            }
            else if (conditions != job.Data.Blocks)
            {
                ApplyBlocks(job, conditions);
            }
        }

        _steps.Sessions.FollowBlocks();
    }

    private void ApplyBlocks(JobRecord job, BlockConditions conditions) =>
        _steps.Apply(job, new JobInput(JobTrigger.BlocksChanged) { Blocks = conditions });

    private void OnBandwidthInterval()
    {
        if (UpdateBandwidthLimit())
        {
            ApplyBlocksToAll();
        }
    }

    private bool UpdateBandwidthLimit()
    {
        BackgroundLimits before = _bandwidth.Limits;
        _bandwidth.Update(Policy);
        BackgroundLimits now = _bandwidth.Limits;
        if (now.All != before.All)
        {
            _journal.Environment(_agenda.Instant, EnvironmentChange.BackgroundLimit(now.All));
        }

        for (BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.High; priority <= BackgroundCopyJobPriority.Low; priority++)
        {
            if (now.Scheduled(priority) != before.Scheduled(priority))
            {
                _journal.Environment(_agenda.Instant, EnvironmentChange.BackgroundLimit(now.Scheduled(priority), priority));
            }
        }

        _steps.Attempts.Limit.Set(now);
        return now != before;
    }
}
