namespace Bits.RetrySim;

/// <summary>The scheduler's turn: block check, then start (D-1, phase 5).</summary>
internal sealed partial class BitsService
{
    private ScheduleNode? _sliceOwner;
    private long _sliceStart;

    private long SliceDue => _sliceStart + _readings.TimeSlice.Ticks;

    /// <summary>
    /// A turn is due at once. Attempts of a live transport start when the clock says so, not at an instant that lies behind it, so that a
    /// machine that slept makes one attempt, not one for each retry it slept through (D-8).
    /// </summary>
    private void ArmTurn()
    {
        long due = _line.IsLive ? Math.Max(_instant, _clock.Now) : _instant;
        if (!_turn.IsArmed || _turn.Instant > due)
        {
            _queue.Arm(_turn, due);
        }
    }

    private void RequestBlockCheck(JobRecord job)
    {
        if (!job.ChecksBlocks)
        {
            job.ChecksBlocks = true;
            _blockChecks.Enqueue(job);
        }

        ArmTurn();
    }

    private void RunTurn()
    {
        while (_blockChecks.TryDequeue(out JobRecord? job))
        {
            job.ChecksBlocks = false;
            CheckBlocks(job);
        }

        bool slotTaken = false;
        while (_scheduler.Decide() is { Action: not ScheduleAction.None } decision)
        {
            JobRecord job = (JobRecord)decision.Node!;
            bool starts = decision.Action == ScheduleAction.Start;
            slotTaken |= starts && job.IsBackground;
            Apply(job, starts ? JobTrigger.Start : JobTrigger.Preempt);
        }

        PlanSlice(slotTaken);
    }

    /// <summary>
    /// A time slice belongs to the job that has the background slot, and begins when it gets it (SCHED-5). The entry of an earlier slice
    /// may stay armed: it is looked at when it is reached (D-40).
    /// </summary>
    private void PlanSlice(bool slotTaken)
    {
        ScheduleNode? owner = _scheduler.Background;
        if (owner is null || (!slotTaken && owner == _sliceOwner))
        {
            return;
        }

        _sliceOwner = owner;
        _sliceStart = _instant;
        if (!_sliceEnd.IsArmed)
        {
            _queue.Arm(_sliceEnd, SliceDue);
        }
    }

    /// <summary>The slice ends only if somebody else of the level could use it; else another one begins (OQ-41).</summary>
    private void EndSlice()
    {
        if (_scheduler.Background is not JobRecord job)
        {
            return;
        }

        if (SliceDue <= _instant)
        {
            if (job.Data.State == BackgroundCopyJobState.Transferring && _scheduler.HasRunnablePeer(job))
            {
                Apply(job, JobTrigger.EndSlice);
                return;
            }

            _sliceStart = _instant;
        }

        _queue.Arm(_sliceEnd, SliceDue);
    }
}
