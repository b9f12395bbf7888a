namespace Bits.RetrySim.Tests;

/// <summary>
/// The retry model of the specification, written down a second time: slowly, naively, with nothing shared with the library. It keeps a plain
/// list of due things and always takes the lowest by (instant, phase, sequence), as D-1 says.
/// </summary>
/// <remarks>Parts: this file has the clock, the list and the run; Calls, Attempts, Blocks, Scheduler, Notifications and Restart are next to it.</remarks>
internal sealed partial class ReferenceModel
{
    private readonly Script _script;
    private readonly List<Due> _due = [];
    private long _sequence;
    private long _now;

    private ReferenceModel(Script script) => _script = script;

    private Trace Trace { get; } = new();

    private List<ModelJob> Jobs { get; } = [];

    /// <summary>Runs a script.</summary>
    internal static Trace Run(Script script) => new ReferenceModel(script).Run();

    private Trace Run()
    {
        _conditions.Bandwidth = _script.Policy.Bandwidth;
        ArmBandwidthInterval();
        foreach (ScriptJob job in _script.Jobs)
        {
            Create(job);
        }

        foreach (IGrouping<long, ScriptInput> instant in _script.Inputs.GroupBy(input => input.AtMs))
        {
            if (_script.InputsFirst)
            {
                ProcessBefore(instant.Key);
            }
            else if (instant.Key > _now)
            {
                ProcessThrough(instant.Key);
            }

            _now = instant.Key;
            foreach (ScriptInput input in instant)
            {
                Put(input);
            }
        }

        ProcessThrough(_script.EndMs);
        _now = _script.EndMs;
        ReadAll();
        return Trace;
    }

    /// <summary>A pump (D-2): everything due at or before an instant, to quiescence.</summary>
    private void ProcessThrough(long limit)
    {
        while (Next() is Due next && next.AtMs <= limit)
        {
            Process(next);
        }
    }

    /// <summary>What a call does first (D-2): everything due strictly before its instant.</summary>
    private void ProcessBefore(long limit)
    {
        while (Next() is Due next && next.AtMs < limit)
        {
            Process(next);
        }
    }

    // D-1; within phase 8 the kind decides before the sequence (D-23).
    private Due? Next() => _due.MinBy(entry => (
        entry.AtMs,
        (int)entry.Phase,
        entry.Phase == Phase.Notification ? (int)entry.Kind : 0,
        entry.Sequence));

    private void Process(Due entry)
    {
        _due.Remove(entry);
        _now = entry.AtMs;
        entry.Run();
        Jobs.ForEach(ArmRanges);
    }

    private void Arm(long at, Phase phase, DueKind kind, ModelJob? job, Action run)
    {
        Disarm(kind, job);
        _due.Add(new Due(Math.Max(at, _now), phase, ++_sequence, kind, job, run));
    }

    /// <summary>
    /// A deadline that moves away stays armed; it is looked at when it is reached, and armed anew (D-40 says so of inactivity). It matters only
    /// for the order of several jobs whose deadlines fall on one instant.
    /// </summary>
    private void ArmNoLater(long at, Phase phase, DueKind kind, ModelJob job, Action run)
    {
        if (!_due.Exists(entry => entry.Kind == kind && entry.Job == job && entry.AtMs <= at))
        {
            Arm(at, phase, kind, job, run);
        }
    }

    private void Disarm(DueKind kind, ModelJob? job) => _due.RemoveAll(entry => entry.Kind == kind && entry.Job == job);

    private bool IsArmed(DueKind kind, ModelJob? job) => _due.Exists(entry => entry.Kind == kind && entry.Job == job);

    private Stamp Now() => new(_now, _wallOffset);

    /// <summary>Time since a stamped instant; a negative one reads 0 (CLOCK-4).</summary>
    private long Elapsed(Stamp since) => Math.Max(0, _now - since.Ms);

    /// <summary>Every change of state of a job goes through here, so that what holds for all of them is written once.</summary>
    private void Enter(ModelJob job, BackgroundCopyJobState to, bool atHeadOfLevel = false)
    {
        BackgroundCopyJobState from = job.State;
        bool wasActive = job.IsActive;
        job.State = to;
        int code = to is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error ? job.Error : 0;
        Trace.Transitions.Add(new TraceTransition(_now, job.Number, from, to, code));

        if (!wasActive && job.IsActive)
        {
            BeginActiveTime(job);
        }
        else if (wasActive && !job.IsActive)
        {
            EndActiveTime(job);
            StopFetch(job);
            Disarm(DueKind.TimeSlice, job);
            RequestTurn();
        }

        if (from == BackgroundCopyJobState.TransientError)
        {
            CancelRetry(job);
        }

        if (to == BackgroundCopyJobState.Queued)
        {
            job.IsRetry = from == BackgroundCopyJobState.TransientError;
            job.Place = atHeadOfLevel ? -++_places : ++_places;
            RequestTurn();
        }

        // ERR-3: data moves again, or there is none left to move.
        if (to is BackgroundCopyJobState.Transferring or BackgroundCopyJobState.Transferred)
        {
            job.Error = 0;
        }

        // OQ-36: entering ERROR or TRANSFERRED is activity, the steps of the retry cycle are not.
        if (to is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred)
        {
            NoteActivity(job);
        }

        UpdateFreeze(job);
        ArmNoProgress(job);

        if (job.IsFinal)
        {
            _due.RemoveAll(entry => entry.Job == job);
            EndSession(job);
        }

        NotifyOfChange(job, from);
    }

    private void ReadAll()
    {
        foreach (ModelJob job in Jobs)
        {
            SettleStream(job);
            Trace.Reads.Add(new TraceRead(
                _now,
                job.Number,
                job.State,
                job.VisibleError(_script.Readings.SuspendHidesError),
                job.ErrorCount,
                job.ClientFiles.Sum(file => file.Bytes),
                job.ClientFiles.Any(file => file.Total is null) ? null : job.ClientFiles.Sum(file => file.Total),
                job.ClientFiles.Count(),
                job.ClientFiles.Count(file => file.IsDone),
                job.Reply?.Bytes ?? 0,
                job.Reply?.Total,
                job.DelayMs / 1000,
                job.TimeoutMs / 1000,
                MaxDownloadMs(job) / 1000));
        }
    }
}
