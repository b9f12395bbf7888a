namespace Bits.RetrySim;

/// <summary>
/// Lets <see cref="JobMachine"/> decide what becomes of a job, and hands the outcome to those who follow it: the only caller of
/// <see cref="JobMachine.Step"/>. Guarded by the service's lock.
/// </summary>
internal sealed class JobSteps(Agenda agenda, LivelockGuard guard, Journal journal, EngineSettings settings)
{
    /// <summary>Steps that are under way: one may lead to another.</summary>
    private int _depth;

    /// <summary>Who follows the outcome of a step.</summary>
    internal required Turns Turns { get; init; }

    internal required StateWaits Waits { get; init; }

    internal required JobTable Table { get; init; }

    internal required AttemptDesk Attempts { get; init; }

    internal required CallbackDesk Callbacks { get; init; }

    internal required JobTimers Timers { get; init; }

    internal required SessionEnds Sessions { get; init; }

    internal required JobListeners Listeners { get; init; }

    /// <summary>Keeps them in a store; null: they live in the process.</summary>
    internal JobSaves? Saves { get; set; }

    internal EngineSettings Settings { get; set; } = settings;

    internal Journal Journal => journal;

    /// <summary>What is not a client's call.</summary>
    internal void Apply(JobRecord job, in JobInput input) => Apply(job, input, syncTimers: true);

    /// <summary>As <see cref="Apply(JobRecord, in JobInput)"/>, but the caller sees to the job's timers.</summary>
    internal void ApplyUntimed(JobRecord job, in JobInput input) => Apply(job, input, syncTimers: false);

    /// <summary>A client's call, or a refusal with the machine's HRESULT before anything changed (STATE-44).</summary>
    internal void Call(JobRecord job, in JobInput input, JobCall call, string argument = "")
    {
        Attempts.SettleBytes(job);
        BackgroundCopyJobState before = job.Data.State;
        int waitedWith = ErrorOfWait(job);
        StepResult result = Decide(job, input, agenda.Now);
        Refusal.ThrowIfRefused(result, job, call);
        journal.Call(agenda.Instant, job.Number, call, argument);
        TellHurry(job, input.Trigger, waitedWith);
        Follow(job, before, result.Effects, input.HResult, syncTimers: true);
    }

    /// <summary>Bytes came at an instant up to now.</summary>
    internal void Receive(JobRecord job, Moment came)
    {
        ResumeLoop.End(job);
        FollowEffects(job, Decide(job, JobTrigger.Received, came).Effects, failedWith: 0);
        Saves?.MarkBytes(job);
    }

    private void Apply(JobRecord job, in JobInput input, bool syncTimers)
    {
        if (job.Freeze is { } freeze)
        {
            // Another job's turn, the surroundings: it waits until the job goes on (D-42).
            freeze.Inputs.Add(input);
            return;
        }

        Attempts.SettleBytes(job);
        BackgroundCopyJobState before = job.Data.State;
        int waitedWith = ErrorOfWait(job);
        StepResult result = Decide(job, input, agenda.Now);
        TellHurry(job, input.Trigger, waitedWith);
        Follow(job, before, result.Effects, input.HResult, syncTimers);
    }

    /// <summary>With the outermost step over, the line is told what was listed in it, before the next one.</summary>
    private void Follow(JobRecord job, BackgroundCopyJobState before, JobEffects effects, int failedWith, bool syncTimers)
    {
        _depth++;
        try
        {
            Follow(job, before, effects, failedWith);
            if (syncTimers)
            {
                Timers.Sync(job);
            }

            if (job.Data.IsFinal && job.Data.State != before)
            {
                Sessions.Follow(job);
            }
        }
        finally
        {
            _depth--;
        }

        if (_depth == 0)
        {
            Attempts.Flush();
        }
    }

    private StepResult Decide(JobRecord job, in JobInput input, Moment now)
    {
        guard.LastJob = job.Number;
        return JobMachine.Step(ref job.Data, input, now, Settings);
    }

    /// <summary>The error of a job that waits for a retry that is still ahead; 0 for any other.</summary>
    private int ErrorOfWait(JobRecord job) =>
        job.Data.State == BackgroundCopyJobState.TransientError && job.Data.RetryAt.IsSet && job.Data.RetryAt.Engine > agenda.Instant ? job.Data.ErrorCode : 0;

    /// <summary>A job that waited is tried at once.</summary>
    private void TellHurry(JobRecord job, JobTrigger trigger, int waitedWith)
    {
        if (waitedWith == 0 || job.Data.State != BackgroundCopyJobState.Queued)
        {
            return;
        }

        RetryCause? cause = trigger switch
        {
            JobTrigger.Resume => RetryCause.Resumed,
            JobTrigger.NetworkChanged => RetryCause.NetworkChanged,
            JobTrigger.ServiceRestarted => RetryCause.ServiceRestarted,
            JobTrigger.BlocksChanged => RetryCause.NetworkReturned,
            _ => null,
        };
        if (cause is { } known)
        {
            journal.Retry(agenda.Instant, job.Number, known, waitedWith);
        }
    }

    /// <summary>The one order in which an outcome is followed.</summary>
    private void Follow(JobRecord job, BackgroundCopyJobState before, JobEffects effects, int failedWith)
    {
        // It is kept as it is after the step, and before anybody hears of it: whoever waits for a state, too.
        Saves?.Mark(job);
        if (job.Data.State != before)
        {
            BackgroundCopyJobProgress progress = journal.Records ? JobReader.ProgressOf(job, agenda.Instant) : default;
            journal.Transition(agenda.Now, job.Number, before, job.Data, job.Attempts, progress);
            Turns.Follow(job, before, effects);
            Waits.Follow(job);
            if (job.Data.IsFinal)
            {
                Table.Retire(job);
                Callbacks.Forget(job);
            }
        }

        FollowEffects(job, effects, failedWith);
        Listeners.Follow(job, before, effects);
    }

    private void FollowEffects(JobRecord job, JobEffects effects, int failedWith)
    {
        if (effects == JobEffects.None)
        {
            return;
        }

        if ((effects & JobEffects.StopTransfer) != 0)
        {
            Attempts.Stop(job);
        }

        if ((effects & JobEffects.CheckBlocks) != 0)
        {
            Turns.RequestBlockCheck(job);
        }

        Callbacks.Follow(job, effects);
        if ((effects & JobEffects.RetryAtOnce) != 0)
        {
            Attempts.StartAgain(job, failedWith);
            return;
        }

        if ((effects & JobEffects.StartTransfer) == 0)
        {
            return;
        }

        // Last, since there may be no time for it, and what came before is not told any more then (OQ-38, D-22).
        if (Attempts.HasTimeFor(job, Settings))
        {
            Attempts.Start(job);
        }
        else
        {
            Apply(job, JobTrigger.MaximumDownloadTimeDue);
        }
    }
}
