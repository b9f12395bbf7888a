namespace Bits.RetrySim;

/// <summary>What clients read. Nothing here changes anything or brings the engine forward (D-2).</summary>
internal sealed partial class BitsService
{
    internal TimeSpan Elapsed
    {
        get
        {
            long now = _clock.Now;
            lock (_gate)
            {
                return TimeSpan.FromTicks(InstantOfReading(now));
            }
        }
    }

    /// <summary>Reads something of a job.</summary>
    internal T Read<T>(JobRecord job, Func<JobRecord, T> read)
    {
        lock (_gate)
        {
            return read(job);
        }
    }

    /// <summary>Reads something of a job that moves with time. The clock is read outside the lock: a provider may run timers while it is read.</summary>
    internal T Read<T>(JobRecord job, Func<JobRecord, long, T> read)
    {
        long now = _clock.Now;
        lock (_gate)
        {
            return read(job, InstantOfReading(now));
        }
    }

    private long InstantOfReading(long now) => _draining ? _instant : Math.Max(_instant, now);

    /// <summary>Bytes of a file that are here now; for the running transfer computed from its flow (D-7).</summary>
    internal static long BytesOf(BackgroundCopyFile file, JobRecord job, long instant) =>
        file == job.CurrentFile && job.Transfer is { IsRunning: true } transfer
            ? Math.Max(file.Bytes, transfer.Flow.BytesAt(instant))
            : file.Bytes;

    internal static BackgroundCopyJobProgress ProgressOf(JobRecord job, long instant)
    {
        long? total = 0;
        long transferred = 0;
        foreach (BackgroundCopyFile file in job.Files)
        {
            total = file.Version.Size < 0 || total is not { } sum ? null : Sum(sum, file.Version.Size);
            transferred = Sum(transferred, BytesOf(file, job, instant));
        }

        return new BackgroundCopyJobProgress(total, transferred, job.Files.Count, job.Data.FilesTransferred);
    }

    /// <summary>Files that are scripted larger than anything is must not keep a job from being read.</summary>
    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    internal BackgroundCopyJobTimes TimesOf(JobRecord job, long instant)
    {
        long modified = job.Data.ModificationTime;
        if (job.Transfer is { IsRunning: true } transfer && transfer.Flow.BytesAt(instant) > BytesHere(job))
        {
            modified = (transfer.Flow.LastByteAt(instant) ?? transfer.Flow.Since) + _wallOffset;
        }

        return new BackgroundCopyJobTimes(
            Utc(job.CreationTime),
            Utc(modified),
            job.Data.TransferCompletionTime == 0 ? null : Utc(job.Data.TransferCompletionTime));
    }

    /// <summary>The job's error object, where there is one (ERR-1, ERR-3, OQ-9).</summary>
    internal static BackgroundCopyError? ErrorOf(JobRecord job)
    {
        bool available = job.Data.ErrorCode != 0 && job.Data.State is BackgroundCopyJobState.TransientError
            or BackgroundCopyJobState.Error
            or BackgroundCopyJobState.Queued
            or BackgroundCopyJobState.Connecting;
        return available
            ? new BackgroundCopyError(
                job.Data.ErrorCode, job.Data.ErrorContext, job.Data.ErrorFile < 0 ? null : job.Files[job.Data.ErrorFile], ProtocolOf(job))
            : null;
    }

    /// <summary>The protocol of the transfer that failed, if the error has to do with one (ERR-6).</summary>
    private static string? ProtocolOf(JobRecord job) => ErrorClassifier.IsProtocolRelated(job.Data.ErrorContext)
        ? FileNames.ProtocolOf((job.CurrentFile ?? job.Files[^1]).RemoteName)
        : null;

    internal TimeSpan MaximumDownloadTimeOf(JobRecord job) =>
        TimeSpan.FromTicks(RetryTimers.Ticks(RetryTimers.MaximumDownloadTime(job.Data, _settings)));

    internal BackgroundCopyCostStates ReadCostFlags(JobRecord job) => CostFlagsOf(job);

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
