namespace Bits.RetrySim;

/// <summary>Settings that have more to them than a value, and what can be told of a job's prospects.</summary>
internal sealed partial class BitsService
{
    internal void Resume(JobRecord job)
    {
        using CallScope scope = Enter();
        StepResult result = Step(job, JobTrigger.Resume, scope.Now, nameof(Resume));
        ThrowIfRefused(result, job, nameof(Resume));
        if (!_logs)
        {
            return;
        }

        foreach (SettingsWarning warning in CheckSettings(job))
        {
            _effects.Enqueue(new Effect(EffectKind.LogWarning, job, warning.Message));
        }
    }

    internal void SetMinimumRetryDelay(JobRecord job, uint seconds)
    {
        using CallScope scope = Enter();
        JobInput input = new(JobTrigger.SetMinimumRetryDelay) { Seconds = seconds };
        StepResult result = Step(
            job, input, scope.Now, nameof(SetMinimumRetryDelay), Arguments.Text(TimeSpan.FromTicks(RetryTimers.Ticks(seconds))));
        ThrowIfRefused(result, job, nameof(SetMinimumRetryDelay));
        job.RequestedRetryDelay = seconds;
    }

    /// <summary>Effective at once (COST-3): the next turn looks at the job's blocks again.</summary>
    internal void SetCostFlags(JobRecord job, BackgroundCopyCostStates flags)
    {
        using CallScope scope = Enter();
        ThrowIfFinal(job, nameof(SetCostFlags));
        job.CostFlags = flags;
        Step(job, new JobInput(JobTrigger.SetCostFlags) { Blocks = BlocksOf(job) }, scope.Now, nameof(SetCostFlags), flags.ToString());
    }

    internal IReadOnlyList<SettingsWarning> CheckSettings(JobRecord job) => SettingsCheck.Check(
        Span(job.RequestedRetryDelay ?? job.Data.MinimumRetryDelay),
        Span(job.Data.MinimumRetryDelay),
        Span(job.Data.NoProgressTimeout),
        MaximumDownloadTimeOf(job),
        job.Data.Priority,
        Policy,
        _readings);

    internal RetryStatus StatusOf(JobRecord job, long instant) => new()
    {
        State = job.Data.State,
        Reason = ReasonOf(job),
        Since = TimeSpan.FromTicks(Math.Max(0, job.Data.StateSince.Engine)),
        Attempts = job.Attempts,
        NextAttemptAt = NoEarlier(instant, job.Data.IsBlocked || !IsRetryInTime(job) ? RetryTimers.Never : RetryTimers.RetryDue(job.Data)),
        GivesUpAt = NoEarlier(instant, RetryTimers.NoProgressDue(job.Data)),
        CancelledByPolicyAt = NoEarlier(instant, InactivityDueAt(job, instant)),
        BlockedBy = BlockCodeOf(job) is var code and not 0 ? code : null,
        ErrorCode = ErrorOf(job)?.Code,
    };

    /// <summary>Bytes that have flowed since the job was last looked at are activity too (OQ-36).</summary>
    private long InactivityDueAt(JobRecord job, long instant)
    {
        long due = RetryTimers.InactivityDue(job.Data, _settings);
        return due != RetryTimers.Never && job.Transfer is { IsRunning: true } transfer && transfer.Flow.LastByteAt(instant) is { } last
            ? Math.Max(due, last + _settings.InactivityTimeout)
            : due;
    }

    private static RetryReason ReasonOf(JobRecord job) => job.Data.State switch
    {
        BackgroundCopyJobState.Queued => job.IsParked ? RetryReason.WaitingForLogon : RetryReason.WaitingForTurn,
        BackgroundCopyJobState.Connecting => RetryReason.Connecting,
        BackgroundCopyJobState.Transferring => RetryReason.Transferring,
        BackgroundCopyJobState.Suspended => RetryReason.Suspended,
        BackgroundCopyJobState.Error => RetryReason.Failed,
        BackgroundCopyJobState.Transferred => RetryReason.Transferred,
        BackgroundCopyJobState.TransientError when Blocks.ReasonOf(BlockCodeOf(job)) is { } block => block,
        BackgroundCopyJobState.TransientError when IsRetryInTime(job) => RetryReason.WaitingForRetryDelay,
        BackgroundCopyJobState.TransientError => RetryReason.WaitingForTimeout,
        _ => RetryReason.Finished,
    };

    /// <summary>Whether a planned retry comes before the job is given up; at the same instant it does (OQ-3).</summary>
    private static bool IsRetryInTime(JobRecord job) => RetryTimers.RetryDue(job.Data) <= RetryTimers.NoProgressDue(job.Data);

    /// <summary>The condition a waiting job is blocked by; 0 when it is not.</summary>
    private static int BlockCodeOf(JobRecord job) =>
        job.Data is { State: BackgroundCopyJobState.TransientError, IsBlocked: true } ? Blocks.FirstCode(job.Data.Blocks) : 0;

    private static TimeSpan? NoEarlier(long instant, long due) => due == RetryTimers.Never ? null : TimeSpan.FromTicks(Math.Max(due, instant));

    private static TimeSpan Span(uint seconds) => TimeSpan.FromTicks(RetryTimers.Ticks(seconds));
}
