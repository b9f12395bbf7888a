namespace Bits.RetrySim;

/// <content>The job's settings.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>The name shown to people (PROP-20, LIM-1).</summary>
    /// <value>At most 256 characters.</value>
    /// <exception cref="ArgumentNullException">The value is null (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">Too long (BG_E_STRING_TOO_LONG), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public string DisplayName
    {
        get => _service.Reader.Read(_record, static job => job.DisplayName);
        set => _service.Calls.Configure(
            _record,
            Arguments.Text(value, Arguments.MaximumDisplayNameLength, nameof(DisplayName)),
            static (job, text) => job.DisplayName = text,
            JobCall.SetDisplayName,
            value);
    }

    /// <summary>A description for people (PROP-20, LIM-2).</summary>
    /// <value>At most 1,024 characters; empty by default.</value>
    /// <exception cref="ArgumentNullException">The value is null (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">Too long (BG_E_STRING_TOO_LONG), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public string Description
    {
        get => _service.Reader.Read(_record, static job => job.Extras.Description);
        set => _service.Calls.Configure(
            _record,
            Arguments.Text(value, Arguments.MaximumDescriptionLength, nameof(Description)),
            static (job, text) => job.MakeExtras().Description = text,
            JobCall.SetDescription,
            value);
    }

    /// <summary>Foreground, or the level among background jobs (SCHED-1 to SCHED-4).</summary>
    /// <value>Normal by default.</value>
    /// <exception cref="NotImplementedException">No such priority (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyJobPriority Priority
    {
        get => _service.Reader.Read(_record, static job => job.Data.Priority);
        set
        {
            if (!Enum.IsDefined(value))
            {
                throw Failure.NotImplemented($"{(int)value} is not a priority; 0 (Foreground) to 3 (Low) are.");
            }

            _service.Calls.SetPriority(_record, value);
        }
    }

    /// <summary>The least time between a failed attempt and the next one (RETRY-1 to RETRY-7).</summary>
    /// <value>
    /// 600 s by default; 0 to 4,294,967,295 s, fractions of a second rounded up; below the floor of 5 s
    /// (<see cref="BitsReadings.MinimumRetryDelayFloor"/>) the floor is stored. Longer than <see cref="NoProgressTimeout"/> it means no
    /// retry at all (RETRY-7). Takes effect on a retry that is already planned (OQ-11).
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or too large (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE, RETRY-6).</exception>
    public TimeSpan MinimumRetryDelay
    {
        get => FromSeconds(_service.Reader.Read(_record, static job => job.Data.MinimumRetryDelay));
        set => _service.Calls.SetMinimumRetryDelay(_record, Arguments.Seconds(value, nameof(MinimumRetryDelay)));
    }

    /// <summary>How long the job is retried without a byte of progress, counted from the first transient error (RETRY-8 to RETRY-13).</summary>
    /// <value>
    /// 1,209,600 s (14 days) by default; 0 to 4,294,967,295 s, fractions of a second rounded up. 0: no retries, every error is fatal
    /// (RETRY-9). Longer than the JobInactivityTimeout policy it has no effect (RETRY-13). Compared at once with the time already gone
    /// (OQ-11).
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or too large (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public TimeSpan NoProgressTimeout
    {
        get => FromSeconds(_service.Reader.Read(_record, static job => job.Data.NoProgressTimeout));
        set => SetSeconds(JobTrigger.SetNoProgressTimeout, JobCall.SetNoProgressTimeout, value, nameof(NoProgressTimeout));
    }

    /// <summary>The longest time the job may spend in CONNECTING and TRANSFERRING since the last Resume (MAXT-1 to MAXT-6).</summary>
    /// <value>
    /// The policy's value, 90 days by default, until one is set; 0 to 4,294,967,295 s, fractions of a second rounded up. 0: no attempt is
    /// made, the job fails with BG_E_MAXDOWNLOAD_TIMEOUT when its turn comes (OQ-38).
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or too large (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public TimeSpan MaximumDownloadTime
    {
        get => _service.Reader.Read(_record, _service.Reader.MaximumDownloadTimeOf);
        set => SetSeconds(JobTrigger.SetMaximumDownloadTime, JobCall.SetMaximumDownloadTime, value, nameof(MaximumDownloadTime));
    }

    /// <summary>Which events are told to <see cref="NotifyInterface"/> (CB-2, CB-13).</summary>
    /// <value>JobTransferred and JobError by default; with Disable all others are ignored.</value>
    /// <exception cref="NotImplementedException">An undefined bit is set (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyNotifications NotifyFlags
    {
        get => _service.Reader.Read(_record, static job => job.Notices?.Flags ?? Defaults.NotifyFlags);
        set
        {
            const BackgroundCopyNotifications All = BackgroundCopyNotifications.JobTransferred
                | BackgroundCopyNotifications.JobError
                | BackgroundCopyNotifications.Disable
                | BackgroundCopyNotifications.JobModification
                | BackgroundCopyNotifications.FileTransferred
                | BackgroundCopyNotifications.FileRangesTransferred;
            if ((value & ~All) != 0)
            {
                throw Failure.NotImplemented($"NotifyFlags 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)All:X}.");
            }

            _service.Calls.SetNotifyFlags(_record, value);
        }
    }

    /// <summary>Whom to tell. Events that have not been told yet are told to whoever is set later (CB-3); a restart forgets it (CB-14).</summary>
    /// <value>Null by default; null stops all notification (CB-5).</value>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    /// <example>
    /// <code>
    /// job.NotifyInterface = new BackgroundCopyCallback
    /// {
    ///     JobTransferred = transferred => transferred.Complete(),
    ///     JobError = (failed, error) => failed.Cancel(),
    /// };
    /// </code>
    /// </example>
    public IBackgroundCopyCallback? NotifyInterface
    {
        get => _service.Reader.Read(_record, static job => job.Notices?.Interface);
        set => _service.ClientCalls.SetInterface(_record, value, this);
    }

    /// <summary>The least time between two JobModification calls (CB-12, PROP-7).</summary>
    /// <value>500 ms by default; 0 to 4,294,967,295 ms, fractions of a millisecond rounded up. 0 acts as 1 ms, and <see cref="CheckSettings"/> says so.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or too large (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public TimeSpan MinimumNotificationInterval
    {
        get => TimeSpan.FromTicks(_service.Reader.Read(_record, static job => job.Notices?.MinimumInterval ?? Defaults.MinimumNotificationInterval.Ticks));
        set
        {
            uint milliseconds = Arguments.Milliseconds(value, nameof(MinimumNotificationInterval));
            _service.Calls.Configure(
                _record,
                milliseconds * TimeSpan.TicksPerMillisecond,
                static (job, ticks) => job.MakeNotices().MinimumInterval = ticks,
                JobCall.SetMinimumNotificationInterval,
                Arguments.Text(value));
        }
    }

    /// <summary>The network cost states in which the job may run (COST-1).</summary>
    /// <value>
    /// Until set: the policy's, or <see cref="BitsReadings.DefaultCostFlags"/> (POLICY-11, OQ-15). A state that is not in the set blocks the
    /// job with BG_E_BLOCKED_BY_COST_TRANSFER_POLICY.
    /// </value>
    /// <exception cref="ArgumentException">No cost state at all, or an undefined bit (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyCostStates CostFlags
    {
        get => _service.Reader.Read(_record, _service.Reader.CostFlagsOf);
        set
        {
            if (!CostMask.IsSet(value))
            {
                throw Failure.InvalidArgument(
                    nameof(CostFlags), $"CostFlags 0x{(uint)value:X8} must hold at least one cost state and no undefined bit.");
            }

            _service.Calls.SetCostFlags(_record, value);
        }
    }

    private void SetSeconds(JobTrigger trigger, JobCall call, TimeSpan value, string property)
    {
        JobInput input = new(trigger) { Seconds = Arguments.Seconds(value, property) };
        _service.Calls.Call(_record, input, call, Arguments.Text(value));
    }

    private static TimeSpan FromSeconds(uint seconds) => TimeSpan.FromTicks(RetryTimers.Ticks(seconds));
}
