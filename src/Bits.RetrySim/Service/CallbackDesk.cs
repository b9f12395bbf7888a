using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Telling clients: at least once, in order, four at a time per user, never under the lock (spec section 8, D-20 to D-25).</summary>
internal sealed class CallbackDesk(ServiceLoop loop, Agenda agenda, TimeDriver driver, Journal journal, EffectQueue effects, TimeProvider provider, CallbackSetup setup)
{
    private const int CallbacksPerUser = 4;

    private const JobEffects Told = JobEffects.NotifyError | JobEffects.NotifyTransferred | JobEffects.EndNotification | JobEffects.Modified;

    /// <summary>The calls that are inside a client's code.</summary>
    internal RunningCallbacks Running { get; } = new(loop, driver, journal, provider, setup);

    internal ClientReleases Clients { get; } = new(loop, effects, driver);

    internal AttemptDesk Attempts { get; set; } = null!;

    internal JobTable Table { get; set; } = null!;

    /// <summary>Keeps what was acknowledged; null: nobody does.</summary>
    internal JobSaves? Saves { get; set; }

    /// <summary>Whether callbacks run on the thread that moves the job.</summary>
    internal bool IsInline => setup.Dispatch == CallbackDispatch.Inline;

    /// <summary>Whether the job's client wants to hear of every change.</summary>
    internal static bool TellsModifications(JobRecord job) => job.Notices?.IsSubscribed(BackgroundCopyNotifications.JobModification) ?? false;

    internal void SetInterface(JobRecord job, IBackgroundCopyCallback? callback)
    {
        JobNotices notices = job.MakeNotices();
        Clients.Release(job, notices.Interface);
        notices.Interface = callback;
        notices.Fallback?.BeginAnew();
        notices.ForgetFailures();
    }

    /// <summary>Takes note of what a step has to tell, and plans when.</summary>
    internal void Follow(JobRecord job, JobEffects effects)
    {
        if ((effects & Told) == JobEffects.None)
        {
            return;
        }

        if ((effects & (JobEffects.NotifyError | JobEffects.NotifyTransferred)) != JobEffects.None)
        {
            JobNotices notices = job.MakeNotices();
            notices.Pending = (effects & JobEffects.NotifyError) != 0 ? JobNotice.Error : JobNotice.Transferred;
            notices.Cycle += (effects & JobEffects.EndNotification) != 0 ? 2 : 1;
            notices.JobRetryAt = 0;
            notices.Fallback?.BeginAnew();
        }
        else if ((effects & JobEffects.EndNotification) != JobEffects.None && job.Notices is { } notices)
        {
            notices.Pending = JobNotice.None;
            notices.Cycle++;
        }

        // What is owed when the job becomes ERROR or TRANSFERRED is still told; that change itself marks nothing (CB-7, D-22).
        if ((effects & JobEffects.Modified) != 0 && !job.Data.IsFinal && TellsModifications(job))
        {
            job.Notices!.IsModified = true;
        }

        Plan(job);
    }

    /// <summary>The job has ended: nothing more is told of it.</summary>
    internal void Forget(JobRecord job)
    {
        Clients.ReleaseAll(job);
        if (job.Notices is { } notices)
        {
            notices.Pending = JobNotice.None;
            notices.IsModified = false;
            Disarm(notices);
        }
    }

    /// <summary>The service restarts: the interface pointer is not kept; who sets one again is told again (CB-14, D-21).</summary>
    internal void ForgetClient(JobRecord job)
    {
        Clients.ReleaseAll(job);
        job.ForgetCertificateJudge();
        JobNotice pending = job.Data.State switch
        {
            BackgroundCopyJobState.Error => JobNotice.Error,
            BackgroundCopyJobState.Transferred => JobNotice.Transferred,
            _ => JobNotice.None,
        };
        if (pending == JobNotice.None && job.Notices is null)
        {
            return;
        }

        JobNotices notices = job.MakeNotices();
        if (notices.Fallback is { } fallback)
        {
            fallback.HasCallbackFailed = false;
            fallback.IsAcknowledged |= notices.Pending == JobNotice.None;
        }

        notices.Interface = null;
        notices.ForgetFailures();
        notices.IsModified = false;
        notices.Cycle++;
        notices.Pending = pending;
    }

    /// <summary>
    /// Arms exactly the notifications that are next for the job. While one runs, its end sees to that: the others wait, and those that are armed
    /// keep their places among what is due at the same instant (D-1).
    /// </summary>
    internal void Plan(JobRecord job)
    {
        if (job.Notices is not { } notices)
        {
            return;
        }

        notices.ForgetRepetitions();
        if (notices.IsRunning)
        {
            return;
        }

        if (notices.WaitsForSlot || job.Data.IsFinal)
        {
            Disarm(notices);
            return;
        }

        long file = NotificationTimes.OfFile(job, notices);
        bool notice = file == RetryTimers.Never && notices.Pending != JobNotice.None && notices.IsEventSubscribed;
        notices.HintIfMissed(job, journal, agenda.Instant);
        notices.FileDue = Plan(notices.FileDue, DuePhase.FileNotification, job, file);
        notices.JobDue = Plan(notices.JobDue, DuePhase.JobNotification, job, notice ? notices.JobRetryAt : RetryTimers.Never);
        notices.ModificationDue = Plan(notices.ModificationDue, DuePhase.ModificationNotification, job, NotificationTimes.OfModification(job, notices));
        if (NotificationTimes.OfRanges(job, notices) is var ranges && (ranges != RetryTimers.Never || notices.Ranges is not null))
        {
            RangesNotice notes = notices.MakeRanges();
            notes.Due = Plan(notes.Due, DuePhase.RangesNotification, job, ranges);
        }
    }

    /// <summary>
    /// A notification is due: hand it to the client, or wait for one of the user's four places (CB-9), or for the job's call that runs (D-20).
    /// </summary>
    internal void OnDue(JobDue entry)
    {
        JobRecord job = entry.Job;
        JobNotices notices = job.Notices!;
        if (notices.IsRunning)
        {
            return; // its end plans this one anew
        }

        UserRecord user = Table.ToldUserOf(job);
        if (!IsInline && user.RunningCallbacks == CallbacksPerUser)
        {
            notices.WaitsForSlot = true;
            user.WaitingForCallback.Enqueue(job);
            Plan(job);
            return;
        }

        CallbackCall call = Describe(entry.Phase, job, notices);
        call.User = user;
        notices.IsRunning = true;
        user.RunningCallbacks++;
        journal.Notification(agenda.Instant, job.Number, call.ToldAs, call.FileNumber, call.Program);
        effects.Add(call);
    }

    /// <summary>Carries a call out: here, or on a thread of the pool (D-20).</summary>
    internal void Call(CallbackCall call)
    {
        if (IsInline)
        {
            Tell(call);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Desk.TellOnPool(state.Call), (Desk: this, Call: call), preferLocal: false);
        }
    }

    /// <summary>The manager has ended: waits for the callbacks that run, and lets go of the clients.</summary>
    /// <exception cref="TimeoutException">A callback takes longer than that.</exception>
    internal void End()
    {
        try
        {
            WaitForRunning();
        }
        finally
        {
            Clients.End(Table);
        }
    }

    /// <summary>Waits for the callbacks that run, unless one of them waits for the caller: it would wait for itself (D-36).</summary>
    /// <exception cref="TimeoutException">One takes longer than that.</exception>
    private void WaitForRunning()
    {
        if (Running.WaitForAll(setup.DisposeTimeout) is { } late)
        {
            throw new TimeoutException(FormattableString.Invariant(
                $"The {late.Kind} callback of job {late.Job.Number} has not returned within {setup.DisposeTimeout:c} (BackgroundCopyManagerOptions.DisposeTimeout). The manager has ended all the same; what the callback does from now on is ignored."));
        }
    }

    private JobDue? Plan(JobDue? entry, DuePhase phase, JobRecord job, long due)
    {
        if (due == RetryTimers.Never)
        {
            agenda.Disarm(entry);
            return entry;
        }

        entry ??= new JobDue(phase, job);
        agenda.ArmExactly(entry, due);
        return entry;
    }

    private void Disarm(JobNotices notices)
    {
        agenda.Disarm(notices.Ranges?.Due);
        agenda.Disarm(notices.FileDue);
        agenda.Disarm(notices.JobDue);
        agenda.Disarm(notices.ModificationDue);
    }

    private CallbackCall Describe(DuePhase phase, JobRecord job, JobNotices notices)
    {
        IBackgroundCopyCallback callback = (phase == DuePhase.JobNotification ? notices.EventCallee : notices.Callee)!;
        switch (phase)
        {
            case DuePhase.FileNotification:
                FileRecord file = job.Files[notices.NextFile(job)];
                file.BeginTelling();
                return new CallbackCall(this, NotificationKind.FileTransferred, job, callback, notices.Cycle) { File = file };
            case DuePhase.RangesNotification:
                return DescribeRanges(job, notices, callback);
            case DuePhase.JobNotification when notices.Pending == JobNotice.Error:
                return new CallbackCall(this, NotificationKind.JobError, job, callback, notices.Cycle) { Error = JobReader.LastErrorOf(job) };
            case DuePhase.JobNotification:
                return new CallbackCall(this, NotificationKind.JobTransferred, job, callback, notices.Cycle);
            default:
                Attempts.SettleBytes(job);
                notices.IsModified = false;
                notices.LastModification = agenda.Instant;
                return new CallbackCall(this, NotificationKind.JobModification, job, callback, notices.Cycle);
        }
    }

    /// <summary>All parts of one file that the client has not heard of.</summary>
    private CallbackCall DescribeRanges(JobRecord job, JobNotices notices, IBackgroundCopyCallback callback)
    {
        Attempts.SettleBytes(job);
        notices.Ranges!.Last = agenda.Instant;
        FileRecord file = NextWithRanges(job);
        return new CallbackCall(this, NotificationKind.FileRangesTransferred, job, callback, notices.Cycle)
        {
            File = file,
            Ranges = file.Order!.BeginTelling(file.Bytes, file.Version.Size),
        };
    }

    /// <summary>The first of which parts are here that the client has asked for and not heard of.</summary>
    private static FileRecord NextWithRanges(JobRecord job)
    {
        int index = 0;
        while (!job.Files[index].HasRangesToTell)
        {
            index++;
        }

        return job.Files[index];
    }

    /// <summary>An exception that leaves a thread of the pool ends the process: what a provider throws there is logged, and the call is told again.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is logged as critical.")]
    private void TellOnPool(CallbackCall call)
    {
        try
        {
            Tell(call);
        }
        catch (Exception exception)
        {
            Running.End(call);
            using (loop.Look())
            {
                Release(call);
                Disarm(call.Job.Notices!); // nobody planned at its end: the job's next step does
            }

            loop.Fail(exception);
        }
    }

    private void Tell(CallbackCall call)
    {
        if (Running.TryInvoke(call, out Exception? failure))
        {
            Finish(call, failure);
        }
    }

    /// <summary>A callback has returned: acknowledged, or to be told again (CB-4).</summary>
    private void Finish(CallbackCall call, Exception? failure)
    {
        using CallScope scope = loop.Enter(evenIfEnded: true);
        Running.Return(call, failure);
        if (loop.HasEnded)
        {
            return;
        }

        JobRecord job = call.Job;
        JobNotices notices = job.Notices!;
        Release(call);
        if (failure is null)
        {
            notices.Acknowledge(call);
        }
        else
        {
            Repeat(call, failure);
        }

        Saves?.Mark(job);
        Plan(job);
        ServeWaiting(call.User);
        Table.ForgetIfIdle(call.User);
    }

    /// <summary>The job's next call may come, and the user's place is free.</summary>
    private static void Release(CallbackCall call)
    {
        if (!call.IsOver)
        {
            call.IsOver = true;
            call.Job.Notices!.IsRunning = false;
            call.User.RunningCallbacks--;
        }
    }

    private void Repeat(CallbackCall call, Exception failure)
    {
        JobRecord job = call.Job;
        journal.CallbackFailed(agenda.Instant, job.Number, call.ToldAs, call.FileNumber, failure, call.Program);
        TimeSpan? interval = call.IsProgram ? null : setup.RedeliveryInterval;
        job.Notices!.Repeat(call, agenda.Instant, agenda.Instant + (interval?.Ticks ?? RetryTimers.Ticks(job.Data.MinimumRetryDelay)));
    }

    /// <summary>
    /// Gives the places that are free to the jobs that wait for one, first come, first served. A job that has nothing to tell any more
    /// leaves its place to the next, so that nobody waits while a place is free.
    /// </summary>
    private void ServeWaiting(UserRecord user)
    {
        while (user.RunningCallbacks < CallbacksPerUser && user.WaitingForCallback.TryDequeue(out JobRecord? next))
        {
            next.Notices!.WaitsForSlot = false;
            Plan(next);
            if (next.Freeze is null && next.Notices.DueBy(agenda.Instant) is { } entry)
            {
                agenda.Disarm(entry);
                OnDue(entry);
            }
        }
    }
}
