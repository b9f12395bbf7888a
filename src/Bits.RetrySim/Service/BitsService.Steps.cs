namespace Bits.RetrySim;

/// <summary>Letting <see cref="JobMachine"/> decide, and following it.</summary>
internal sealed partial class BitsService
{
    /// <summary>A client's call on a job: decided, logged, or refused with the machine's HRESULT before anything changed (STATE-44).</summary>
    internal void Call(JobRecord job, in JobInput input, string name, string argument = "")
    {
        using CallScope scope = Enter();
        StepResult result = Step(job, input, scope.Now, name, argument);
        ThrowIfRefused(result, job, name);
    }

    /// <summary>A setter whose value the machine does not know.</summary>
    internal void Configure<T>(JobRecord job, T value, Action<JobRecord, T> assign, string name, string argument)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, name);
        assign(job, value);
        Step(job, JobTrigger.Configure, scope.Now, name, argument);
        PlanNotifications(job);
    }

    internal void SetPriority(JobRecord job, BackgroundCopyJobPriority priority)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, nameof(SetPriority));
        if (job.Level != priority)
        {
            _scheduler.ChangeLevel(job, priority, job.Data.IsActive);
        }

        if (_sliceOwner == job && !job.IsBackground)
        {
            // It left the slot and runs on; should it come back, another slice begins.
            _sliceOwner = null;
        }

        JobInput input = new(JobTrigger.SetPriority) { Priority = priority, Blocks = BlocksOf(job) };
        Step(job, input, scope.Now, nameof(SetPriority), priority.ToString());
        if (job.Transfer is { IsRunning: true })
        {
            TellTransport(new Effect(EffectKind.SetForeground, job));
        }
    }

    /// <summary>What is not a client's call.</summary>
    private void Apply(JobRecord job, in JobInput input) => Step(job, input, Now);

    private StepResult Step(JobRecord job, in JobInput input, Moment now, string? call = null, string argument = "")
    {
        StepResult result = StepUntimed(job, input, now, call, argument);
        SyncTimers(job);
        return result;
    }

    private StepResult StepUntimed(JobRecord job, in JobInput input, Moment now, string? call = null, string argument = "")
    {
        SettleBytes(job);
        BackgroundCopyJobState before = job.Data.State;
        StepResult result = JobMachine.Step(ref job.Data, input, now, _settings);
        if (result.IsRefused)
        {
            return result;
        }

        if (call is not null)
        {
            RecordCall(job, call, argument);
        }

        if (job.Data.State != before)
        {
            OnStateChanged(job, before, result.Effects);
        }

        Carry(job, result.Effects);
        return result;
    }

    private void OnStateChanged(JobRecord job, BackgroundCopyJobState before, JobEffects effects)
    {
        BackgroundCopyJobState after = job.Data.State;
        RecordTransition(job, before, after);
        if (_reports)
        {
            ReportStateChange(job, before);
        }

        bool starts = before == BackgroundCopyJobState.Queued && job.Data.IsActive;
        bool connected = JobData.IsActiveState(before) && job.Data.IsActive;
        if (!starts && !connected)
        {
            _scheduler.Remove(job);
            ArmTurnIfAwaited(before);
        }

        if ((effects & (JobEffects.EnqueueFirst | JobEffects.EnqueueLast)) != JobEffects.None)
        {
            _scheduler.Enqueue(job, first: (effects & JobEffects.EnqueueFirst) != 0);
            ArmTurn();
        }

        TellWaiters(job);
        if (job.Data.IsFinal)
        {
            Retire(job);
        }
    }

    /// <summary>A job that ran leaves its place to another, if one waits.</summary>
    private void ArmTurnIfAwaited(BackgroundCopyJobState before)
    {
        if (JobData.IsActiveState(before) && _scheduler.IsAwaited)
        {
            ArmTurn();
        }
    }

    private void Carry(JobRecord job, JobEffects effects)
    {
        if (effects == JobEffects.None)
        {
            return;
        }

        if ((effects & JobEffects.StopTransfer) != 0)
        {
            StopAttempt(job);
        }

        if ((effects & JobEffects.CheckBlocks) != 0)
        {
            RequestBlockCheck(job);
        }

        if ((effects & NotificationEffects) != JobEffects.None)
        {
            Announce(job, effects);
        }

        // Last, since it may lead on to ERROR at once (OQ-38), and what came before is not told any more then (D-22).
        if ((effects & JobEffects.StartTransfer) != 0)
        {
            StartFile(job);
        }
    }

    /// <summary>
    /// Brings the job's timers in line with its data. The retry is armed exactly; the far ones only when they would come too late (D-40).
    /// </summary>
    private void SyncTimers(JobRecord job)
    {
        long retry = RetryTimers.RetryDue(job.Data);
        if (retry != RetryTimers.Never)
        {
            job.Retry ??= new DueWork(DueKind.Retry, job);
            retry = Math.Max(retry, _instant);
            if (!job.Retry.IsArmed || job.Retry.Instant != retry)
            {
                _queue.Arm(job.Retry, retry);
            }
        }
        else if (job.Retry is { IsArmed: true })
        {
            _queue.Disarm(job.Retry);
        }

        job.NoProgress = ArmNoLater(job.NoProgress, DueKind.NoProgress, job, RetryTimers.NoProgressDue(job.Data));
        job.MaximumDownloadTime = ArmNoLater(
            job.MaximumDownloadTime, DueKind.MaximumDownloadTime, job, RetryTimers.MaximumDownloadTimeDue(job.Data, _settings));
        if (job.Data.IsFinal)
        {
            DisarmAll(job);
        }
        else
        {
            ArmNoLater(job.Inactivity, DueKind.Inactivity, job, RetryTimers.InactivityDue(job.Data, _settings));
        }
    }

    private DueWork? ArmNoLater(DueWork? work, DueKind kind, JobRecord job, long due)
    {
        if (due == RetryTimers.Never)
        {
            return work;
        }

        work ??= new DueWork(kind, job);

        // What is overdue already, after a restart, is due now and keeps its place there (D-1).
        due = Math.Max(due, _instant);
        if (!work.IsArmed || work.Instant > due)
        {
            _queue.Arm(work, due);
        }

        return work;
    }

    private void DisarmAll(JobRecord job)
    {
        Disarm(job.Inactivity);
        Disarm(job.NoProgress);
        Disarm(job.MaximumDownloadTime);
        Disarm(job.Notifications.FileDue);
        Disarm(job.Notifications.JobDue);
        Disarm(job.Notifications.ModificationDue);
    }

    private void Disarm(DueWork? work)
    {
        if (work is { IsArmed: true })
        {
            _queue.Disarm(work);
        }
    }

    private static void ThrowIfRefused(in StepResult result, JobRecord job, string call)
    {
        if (!result.IsRefused)
        {
            return;
        }

        throw Failure.Bits(result.HResult, result.HResult == HResults.BG_E_EMPTY
            ? $"{call} on job {job.Number} needs a file to transfer; the job is {job.Data.State} and has {job.Files.Count}, none of them new."
            : $"{call} is not allowed on job {job.Number}, which is {job.Data.State}; a job in a final state cannot be changed.");
    }

    private static void ThrowIfFinal(JobRecord job, string call)
    {
        if (job.Data.IsFinal)
        {
            ThrowIfRefused(StepResult.Refused(HResults.BG_E_INVALID_STATE), job, call);
        }
    }

    private void RecordCall(JobRecord job, string name, string argument)
    {
        if (EventLog.IsEnabled)
        {
            EventLog.Add(new JobEvent(
                TimeSpan.FromTicks(_instant), job.Number, JobEventKind.Call, null, null, 0, 0, argument.Length == 0 ? name : $"{name} {FileNames.WithoutUserInfo(argument)}"));
        }
    }

    private void RecordTransition(JobRecord job, BackgroundCopyJobState from, BackgroundCopyJobState to)
    {
        if (EventLog.IsEnabled)
        {
            EventLog.Add(new JobEvent(
                TimeSpan.FromTicks(_instant), job.Number, JobEventKind.Transition, from, to, job.Data.ErrorCode, job.Attempts, DetailOf(job))
            { Progress = ProgressOf(job, _instant) });
        }
    }
}
