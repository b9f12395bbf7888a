namespace Bits.RetrySim;

/// <summary>The scheduler's turns: block check, then start (D-1, phase 5), and the time slices of background jobs. Guarded by the service's lock.</summary>
internal sealed class Turns
{
    private readonly Agenda _agenda;
    private readonly TransferScheduler _scheduler;
    private readonly ServiceDue _turn;
    private readonly ServiceDue _sliceEnd;
    private readonly TimeSlices _slices;
    private RingBuffer<JobRecord> _blockChecks;

    /// <summary>How many slices ended at this instant for the sake of somebody else, by level.</summary>
    private readonly int[] _given = new int[4];

    internal Turns(Agenda agenda, TimeSpan timeSlice, int backgroundSlots)
    {
        _agenda = agenda;
        _scheduler = new TransferScheduler(backgroundSlots);
        _slices = new TimeSlices(timeSlice.Ticks);
        _turn = new ServiceDue(DuePhase.Schedule, "Turn", Run);
        _sliceEnd = new ServiceDue(DuePhase.Schedule, "SliceEnd", EndSlice);
    }

    internal JobSteps Steps { get; set; } = null!;

    internal Surroundings Surroundings { get; set; } = null!;

    /// <summary>Whether a job that came now would be the only one whom a turn concerns.</summary>
    /// <param name="next">What is due next: if that is at a later instant, so is a turn that is armed.</param>
    internal bool IsIdleBefore(DueKey next) => _blockChecks.Count == 0 && !_scheduler.IsAwaited && (next.Instant > _agenda.Instant || !_turn.IsArmed);

    /// <summary>Whether a background job could start now.</summary>
    internal bool HasFreeSlot => _scheduler.HasFreeSlot;

    /// <summary>A turn is due: at once, or, where attempts start when the clock says so, at no instant that lies behind it (D-8).</summary>
    internal void Arm() => _agenda.ArmNoLater(_turn, Steps.Attempts.EarliestStart());

    /// <summary>The next turn looks at the job's blocks before it starts anything (STATE-30, OQ-39).</summary>
    internal void RequestBlockCheck(JobRecord job)
    {
        if (!job.ChecksBlocks)
        {
            job.ChecksBlocks = true;
            _blockChecks.Enqueue(job);
        }

        Arm();
    }

    /// <summary>A job's state has changed: it waits for its turn, leaves its place to another, or goes on.</summary>
    internal void Follow(JobRecord job, BackgroundCopyJobState before, JobEffects effects)
    {
        bool wasActive = JobData.IsActiveState(before);
        if (!job.Data.IsActive || (before != BackgroundCopyJobState.Queued && !wasActive))
        {
            TransferScheduler.Remove(job);
            _slices.Forget(job);
            if (wasActive && _scheduler.IsAwaited)
            {
                Arm();
            }
        }

        if ((effects & (JobEffects.EnqueueFirst | JobEffects.EnqueueLast)) != JobEffects.None)
        {
            bool first = (effects & JobEffects.EnqueueFirst) != 0;
            _scheduler.Enqueue(job, first);
            if (!first && job.ChecksBlocks)
            {
                MoveLast(job);
            }

            Steps.Saves?.Place(job, first);
            Arm();
        }
    }

    /// <summary>A job that waited for its turn has come back from a store, after those that were before it.</summary>
    internal void PutBack(JobRecord job)
    {
        _scheduler.Enqueue(job, first: false);
        Arm();
    }

    /// <summary>The job's priority is about to change.</summary>
    internal void ChangeLevel(JobRecord job, BackgroundCopyJobPriority priority)
    {
        if (job.Level != priority)
        {
            _scheduler.ChangeLevel(job, priority, job.Data.IsActive);
            Steps.Saves?.Place(job, first: false);
            if (job.ChecksBlocks && job.Data.State == BackgroundCopyJobState.Queued)
            {
                MoveLast(job);
            }
        }

        if (!job.IsBackground)
        {
            // It left the slot and runs on; should it come back, another slice begins.
            _slices.Forget(job);
        }
    }

    /// <summary>It is the last of the queue or of its new level, whenever it was marked, and so it is looked at after those before it.</summary>
    private void MoveLast(JobRecord job)
    {
        for (int left = _blockChecks.Count; left > 0; left--)
        {
            if (_blockChecks.TryDequeue(out JobRecord next) && next != job)
            {
                _blockChecks.Enqueue(next);
            }
        }

        _blockChecks.Enqueue(job);
    }

    /// <summary>
    /// A slice is armed when its first instant is over and the slot still held, so that attempts that end where they begin leave nothing
    /// behind.
    /// </summary>
    internal void EndInstant()
    {
        if (_slices.FirstEnd is { } end && !_sliceEnd.IsArmed)
        {
            _agenda.Arm(_sliceEnd, end);
        }
    }

    private void Run()
    {
        while (_blockChecks.TryDequeue(out JobRecord job))
        {
            job.ChecksBlocks = false;
            Surroundings.CheckBlocks(job);
        }

        while (_scheduler.Decide() is { Action: not ScheduleAction.None } decision)
        {
            JobRecord job = (JobRecord)decision.Node!;
            Steps.Apply(job, decision.Action == ScheduleAction.Start ? StartOf(job) : JobTrigger.Preempt);
        }

        _slices.Begin(_scheduler.Background, _agenda.Instant);
    }

    /// <summary>All that a job has asked for may have come before it was stopped, and then it goes on with something else, or with nothing (PROP-8).</summary>
    private static JobInput StartOf(JobRecord job) => job.Extras.IsFetchedByParts && job.CurrentFile is not { IsAsked: true }
        ? job.WithNextFile(JobTrigger.Start) with { Chooses = true }
        : JobTrigger.Start;

    /// <summary>
    /// A slice ends only if somebody else of the level could use it; else another one begins (OQ-41). An entry of an earlier slice may still
    /// be armed: it is looked at when it is reached (D-40).
    /// </summary>
    private void EndSlice()
    {
        Array.Clear(_given);
        while (_slices.TakeEnded(_agenda.Instant) is JobRecord job)
        {
            // Who gave its slot away waits behind those who take it.
            ref int given = ref _given[(int)job.Level];
            if (job.Data.State == BackgroundCopyJobState.Transferring && !job.IsHeld && _scheduler.HasRunnablePeer(job, (2 * given) + CountBlocked(job.Level)))
            {
                given++;
                Steps.Apply(job, JobTrigger.EndSlice);
            }
        }

        _slices.Begin(_scheduler.Background, _agenda.Instant);
    }

    /// <summary>
    /// How many of a level wait for the slot and will be found blocked by the turn of this instant, which comes after the ends of slices: they could not use one.
    /// </summary>
    private int CountBlocked(BackgroundCopyJobPriority level)
    {
        int blocked = 0;
        for (int left = _blockChecks.Count; left > 0; left--)
        {
            if (_blockChecks.TryDequeue(out JobRecord next))
            {
                bool waits = next.Level == level && next is { Data.State: BackgroundCopyJobState.Queued, IsParked: false, IsHeld: false };
                blocked += waits && Surroundings.BlocksOf(next) != BlockConditions.None ? 1 : 0;
                _blockChecks.Enqueue(next);
            }
        }

        return blocked;
    }
}
