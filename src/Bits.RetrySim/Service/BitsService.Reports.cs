namespace Bits.RetrySim;

/// <summary>Telling loggers and listeners what happens: written down under the lock, told after it, and not even looked at while nobody listens.</summary>
internal sealed partial class BitsService
{
    private readonly Telemetry _telemetry;

    /// <summary>Whether anybody is to be told anything; looked up whenever somebody begins to bring the engine up to date.</summary>
    private bool _reports;

    /// <summary>Adds this manager's jobs to how many there are in each state that is not final.</summary>
    internal void CountJobs(long[] jobs)
    {
        lock (_gate)
        {
            foreach (JobRecord job in _jobs.Values)
            {
                jobs[(int)job.Data.State]++;
            }
        }
    }

    private void LookForListeners() => _reports = _logs || _telemetry.IsListening;

    private void ReportStateChange(JobRecord job, BackgroundCopyJobState before)
    {
        StateChange change = Describe(job, before, _instant);
        if (change.EndsAttempt)
        {
            _effects.Enqueue(new Effect(EffectKind.TraceEnd, job, change));
        }

        MeasureLater(change);
        if (_logs)
        {
            _effects.Enqueue(new Effect(EffectKind.LogStateChange, Object: change));
        }
    }

    /// <summary>The manager ends, and a running attempt with it.</summary>
    private void ReportEnd(JobRecord job)
    {
        if (job.Data.IsActive)
        {
            _effects.Enqueue(new Effect(EffectKind.TraceEnd, job, Describe(job, job.Data.State, _instant)));
        }
    }

    private void ReportAttempt(JobRecord job)
    {
        AttemptStart start = new(
            job.Number, job.Data.Priority, job.Attempts, job.Data.FilesTransferred + 1, job.CurrentFile!.Bytes, Utc(_instant + _wallOffset));
        _effects.Enqueue(new Effect(EffectKind.TraceStart, job, start));
        MeasureLater(start);
        if (_logs)
        {
            _effects.Enqueue(new Effect(EffectKind.LogAttempt, Object: start));
        }
    }

    private void ReportBytes(JobRecord job, long bytes) =>
        _effects.Enqueue(new Effect(EffectKind.MeasureBytes, Object: job.Data.Priority.ToString(), Value: bytes));

    /// <summary>Calls the client, and takes the time if somebody wants to know it.</summary>
    private Exception? Invoke(Notification notification)
    {
        if (!_telemetry.TimesCallbacks)
        {
            return notification.Invoke();
        }

        long begun = Provider.GetTimestamp();
        Exception? failure = notification.Invoke();
        CallbackReturn callback = new(notification.Kind, failure is null, Provider.GetElapsedTime(begun));
        lock (_gate)
        {
            _effects.Enqueue(new Effect(EffectKind.Measure, Object: callback));
        }

        return failure;
    }

    private StateChange Describe(JobRecord job, BackgroundCopyJobState before, long instant)
    {
        int error = job.Data.ErrorCode;
        long retry = job.Data.IsBlocked || !IsRetryInTime(job) ? RetryTimers.Never : RetryTimers.RetryDue(job.Data);
        return new StateChange(
            job.Number,
            before,
            job.Data.State,
            job.Data.Priority,
            job.Attempts,
            error,
            error == 0 ? null : _classifier.Classify(error),
            job.Data.ErrorContext,
            UntilDue(retry, instant),
            UntilDue(RetryTimers.NoProgressDue(job.Data), instant),
            TimeSpan.FromTicks(instant - job.Data.ActiveSince));
    }

    private static TimeSpan? UntilDue(long due, long instant) => due == RetryTimers.Never ? null : TimeSpan.FromTicks(Math.Max(0, due - instant));

    private void MeasureLater(object what)
    {
        if (_telemetry.Measures)
        {
            _effects.Enqueue(new Effect(EffectKind.Measure, Object: what));
        }
    }

    private void Measure(object what)
    {
        switch (what)
        {
            case StateChange change:
                _telemetry.Count(change);
                break;
            case AttemptStart attempt:
                _telemetry.Count(attempt);
                break;
            default:
                _telemetry.Record((CallbackReturn)what);
                break;
        }
    }

    private static void TraceStart(JobTransfer transfer, AttemptStart start)
    {
        transfer.Trace = AttemptTrace.Of(start);
        transfer.Trace?.Start();
    }
}
