namespace Bits.RetrySim;

/// <summary>Clients' calls that change a job: made under the lock, at now, after what is due before it (D-2).</summary>
internal sealed class JobCalls(ServiceLoop loop, JobSteps steps, JobReader reader, Surroundings surroundings, Journal journal, BackgroundCopyCaller? caller)
{
    /// <summary>In whose name; null: that of the test itself, which asks nobody.</summary>
    internal BackgroundCopyCaller? Caller => caller;

    /// <summary>A call that the machine decides alone.</summary>
    internal void Call(JobRecord job, in JobInput input, JobCall call, string argument = "")
    {
        using CallScope scope = Enter(job);
        steps.Call(job, input, call, argument);
    }

    /// <summary>A setter whose value the machine does not know.</summary>
    internal void Configure<T>(JobRecord job, T value, Action<JobRecord, T> assign, JobCall call, string argument)
    {
        using CallScope scope = Enter(job);
        Refusal.ThrowIfFinal(job, call);
        assign(job, value);
        steps.Call(job, JobTrigger.Configure, call, argument);
        steps.Callbacks.Plan(job);
    }

    internal void Resume(JobRecord job)
    {
        using CallScope scope = Enter(job);
        BackgroundCopyJobState before = job.Data.State;
        steps.Call(job, JobTrigger.Resume, JobCall.Resume);
        surroundings.Tokens.FailIfLost(job);
        job.KeepNames();
        ResumeLoop.Follow(job, before, scope.Now.Engine, steps.Settings.ResumeKeepsNoProgressTimer, journal);
        if (!journal.Logs)
        {
            return;
        }

        foreach (SettingsWarning warning in reader.CheckSettings(job))
        {
            journal.Warning(job.Number, warning.Message);
        }
    }

    internal void SetHelperToken(JobRecord job, BackgroundCopyUser user)
    {
        using CallScope scope = Enter(job);
        surroundings.Tokens.Give(job, user);
    }

    internal void SetNotifyFlags(JobRecord job, BackgroundCopyNotifications flags) =>
        Configure(job, flags, static (record, value) => record.MakeNotices().Flags = value, JobCall.SetNotifyFlags, flags.ToString());

    internal void SetMinimumRetryDelay(JobRecord job, uint seconds)
    {
        using CallScope scope = Enter(job);
        JobInput input = new(JobTrigger.SetMinimumRetryDelay) { Seconds = seconds };
        steps.Call(job, input, JobCall.SetMinimumRetryDelay, Arguments.Text(TimeSpan.FromTicks(RetryTimers.Ticks(seconds))));
        job.MakeExtras().RequestedRetryDelay = seconds;
    }

    internal void SetPriority(JobRecord job, BackgroundCopyJobPriority priority)
    {
        using CallScope scope = Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetPriority);
        if (job.Has(JobTraits.HasCustomMethod) && priority != BackgroundCopyJobPriority.Foreground)
        {
            throw Failure.Bits(
                HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, $"Job {job.Number} has an HTTP method of its own, and so stays a foreground job (SCHED-10); {priority} is refused.");
        }

        steps.Turns.ChangeLevel(job, priority);
        JobInput input = new(JobTrigger.SetPriority) { Priority = priority, Blocks = surroundings.BlocksOf(job) };
        steps.Call(job, input, JobCall.SetPriority, priority.ToString());
        steps.Attempts.TellPriority(job);
    }

    /// <summary>Effective at once (COST-3): the next turn looks at the job's blocks again.</summary>
    internal void SetCostFlags(JobRecord job, BackgroundCopyCostStates flags)
    {
        using CallScope scope = Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetCostFlags);
        job.MakeExtras().CostFlags = flags;
        steps.Call(job, new JobInput(JobTrigger.SetCostFlags) { Blocks = surroundings.BlocksOf(job) }, JobCall.SetCostFlags, flags.ToString());
    }

    /// <summary>Begins a call that changes the job, if the caller may do so (STATE-46); a final state is told first, by the call itself (LIFE-3).</summary>
    internal CallScope Enter(JobRecord job)
    {
        CallScope scope = EnterUnchecked(job);
        try
        {
            CheckAccess(job);
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    internal void CheckAccess(JobRecord job)
    {
        if (!job.Data.IsFinal)
        {
            JobAccess.Check(caller, job);
        }
    }

    /// <summary>Begins a call that sees to the caller's access itself; one that works on the job's files outside the lock is waited for (D-42).</summary>
    internal CallScope EnterUnchecked(JobRecord job)
    {
        while (true)
        {
            CallScope scope = loop.Enter();
            if (job.Freeze is not { } freeze)
            {
                return scope;
            }

            scope.Dispose();
            freeze.ThrowIfOwn(job.Number);
            using ReadScope look = loop.Look();
            while (job.Freeze is not null)
            {
                loop.WaitInCall();
            }
        }
    }
}
