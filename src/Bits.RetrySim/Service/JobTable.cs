namespace Bits.RetrySim;

/// <summary>The jobs that are not in a final state, their users, and how many of them there may be. Guarded by the service's lock.</summary>
internal sealed class JobTable(Func<int, Guid> jobIds, LivelockGuard guard)
{
    private readonly Dictionary<Guid, JobRecord> _byId = [];
    private readonly Dictionary<BackgroundCopyUser, UserRecord> _users = [];
    private JobRecord? _oldest;
    private JobRecord? _newest;

    /// <summary>Jobs that limits count.</summary>
    private int _bound;

    internal required Wording Wording { get; init; }

    /// <summary>Where their files go.</summary>
    internal LocalNames LocalNames { get; } = new();

    /// <summary>How many users are remembered.</summary>
    internal int Users => _users.Count;

    /// <summary>How many jobs were ever made.</summary>
    internal int Created { get; private set; }

    internal int Count => _byId.Count;

    /// <summary>The jobs in the order of their creation. A step may take away the job that it is about, but no other.</summary>
    internal JobSequence InOrder => new(_oldest);

    internal JobRecord? Find(Guid id) => _byId.GetValueOrDefault(id);

    internal UserRecord UserOf(BackgroundCopyUser user)
    {
        if (!_users.TryGetValue(user, out UserRecord? record))
        {
            record = new UserRecord(user);
            _users.Add(user, record);
        }

        return record;
    }

    /// <summary>One of whose places a call of the job's client takes (CB-9, CB-17).</summary>
    internal UserRecord ToldUserOf(JobRecord job) => job.Notices?.Registrant is { } registrant ? UserOf(registrant.User) : job.Owner;

    /// <summary>The job belongs to somebody else from now on (PROP-23); who may take jobs over is bound by no limit.</summary>
    internal void Move(JobRecord job, BackgroundCopyUser owner)
    {
        UserRecord before = job.Owner;
        _bound -= before.User.IsExemptFromLimits ? 0 : 1;
        before.Jobs--;
        job.Owner = UserOf(owner);
        job.Owner.Jobs++;
        _bound += owner.IsExemptFromLimits ? 0 : 1;
        ForgetIfIdle(before);
    }

    internal bool IsLoggedOn(BackgroundCopyUser user) => !_users.TryGetValue(user, out UserRecord? record) || record.IsLoggedOn;

    /// <summary>Makes a job, within the limits (LIM-7, LIM-8).</summary>
    internal JobRecord Create(string displayName, BackgroundCopyUser owner, GroupPolicy policy, Moment now, EngineSettings settings)
    {
        UserRecord user = _users.GetValueOrDefault(owner) ?? new UserRecord(owner);
        CheckMayCreate(user, policy);
        int number = Created + 1;
        JobRecord job = new(number, jobIds(number), user, displayName, now, settings);
        if (!_byId.TryAdd(job.Id, job))
        {
            throw new InvalidOperationException($"The source of job ids gave {job.Id} twice.");
        }

        _users[owner] = user;
        Append(job);
        return job;
    }

    /// <summary>A job that was kept comes back; no limit is asked for, and those that come later get other numbers.</summary>
    internal void PutBack(JobRecord job)
    {
        _byId.Add(job.Id, job);
        Append(job);
    }

    private void Append(JobRecord job)
    {
        guard.Jobs = Count;
        UserRecord user = job.Owner;
        Created = Math.Max(Created, job.Number);
        user.Jobs++;
        _bound += user.User.IsExemptFromLimits ? 0 : 1;
        job.Older = _newest;
        if (_newest is null)
        {
            _oldest = job;
        }
        else
        {
            _newest.Newer = job;
        }

        _newest = job;
    }

    /// <summary>A job in a final state leaves; whoever holds it can still read it (LIFE-7).</summary>
    internal void Retire(JobRecord job)
    {
        _byId.Remove(job.Id);
        guard.Jobs = Count;
        LocalNames.Forget(job);
        job.Owner.Jobs--;
        _bound -= job.Owner.User.IsExemptFromLimits ? 0 : 1;
        ForgetIfIdle(job.Owner);
        if (job.Older is null)
        {
            _oldest = job.Newer;
        }
        else
        {
            job.Older.Newer = job.Newer;
        }

        if (job.Newer is null)
        {
            _newest = job.Older;
        }
        else
        {
            job.Newer.Older = job.Older;
        }

        job.Older = null;
        job.Newer = null;
    }

    /// <summary>A user of whom nothing is to be remembered is forgotten: names of users may come without end.</summary>
    internal void ForgetIfIdle(UserRecord user)
    {
        if (user.IsIdle)
        {
            _users.Remove(user.User);
        }
    }

    /// <summary>Limits bind ordinary users, and count their jobs only (POLICY-20). Who is logged on does not matter (LIFE-3).</summary>
    private void CheckMayCreate(UserRecord user, GroupPolicy policy)
    {
        if (user.User.IsExemptFromLimits)
        {
            return;
        }

        if (_bound >= policy.MaxJobsPerMachine)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_JOBS_PER_MACHINE,
                $"The machine has {_bound} jobs of ordinary users; {Wording.Of("GroupPolicy.MaxJobsPerMachine")} allows {policy.MaxJobsPerMachine}.");
        }

        if (user.Jobs >= policy.MaxJobsPerUser)
        {
            throw Failure.Bits(
                HResults.BG_E_TOO_MANY_JOBS_PER_USER,
                $"{user.User.Name} has {user.Jobs} jobs; {Wording.Of("GroupPolicy.MaxJobsPerUser")} allows {policy.MaxJobsPerUser}.");
        }
    }
}
