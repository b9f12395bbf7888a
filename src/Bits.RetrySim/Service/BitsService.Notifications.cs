using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>Telling clients: at least once, in order, four at a time per user, never under the lock (spec section 8, D-20 to D-25).</summary>
internal sealed partial class BitsService
{
    private const int CallbacksPerUser = 4;

    /// <summary>The threads that are inside a client's callback.</summary>
    private readonly List<int> _callbackThreads = [];

    private const JobEffects NotificationEffects =
        JobEffects.NotifyError | JobEffects.NotifyTransferred | JobEffects.EndNotification | JobEffects.Modified;

    /// <summary>The interface or the flags changed: what could not be told before may be told now (CB-3, CB-5).</summary>
    internal void SetNotifyInterface(JobRecord job, IBackgroundCopyCallback? callback)
    {
        Configure(
            job,
            callback,
            (record, value) =>
            {
                record.Notifications.Interface = value;
                record.Notifications.JobRetryAt = 0;
                record.Notifications.FileRetryAt = 0;
            },
            "SetNotifyInterface",
            callback is null ? "null" : "callback");
    }

    /// <summary>Takes note of what a step has to tell, and plans when.</summary>
    private void Announce(JobRecord job, JobEffects effects)
    {
        JobNotifications notes = job.Notifications;
        if ((effects & JobEffects.EndNotification) != JobEffects.None)
        {
            notes.Pending = JobNotice.None;
            notes.Cycle++;
        }

        if ((effects & (JobEffects.NotifyError | JobEffects.NotifyTransferred)) != JobEffects.None)
        {
            notes.Pending = (effects & JobEffects.NotifyError) != 0 ? JobNotice.Error : JobNotice.Transferred;
            notes.Cycle++;
            notes.JobRetryAt = 0;
            notes.IsModified = false;
        }
        else if ((effects & JobEffects.Modified) != 0 && !job.Data.IsFinal)
        {
            notes.IsModified |= notes.IsSubscribed(BackgroundCopyNotifications.JobModification);
        }

        PlanNotifications(job);
    }

    /// <summary>Arms exactly the notification that is next for the job, if there is one and none runs.</summary>
    private void PlanNotifications(JobRecord job)
    {
        JobNotifications notes = job.Notifications;
        notes.ForgetRepetitions();
        if (notes.Interface is null || notes.IsRunning || notes.WaitsForSlot || job.Data.IsFinal)
        {
            Disarm(notes.FileDue);
            Disarm(notes.JobDue);
            Disarm(notes.ModificationDue);
            return;
        }

        bool file = HasFileToTell(job);
        bool notice = !file && notes.Pending != JobNotice.None && notes.IsSubscribed(notes.PendingFlag);
        notes.FileDue = Plan(notes.FileDue, DueKind.FileNotification, job, file ? notes.FileRetryAt : RetryTimers.Never);
        notes.JobDue = Plan(notes.JobDue, DueKind.JobNotification, job, notice ? notes.JobRetryAt : RetryTimers.Never);
        notes.ModificationDue = Plan(notes.ModificationDue, DueKind.ModificationNotification, job, NextModification(job));
    }

    private DueWork? Plan(DueWork? work, DueKind kind, JobRecord job, long due)
    {
        if (due == RetryTimers.Never)
        {
            Disarm(work);
            return work;
        }

        work ??= new DueWork(kind, job);
        due = Math.Max(due, _instant);
        if (!work.IsArmed || work.Instant != due)
        {
            _queue.Arm(work, due);
        }

        return work;
    }

    private static bool HasFileToTell(JobRecord job) =>
        job.Notifications.FilesTold < job.Data.FilesTransferred
        && job.Notifications.IsSubscribed(BackgroundCopyNotifications.FileTransferred);

    /// <summary>When JobModification is due: for a marked change at once, for bytes that flow when the next one comes, never too often (CB-12, D-22).</summary>
    private static long NextModification(JobRecord job)
    {
        JobNotifications notes = job.Notifications;
        if (!notes.IsSubscribed(BackgroundCopyNotifications.JobModification))
        {
            return RetryTimers.Never;
        }

        long earliest = notes.LastModification == long.MinValue ? 0 : notes.LastModification + notes.MinimumInterval;
        if (notes.IsModified)
        {
            return earliest;
        }

        return job.Transfer is { IsRunning: true } transfer && transfer.Flow.InstantOf(BytesHere(job) + 1) is { } next
            ? Math.Max(earliest, next)
            : RetryTimers.Never;
    }

    /// <summary>A notification is due: hand it to the client, or wait for one of the user's four places (CB-9).</summary>
    private void Deliver(DueWork work)
    {
        JobRecord job = work.Job!;
        UserRecord user = job.Owner;
        if (_dispatch == CallbackDispatch.ThreadPool && user.RunningCallbacks == CallbacksPerUser)
        {
            job.Notifications.WaitsForSlot = true;
            user.WaitingForCallback.Enqueue(job);
            PlanNotifications(job);
            return;
        }

        Notification notification = Describe(work.Kind, job);
        job.Notifications.IsRunning = true;
        user.RunningCallbacks++;
        PlanNotifications(job);
        RecordNotification(notification, 0);
        _effects.Enqueue(new Effect(EffectKind.Notify, job, notification));
    }

    private Notification Describe(DueKind kind, JobRecord job)
    {
        JobNotifications notes = job.Notifications;
        IBackgroundCopyCallback callback = notes.Interface!;
        switch (kind)
        {
            case DueKind.FileNotification:
                return new Notification(NotificationKind.FileTransferred, job.Face, callback, notes.Cycle) { File = job.Files[notes.FilesTold] };
            case DueKind.JobNotification when notes.Pending == JobNotice.Error:
                return new Notification(NotificationKind.JobError, job.Face, callback, notes.Cycle) { Error = ErrorOf(job) };
            case DueKind.JobNotification:
                return new Notification(NotificationKind.JobTransferred, job.Face, callback, notes.Cycle);
            default:
                SettleBytes(job);
                notes.IsModified = false;
                notes.LastModification = _instant;
                return new Notification(NotificationKind.JobModification, job.Face, callback, notes.Cycle);
        }
    }

    /// <summary>Carries the call out: here, or on a thread of the pool (D-20).</summary>
    private void Notify(JobRecord job, Notification notification)
    {
        if (_dispatch == CallbackDispatch.Inline)
        {
            Tell(job, notification);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static state => state.Service.Tell(state.Job, state.Notification),
                (Service: this, Job: job, Notification: notification),
                preferLocal: false);
        }
    }

    private void Tell(JobRecord job, Notification notification)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _callbackThreads.Add(Environment.CurrentManagedThreadId);
        }

        Finish(job, notification, Invoke(notification));
    }

    /// <summary>A callback has returned: acknowledged, or to be told again (CB-4).</summary>
    private void Finish(JobRecord job, Notification notification, Exception? failure)
    {
        using CallScope call = Enter(evenIfDisposed: true);
        _callbackThreads.Remove(Environment.CurrentManagedThreadId);
        KeepForRethrow(failure);
        if (_disposed)
        {
            Monitor.PulseAll(_gate);
            return;
        }

        job.Notifications.IsRunning = false;
        job.Owner.RunningCallbacks--;

        if (failure is null)
        {
            Acknowledge(job, notification);
        }
        else
        {
            OnCallbackFailed(job, notification, failure);
        }

        PlanNotifications(job);
        ServeWaiting(job.Owner);
    }

    private static void Acknowledge(JobRecord job, Notification notification)
    {
        JobNotifications notes = job.Notifications;
        if (notification.Kind == NotificationKind.FileTransferred)
        {
            notes.FilesTold++;
        }
        else if (notification.Kind != NotificationKind.JobModification && notification.Cycle == notes.Cycle)
        {
            notes.Pending = JobNotice.None;
        }
    }

    private void OnCallbackFailed(JobRecord job, Notification notification, Exception failure)
    {
        RecordNotification(notification, failure.HResult);
        if (_logs)
        {
            _effects.Enqueue(new Effect(EffectKind.LogCallbackFailure, job, failure, (long)notification.Kind));
        }

        long again = _instant + (_readings.RedeliveryInterval?.Ticks ?? RetryTimers.Ticks(job.Data.MinimumRetryDelay));
        if (notification.Kind == NotificationKind.FileTransferred)
        {
            job.Notifications.FileRetryAt = again;
        }
        else if (notification.Kind != NotificationKind.JobModification && notification.Cycle == job.Notifications.Cycle)
        {
            job.Notifications.JobRetryAt = again;
        }
    }

    /// <summary>What is no HRESULT goes to whoever moves the time on, even if the callback ended the manager (D-24).</summary>
    private void KeepForRethrow(Exception? failure)
    {
        if (_rethrowsCallbackExceptions && _simulatedClock is not null && failure is not (null or COMException))
        {
            _rethrown.Add(failure);
        }
    }

    /// <summary>
    /// Gives the places that are free to the jobs that wait for one, first come, first served. A job that has nothing to tell any more
    /// leaves its place to the next, so that nobody waits while a place is free.
    /// </summary>
    private void ServeWaiting(UserRecord user)
    {
        while (user.RunningCallbacks < CallbacksPerUser && user.WaitingForCallback.TryDequeue(out JobRecord? next))
        {
            next.Notifications.WaitsForSlot = false;
            PlanNotifications(next);
            if (next.Notifications.DueBy(_instant) is { } work)
            {
                _queue.Disarm(work);
                Deliver(work);
            }
        }
    }

    /// <summary>Waits for the callbacks that run, unless one of them is the caller: it would wait for itself (D-36).</summary>
    private void WaitForRunningCallbacks()
    {
        lock (_gate)
        {
            while (_callbackThreads.Count > 0 && !_callbackThreads.Contains(Environment.CurrentManagedThreadId))
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void RecordNotification(Notification notification, int hresult)
    {
        if (EventLog.IsEnabled)
        {
            EventLog.Add(new JobEvent(
                TimeSpan.FromTicks(_instant), notification.Job.Number, JobEventKind.Notification, null, null, hresult, 0, notification.Describe()));
        }
    }
}
