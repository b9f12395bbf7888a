using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>
/// Keeps jobs in a store (CLOCK-7). What has changed is marked under the service's lock; one effect, listed with the first mark, commits all that is marked
/// after the lock, and so before any notification of it. Bytes alone are committed at checkpoints. A manager without a store has none of this.
/// </summary>
internal sealed class JobSaves
{
    private readonly ServiceLoop _loop;
    private readonly Agenda _agenda;
    private readonly EffectQueue _effects;
    private readonly JobArchive _archive;
    private readonly long _interval;
    private readonly ServiceDue _checkpoint;
    private readonly SaveEffect _save;

    /// <summary>Whoever commits: a manager that ends on one thread may meet a drain on another.</summary>
    private readonly object _committing = new();

    /// <summary>The manager has ended, and the store may be another one's.</summary>
    private bool _isOver;

    /// <summary>What the store does not know yet.</summary>
    private readonly HashSet<JobRecord> _changed = [];

    /// <summary>Jobs whose attempts run, and those of them of which bytes have come since they were committed.</summary>
    private readonly HashSet<JobRecord> _active = [];
    private readonly HashSet<JobRecord> _received = [];

    /// <summary>Who waits until what is marked of a job is kept.</summary>
    private readonly List<Effect> _awaited = [];

    /// <summary>The places of jobs that wait for their turn, or did: from head to tail they grow.</summary>
    private readonly Dictionary<JobRecord, long> _places = [];
    private long _firstPlace;
    private long _lastPlace;

    private bool _isListed;

    /// <summary>What was marked has been taken, and the store does not have it yet.</summary>
    private bool _isTaken;

    internal JobSaves(ServiceLoop loop, Agenda agenda, EffectQueue effects, JobArchive archive, TimeSpan interval)
    {
        _loop = loop;
        _agenda = agenda;
        _effects = effects;
        _archive = archive;
        _interval = interval.Ticks;
        _checkpoint = new ServiceDue(DuePhase.Input, "Checkpoint", ReachCheckpoint);
        _save = new SaveEffect(this);
    }

    internal required AttemptDesk Attempts { get; init; }

    internal required SessionEnds Sessions { get; init; }

    /// <summary>The job is another one than the store knows.</summary>
    internal void Mark(JobRecord job)
    {
        _changed.Add(job);
        _received.Remove(job);
        if (job.Data.IsActive)
        {
            _active.Add(job);
            Plan();
        }
        else
        {
            _active.Remove(job);
        }

        if (job.Data.IsFinal)
        {
            _places.Remove(job);
        }

        List();
    }

    /// <summary>The job as it is now is kept, and then something is done; not before the store takes it.</summary>
    internal void Await(JobRecord job, Effect then)
    {
        _awaited.Add(then);
        Mark(job);
    }

    /// <summary>Bytes of the job have come.</summary>
    internal void MarkBytes(JobRecord job) => _received.Add(job);

    /// <summary>The manager ends: what has come up to now is kept, and how long attempts have run.</summary>
    internal void MarkIfActive(JobRecord job)
    {
        if (_active.Contains(job))
        {
            Mark(job);
        }
    }

    /// <summary>A client's call that met a drain is over: what it changed is kept before it returns. Called without the lock.</summary>
    internal void CommitCall(TimeDriver driver)
    {
        // In this order: what another thread takes from the list meanwhile is waited for.
        if (Volatile.Read(ref _isListed) || Volatile.Read(ref _isTaken))
        {
            using ForeignCode code = driver.BeginForeignCode();
            Commit();
        }
    }

    /// <summary>The manager has ended: nothing is kept after this returns, whoever was at it.</summary>
    internal void CommitLast(TimeDriver driver)
    {
        using ForeignCode code = driver.BeginForeignCode();
        Commit();
        lock (_committing)
        {
            // What the store has just refused another thread may be about to try again.
            _isOver = true;
        }
    }

    /// <summary>The job waits for its turn from now on, as the first of its level or the last.</summary>
    internal void Place(JobRecord job, bool first) => _places[job] = first ? --_firstPlace : ++_lastPlace;

    /// <summary>A job has come back to where it was.</summary>
    internal void PutBack(JobRecord job, long place)
    {
        _places[job] = place;
        _firstPlace = Math.Min(_firstPlace, place);
        _lastPlace = Math.Max(_lastPlace, place);
    }

    /// <summary>Tells the store what is marked: all of it, or, if that fails, nothing; then it stays marked. Called without the lock.</summary>
    internal void Commit()
    {
        Exception? failure;
        lock (_committing)
        {
            failure = _isOver ? null : TryCommit();
        }

        // Not before others may commit: a logger is somebody else's code.
        if (failure is not null)
        {
            _loop.Fail(failure);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a store throws is logged as critical; no job is lost by it.")]
    private Exception? TryCommit()
    {
        List<JobSnapshot> changed = [];
        List<Guid> gone = [];
        JobRecord[] taken = Take(changed, gone, out Effect[] awaiting);
        if (taken.Length == 0)
        {
            return null;
        }

        try
        {
            _archive.Commit(changed, gone);
            Array.ForEach(awaiting, static effect => effect.Perform());
            return null;
        }
        catch (Exception failure)
        {
            TakeBack(taken, awaiting);
            return failure;
        }
        finally
        {
            Volatile.Write(ref _isTaken, false);
        }
    }

    private JobRecord[] Take(List<JobSnapshot> changed, List<Guid> gone, out Effect[] awaiting)
    {
        using ReadScope scope = _loop.Look();
        awaiting = [.. _awaited];
        _awaited.Clear();
        Volatile.Write(ref _isTaken, _changed.Count > 0);
        Volatile.Write(ref _isListed, false);
        JobRecord[] taken = [.. _changed.OrderBy(static job => job.Number)];
        _changed.Clear();
        foreach (JobRecord job in taken)
        {
            if (job.Data.IsFinal && !Sessions.Owes(job))
            {
                gone.Add(job.Id);
            }
            else
            {
                changed.Add(SnapshotOf(job));
            }
        }

        return taken;
    }

    /// <summary>They are tried again with whatever changes next, and at the next checkpoint.</summary>
    private void TakeBack(JobRecord[] taken, Effect[] awaiting)
    {
        using ReadScope scope = _loop.Look();
        _awaited.AddRange(awaiting);
        _changed.UnionWith(taken);
        if (!_loop.HasEnded)
        {
            Plan();
        }
    }

    /// <summary>Active time is counted up to now: nobody knows how long the process goes on.</summary>
    private JobSnapshot SnapshotOf(JobRecord job) => job.ToSnapshot() with
    {
        QueuePlace = _places.GetValueOrDefault(job),
        SessionEndsBy = Sessions.Owes(job) ? job.Extras.Upload!.SessionEndsBy + _agenda.WallOffset : 0,
        Data = job.Data.SettledAt(_agenda.Instant),
    };

    private void Plan()
    {
        if (!_checkpoint.IsArmed)
        {
            _agenda.Arm(_checkpoint, _agenda.Instant + _interval);
        }
    }

    private void ReachCheckpoint()
    {
        foreach (JobRecord job in _active)
        {
            Attempts.SettleBytes(job);
        }

        foreach (JobRecord job in _received.ToArray())
        {
            Mark(job);
        }

        if (_changed.Count > 0)
        {
            List();
        }

        if (_active.Count > 0)
        {
            Plan();
        }
    }

    private void List()
    {
        if (!_isListed)
        {
            _isListed = true;
            _effects.Add(_save);
        }
    }

    private sealed class SaveEffect(JobSaves saves) : Effect
    {
        internal override void Perform() => saves.Commit();
    }
}
