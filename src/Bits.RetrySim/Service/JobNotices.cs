namespace Bits.RetrySim;

/// <summary>What is still to be told to a job's client.</summary>
internal sealed class JobNotices
{
    /// <summary>Default notify flags: JobTransferred and JobError (CB-2).</summary>
    internal BackgroundCopyNotifications Flags { get; set; } = Defaults.NotifyFlags;

    internal IBackgroundCopyCallback? Interface { get; set; }

    /// <summary>Who is told when there is no object; null while nobody is (CB-15).</summary>
    internal NotifyFallback? Fallback { get; private set; }

    /// <summary>Who registered the object, where that is not the test itself for the job's present owner.</summary>
    internal Registrant? Registrant => Interface is null ? null : Fallback?.Registrant;

    /// <summary>Whom to call: the object that was set, else a new one of the class (CB-15).</summary>
    internal IBackgroundCopyCallback? Callee => Interface ?? Fallback?.ByClass;

    /// <summary>Who is told of the pending event: the program if there is nobody to call, or he failed (CMD-3).</summary>
    internal IBackgroundCopyCallback? EventCallee => Fallback switch
    {
        null => Interface,
        { IsAcknowledged: true } when Interface is null => null,
        { HasCallbackFailed: true, ByCommand: { } command } => command,
        _ => Callee ?? Fallback.ByCommand,
    };

    /// <summary>Least ticks between two JobModification calls (CB-12).</summary>
    internal long MinimumInterval { get; set; } = Defaults.MinimumNotificationInterval.Ticks;

    /// <summary>The event of the present cycle that no callback has acknowledged yet.</summary>
    internal JobNotice Pending { get; set; }

    /// <summary>The number of the cycle; a call of an older cycle is finished whatever it returns (D-21).</summary>
    internal int Cycle { get; set; }

    /// <summary>Not before this instant is the pending event told again (CB-4).</summary>
    internal long JobRetryAt { get; set; }

    /// <summary>Index of the first file whose FileTransferred has not been acknowledged; files behind it may be told, if that one was refused since (CB-10).</summary>
    internal int FilesTold { get; set; }

    internal long FileRetryAt { get; set; }

    /// <summary>Something changed that JobModification has not told yet (D-22).</summary>
    internal bool IsModified { get; set; }

    internal long LastModification { get; set; } = long.MinValue;

    /// <summary>A callback of this job runs; one at a time (D-20).</summary>
    internal bool IsRunning { get; set; }

    internal bool WaitsForSlot { get; set; }

    /// <summary>Calls about parts of files; null while none was planned (CB-11).</summary>
    internal RangesNotice? Ranges { get; private set; }

    internal JobDue? FileDue { get; set; }

    internal JobDue? JobDue { get; set; }

    internal JobDue? ModificationDue { get; set; }

    /// <summary>The first call, in the order of D-23, that is planned for this instant or an earlier one.</summary>
    internal JobDue? DueBy(long instant)
    {
        if (IsDue(Ranges?.Due))
        {
            return Ranges!.Due;
        }

        if (IsDue(FileDue))
        {
            return FileDue;
        }

        if (IsDue(JobDue))
        {
            return JobDue;
        }

        return IsDue(ModificationDue) ? ModificationDue : null;

        bool IsDue(JobDue? work) => work is { IsArmed: true } && work.Instant <= instant;
    }

    /// <summary>The index of the file that is told next: the first that has arrived and has not been; -1 if there is none.</summary>
    internal int NextFile(JobRecord job)
    {
        ReadOnlySpan<FileRecord> files = job.Files;
        for (int i = FilesTold; i < files.Length && i < job.ArrivedBefore; i++)
        {
            if (files[i].HasArrived && !files[i].IsTold)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The client has taken note of what he was called for.</summary>
    internal void Acknowledge(CallbackCall call)
    {
        switch (call.Kind)
        {
            case NotificationKind.FileTransferred:
                call.File!.EndTelling();
                SkipTold(call.Job);
                break;
            case NotificationKind.FileRangesTransferred:
                call.File!.Order!.EndTelling(call.File.Version.Size);
                break;
            case NotificationKind.JobModification:
                break;
            default:
                Pending = call.Cycle == Cycle ? JobNotice.None : Pending;
                break;
        }
    }

    /// <summary>He has not: he is called again, but for a modification (CB-4, CB-7).</summary>
    internal void Repeat(CallbackCall call, long now, long again)
    {
        switch (call.Kind)
        {
            case NotificationKind.FileTransferred:
                FileRetryAt = again;
                break;
            case NotificationKind.FileRangesTransferred:
                Ranges!.RetryAt = again;
                break;
            case NotificationKind.JobModification:
                break;
            default:
                NoteFailure(call, now, again);
                break;
        }
    }

    internal RangesNotice MakeRanges() => Ranges ??= new RangesNotice();

    /// <summary>Another client is told at once, however lately a call failed.</summary>
    internal void ForgetFailures()
    {
        JobRetryAt = 0;
        FileRetryAt = 0;
        Ranges?.RetryAt = 0;
    }

    /// <summary>The flag that asks for the pending event.</summary>
    internal BackgroundCopyNotifications PendingFlag =>
        Pending == JobNotice.Error ? BackgroundCopyNotifications.JobError : BackgroundCopyNotifications.JobTransferred;

    /// <summary>What nobody asks for is not repeated (CB-5); who asks for it later is told at once, however lately a call failed (CB-3).</summary>
    internal void ForgetRepetitions()
    {
        FileRetryAt = IsSubscribed(BackgroundCopyNotifications.FileTransferred) ? FileRetryAt : 0;
        JobRetryAt = IsEventSubscribed ? JobRetryAt : 0;
        if (Ranges is not null && !TellsRanges)
        {
            Ranges.RetryAt = 0;
        }
    }

    /// <summary>Whether anybody hears of parts of files now (CB-11).</summary>
    internal bool TellsRanges => Callee is IBackgroundCopyCallback3 && IsWanted(BackgroundCopyNotifications.FileRangesTransferred);

    /// <summary>Whether the pending event is told to anybody now.</summary>
    internal bool IsEventSubscribed => EventCallee is not null && IsWanted(PendingFlag);

    /// <summary>Whether the program's turn has come for the first time in this cycle, and nobody is there to run it.</summary>
    private bool MissesProgram => Pending != JobNotice.None
        && Fallback is { Command: not null, ByCommand: null, IsAcknowledged: false } fallback
        && fallback.HintedCycle != Cycle
        && IsWanted(PendingFlag)
        && (Callee is null || JobRetryAt > 0);

    /// <summary>Says so, once a cycle.</summary>
    internal void HintIfMissed(JobRecord job, Journal journal, long instant)
    {
        if (MissesProgram && job.IsToldByCommand)
        {
            Fallback!.HintedCycle = Cycle;
            journal.Hint(instant, job.Number, "The notification command would run now, but nobody runs it; set BackgroundCopyManagerOptions.CommandStarter.");
        }
    }

    /// <summary>Nobody took the pending event: the program's turn comes at once; after it, or without one, all begin anew when the delay is over (CB-4, CMD-3, CMD-7).</summary>
    private void NoteFailure(CallbackCall call, long now, long again)
    {
        if (call.Cycle == Cycle)
        {
            bool isProgramNext = !call.IsProgram && Fallback?.ByCommand is not null;
            Fallback?.HasCallbackFailed = isProgramNext;
            JobRetryAt = isProgramNext ? now : again;
        }
    }

    /// <summary>Goes on to the next file that is to be told.</summary>
    private void SkipTold(JobRecord job)
    {
        ReadOnlySpan<FileRecord> files = job.Files;
        while (FilesTold < files.Length && files[FilesTold].IsTold)
        {
            FilesTold++;
        }
    }

    internal NotifyFallback MakeFallback() => Fallback ??= new NotifyFallback();

    /// <summary>Whether an event of this kind is told to anybody now (CB-13).</summary>
    internal bool IsSubscribed(BackgroundCopyNotifications flag) => Callee is not null && IsWanted(flag);

    /// <summary>Whether the flags ask for an event of this kind.</summary>
    internal bool IsWanted(BackgroundCopyNotifications flag) => (Flags & (flag | BackgroundCopyNotifications.Disable)) == flag;
}
