namespace Bits.RetrySim;

/// <summary>
/// Tells whoever listens to the jobs of the manager, besides their clients, what became of them: after the callbacks of the instant, and with no say in what they acknowledge
/// (D-25, CB-4). Guarded by the service's lock.
/// </summary>
internal sealed class JobListeners(ServiceLoop loop, Agenda agenda, EffectQueue effects)
{
    private readonly List<(JobRecord Job, JobChange Change)> _untold = [];
    private readonly HashSet<JobRecord> _modified = [];
    private ServiceDue? _due;
    private Action<BackgroundCopyJob, JobChange>? _listener;

    /// <summary>Whether anybody listens.</summary>
    internal bool IsHeard => _listener is not null;

    /// <summary>Who listens; null: nobody any more, and nothing is kept for whoever comes next, which would be all jobs that ended at this instant.</summary>
    internal void Listen(Action<BackgroundCopyJob, JobChange>? listener)
    {
        using ReadScope scope = loop.Look();
        _listener = listener;
        if (listener is null)
        {
            Forget();
        }
    }

    /// <summary>A step is over.</summary>
    internal void Follow(JobRecord job, BackgroundCopyJobState before, JobEffects stepped)
    {
        if (_listener is null)
        {
            return;
        }

        BackgroundCopyJobState now = job.Data.State;
        if (now != before && now is BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Error)
        {
            Note(job, now == BackgroundCopyJobState.Error ? JobChange.Failed : JobChange.Transferred);
        }
        else if (now != before && job.Data.IsFinal)
        {
            Note(job, JobChange.Removed);
        }
        else if ((stepped & JobEffects.Modified) != 0 && !job.Data.IsFinal && _modified.Add(job))
        {
            Note(job, JobChange.Modified);
        }
    }

    /// <summary>Something became of a job.</summary>
    internal void Note(JobRecord job, JobChange change)
    {
        if (_listener is not null)
        {
            _untold.Add((job, change));
            agenda.ArmNoLater(_due ??= new ServiceDue(DuePhase.Listeners, "Events", TellAll), agenda.Instant);
        }
    }

    private void TellAll()
    {
        if (_listener is { } listener)
        {
            _untold.ForEach(told => effects.Add(new ClientAction(() => Tell(listener, told.Job, told.Change))));
        }

        Forget();
    }

    private void Forget()
    {
        _untold.Clear();
        _modified.Clear();
    }

    /// <summary>Nothing is told any more of a manager that has ended (D-36).</summary>
    private void Tell(Action<BackgroundCopyJob, JobChange> listener, JobRecord job, JobChange change)
    {
        if (!loop.HasEnded)
        {
            listener(job.Face, change);
        }
    }
}
