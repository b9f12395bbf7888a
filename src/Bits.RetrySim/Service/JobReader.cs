namespace Bits.RetrySim;

/// <summary>What clients read. Nothing here changes anything or brings the engine forward (D-2).</summary>
internal sealed class JobReader(
    ServiceLoop loop, Agenda agenda, EngineClock clock, TimeDriver driver, Surroundings surroundings, JobSteps steps, BitsReadings readings, Wording wording)
{
    internal TimeSpan Elapsed
    {
        get
        {
            long now = clock.Present;
            using ReadScope scope = loop.Look();
            return TimeSpan.FromTicks(loop.InstantOfReading(now));
        }
    }

    /// <summary>Reads something of a job.</summary>
    internal T Read<T>(JobRecord job, Func<JobRecord, T> read)
    {
        using ReadScope scope = loop.Look();
        return read(job);
    }

    /// <summary>Reads something of a job that moves with time. The clock is read outside the lock: a provider may run timers while it is read.</summary>
    internal T Read<T>(JobRecord job, Func<JobRecord, long, T> read)
    {
        long now = clock.Present;
        using ReadScope scope = loop.Look();
        return read(job, loop.InstantOfReading(now));
    }

    internal BackgroundCopyJobProgress ReadProgress(JobRecord job)
    {
        long now = driver.SeeBytesAsOf(clock.Present);
        using ReadScope scope = loop.Look();
        return ProgressOf(job, loop.InstantOfReading(now));
    }

    internal BackgroundCopyFileProgress ReadProgress(JobRecord job, FileRecord file)
    {
        long now = driver.SeeBytesAsOf(clock.Present);
        using ReadScope scope = loop.Look();
        return new BackgroundCopyFileProgress(
            file.Total is var total and >= 0 ? total : null, BytesOf(file, job, loop.InstantOfReading(now)), file.IsCompleted);
    }

    /// <summary>All that a timeline is made of, read at one moment.</summary>
    internal JournalSnapshot ReadJournal(Journal journal, JobTable table)
    {
        long now = clock.Present;
        using ReadScope scope = loop.Look();
        long instant = loop.HasEnded ? agenda.Instant : loop.InstantOfReading(now);
        List<LiveJob> jobs = new(table.Count);
        foreach (JobRecord job in table.InOrder)
        {
            jobs.Add(new LiveJob(job.Number, StatusOf(job, instant), ProgressOf(job, instant)));
        }

        return journal.Read(instant, jobs);
    }

    /// <summary>Each job that has not ended, how it is, and whether somebody awaits it.</summary>
    internal IReadOnlyList<string> DescribeJobs(JobTable table)
    {
        long now = clock.Present;
        using ReadScope scope = loop.Look();
        List<string> lines = new(table.Count);
        foreach (JobRecord job in table.InOrder)
        {
            string awaited = job.Extras.Waits is { Count: > 0 } ? ", awaited" : "";
            string status = StatusOf(job, loop.InstantOfReading(now)).ToString().TrimEnd('.');
            lines.Add(FormattableString.Invariant($"job {job.Number} \"{SafeText.OneLine(FileNames.WithoutSecrets(job.DisplayName))}\"{awaited}: {status}"));
        }

        return lines;
    }

    /// <summary>Adds the jobs to how many there are in each state that is not final.</summary>
    internal void CountJobs(JobTable table, long[] jobs)
    {
        using ReadScope scope = loop.Look();
        foreach (JobRecord job in table.InOrder)
        {
            jobs[(int)job.Data.State]++;
        }
    }

    internal static BackgroundCopyJobProgress ProgressOf(JobRecord job, long instant)
    {
        long? total = 0;
        long transferred = 0;
        ReadOnlySpan<FileRecord> files = job.ClientFiles;
        foreach (FileRecord file in files)
        {
            long size = file.Total;
            total = size < 0 || total is not { } sum ? null : Sum(sum, size);
            transferred = Sum(transferred, BytesOf(file, job, instant));
        }

        return new BackgroundCopyJobProgress(total, transferred, files.Length, Math.Min(job.Data.FilesTransferred, files.Length));
    }

    /// <summary>The wall clock is read together with the other one: it may have been set since the engine looked at it last (CLOCK-10).</summary>
    internal BackgroundCopyJobTimes ReadTimes(JobRecord job)
    {
        long now = clock.Present;
        long wallOffset = agenda.LookAtWallClock();
        using ReadScope scope = loop.Look();
        return TimesOf(job, loop.InstantOfReading(now), wallOffset);
    }

    private static BackgroundCopyJobTimes TimesOf(JobRecord job, long instant, long wallOffset)
    {
        long modified = job.Data.ModificationTime;
        if (job.RunningTransfer is { } transfer && transfer.Flow.BytesAt(instant) > (job.CurrentFile?.Bytes ?? 0))
        {
            modified = (transfer.Flow.LastByteAt(instant) ?? transfer.Flow.Since) + wallOffset;
        }

        return new BackgroundCopyJobTimes(
            Moment.UtcOf(job.CreationTime),
            Moment.UtcOf(modified),
            job.Data.TransferCompletionTime == 0 ? null : Moment.UtcOf(job.Data.TransferCompletionTime));
    }

    /// <summary>The job's error, where there is one (ERR-1, ERR-3, OQ-9).</summary>
    internal ErrorOfJob? ErrorOf(JobRecord job)
    {
        bool isTold = job.Data.State is BackgroundCopyJobState.TransientError
            or BackgroundCopyJobState.Error
            or BackgroundCopyJobState.Queued
            or BackgroundCopyJobState.Connecting
            || (job.Data.State == BackgroundCopyJobState.Suspended && !readings.SuspendHidesError);
        return isTold ? LastErrorOf(job) : null;
    }

    /// <summary>The error that the job's data hold, whatever its state.</summary>
    internal static ErrorOfJob? LastErrorOf(JobRecord job) =>
        job.Data.ErrorCode != 0
            ? new ErrorOfJob(job.Data.ErrorCode, job.Data.ErrorContext, FileOfError(job), ProtocolOf(job))
            : null;

    /// <summary>Of an upload it is the file that was added, also where the reply failed: which of the two it is the size of the reply tells (ERR-11).</summary>
    private static FileRecord? FileOfError(JobRecord job) =>
        job.Data.ErrorFile < 0 ? null : job.ClientFiles[Math.Min(job.Data.ErrorFile, job.ClientFiles.Length - 1)];

    internal TimeSpan MaximumDownloadTimeOf(JobRecord job) =>
        TimeSpan.FromTicks(RetryTimers.Ticks(RetryTimers.MaximumDownloadTime(job.Data, steps.Settings)));

    internal BackgroundCopyCostStates CostFlagsOf(JobRecord job) => surroundings.CostFlagsOf(job);

    internal IReadOnlyList<SettingsWarning> CheckSettings(JobRecord job) => SettingsCheck.Check(
        Span(job.Extras.RequestedRetryDelay ?? job.Data.MinimumRetryDelay),
        Span(job.Data.MinimumRetryDelay),
        Span(job.Data.NoProgressTimeout),
        MaximumDownloadTimeOf(job),
        TimeSpan.FromTicks(job.Notices?.MinimumInterval ?? Defaults.MinimumNotificationInterval.Ticks),
        job.Data.Priority,
        surroundings.Policy,
        readings,
        wording);

    internal RetryStatus StatusOf(JobRecord job, long instant) => new()
    {
        State = job.Data.State,
        Reason = ReasonOf(job),
        Since = TimeSpan.FromTicks(Math.Max(0, job.Data.StateSince.Engine)),
        Attempts = job.Attempts,
        NextAttemptAt = NoEarlier(instant, NextAttemptOf(job)),
        GivesUpAt = NoEarlier(instant, RetryTimers.NoProgressDue(job.Data)),
        DownloadTimeLeft = job.Data.IsActive || !EndsByDownloadTime(job, instant) ? null : TimeSpan.FromTicks(DownloadTimeLeftOf(job)),
        DownloadTimeEndsAt = job.Data.IsActive && EndsByDownloadTime(job, instant) ? NoEarlier(instant, RetryTimers.MaximumDownloadTimeDue(job.Data, steps.Settings)) : null,
        AnswerDueBy = IsAnswerAwaited(job) ? NoEarlier(instant, job.Extras.Upload!.AnswerDue) : null,
        CancelledByPolicyAt = NoEarlier(instant, InactivityDueAt(job, instant)),
        BlockedBy = BlockCodeOf(job) is var code and not 0 ? code : null,
        ErrorCode = ErrorOf(job)?.Code,
    };

    /// <summary>Bytes of a file that are here now; for the running transfer computed from its flow (D-7).</summary>
    internal static long BytesOf(FileRecord file, JobRecord job, long instant) =>
        job.RunningTransfer is { } transfer && file == job.CurrentFile ? Math.Max(file.Bytes, transfer.Flow.BytesAt(instant)) : file.Bytes;

    /// <summary>Files that are scripted larger than anything is must not keep a job from being read.</summary>
    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>The protocol of the transfer that failed, if the error has to do with one (ERR-6).</summary>
    private static string? ProtocolOf(JobRecord job) => ErrorClassifier.IsProtocolRelated(job.Data.ErrorContext)
        ? FileNames.ProtocolOf((job.CurrentFile ?? job.ClientFiles[^1]).RemoteName)
        : null;

    private static long NextAttemptOf(JobRecord job) =>
        job.Data.IsBlocked || !RetryTimers.IsRetryInTime(job.Data) ? RetryTimers.Never : RetryTimers.RetryDue(job.Data);

    private long DownloadTimeLeftOf(JobRecord job) => Math.Max(0, RetryTimers.DownloadTimeLeft(job.Data, steps.Settings));

    /// <summary>Whether the maximum download time is over before anything else ends the job, if it is tried without a break from its next attempt on.</summary>
    private bool EndsByDownloadTime(JobRecord job, long instant)
    {
        long begins = job.Data.State switch
        {
            BackgroundCopyJobState.Queued => instant,
            BackgroundCopyJobState.TransientError => NextAttemptOf(job),
            _ => job.Data.IsActive ? job.Data.ActiveSince : RetryTimers.Never,
        };
        return begins != RetryTimers.Never
            && begins + DownloadTimeLeftOf(job) < Math.Min(RetryTimers.NoProgressDeadline(job.Data), InactivityDueAt(job, instant));
    }

    /// <summary>Bytes that have flowed since the job was last looked at are activity too (OQ-36).</summary>
    private long InactivityDueAt(JobRecord job, long instant)
    {
        long due = RetryTimers.InactivityDue(job.Data, steps.Settings);
        return due != RetryTimers.Never && job.RunningTransfer is { } transfer && transfer.Flow.LastByteAt(instant) is { } last
            ? Math.Max(due, last + steps.Settings.InactivityTimeout)
            : due;
    }

    /// <summary>Whether all of a file has been sent, and the server application has yet to answer (RETRY-24).</summary>
    private static bool IsAnswerAwaited(JobRecord job) =>
        job.Data.State == BackgroundCopyJobState.Transferring && job.Extras.Upload is { AnswerDue: > 0 } && job.CurrentFile is { IsSent: true };

    private static RetryReason ReasonOf(JobRecord job) => job.Data.State switch
    {
        BackgroundCopyJobState.Queued => job.IsParked ? RetryReason.WaitingForLogon : RetryReason.WaitingForTurn,
        BackgroundCopyJobState.Connecting => RetryReason.Connecting,
        BackgroundCopyJobState.Transferring => IsAnswerAwaited(job) ? RetryReason.WaitingForServerApplication : RetryReason.Transferring,
        BackgroundCopyJobState.Suspended => RetryReason.Suspended,
        BackgroundCopyJobState.Error => RetryReason.Failed,
        BackgroundCopyJobState.Transferred => RetryReason.Transferred,
        BackgroundCopyJobState.TransientError when Blocks.ReasonOf(BlockCodeOf(job)) is { } block => block,
        BackgroundCopyJobState.TransientError when RetryTimers.IsRetryInTime(job.Data) => RetryReason.WaitingForRetryDelay,
        BackgroundCopyJobState.TransientError => RetryReason.WaitingForTimeout,
        _ => RetryReason.Finished,
    };

    /// <summary>The condition a waiting job is blocked by; 0 when it is not.</summary>
    private static int BlockCodeOf(JobRecord job) =>
        job.Data is { State: BackgroundCopyJobState.TransientError, IsBlocked: true } ? Blocks.FirstCode(job.Data.Blocks) : 0;

    private static TimeSpan? NoEarlier(long instant, long due) => due == RetryTimers.Never ? null : TimeSpan.FromTicks(Math.Max(due, instant));

    private static TimeSpan Span(uint seconds) => TimeSpan.FromTicks(RetryTimers.Ticks(seconds));

}
