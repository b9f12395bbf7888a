namespace Bits.RetrySim;

/// <summary>When a job's client is called next; <see cref="RetryTimers.Never"/> while there is nothing to tell him.</summary>
internal static class NotificationTimes
{
    internal static long OfFile(JobRecord job, JobNotices notices) =>
        notices.IsSubscribed(BackgroundCopyNotifications.FileTransferred) && notices.NextFile(job) >= 0 ? notices.FileRetryAt : RetryTimers.Never;

    /// <summary>For parts that were asked for and are here at once, for one that comes when it will be, never too often (CB-11, CB-12).</summary>
    internal static long OfRanges(JobRecord job, JobNotices notices)
    {
        if (!job.Extras.IsFetchedByParts || !notices.TellsRanges)
        {
            return RetryTimers.Never;
        }

        long next = RetryTimers.Never;
        foreach (FileRecord file in job.Files)
        {
            next = Math.Min(next, OfRanges(job, file));
        }

        return next == RetryTimers.Never || notices.Ranges is not { } ranges ? next : Math.Max(next, Math.Max(ranges.RetryAt, EarliestAfter(ranges.Last, notices)));
    }

    /// <summary>For a marked change at once, for bytes that flow when the next one comes, never too often (CB-12, D-22).</summary>
    internal static long OfModification(JobRecord job, JobNotices notices)
    {
        if (!notices.IsSubscribed(BackgroundCopyNotifications.JobModification))
        {
            return RetryTimers.Never;
        }

        long earliest = EarliestAfter(notices.LastModification, notices);
        if (notices.IsModified)
        {
            return earliest;
        }

        return job.RunningTransfer is { } transfer && transfer.Flow.InstantOf((job.CurrentFile?.Bytes ?? 0) + 1) is { } next
            ? Math.Max(earliest, next)
            : RetryTimers.Never;
    }

    private static long OfRanges(JobRecord job, FileRecord file)
    {
        if (file.Order is not { } order || order.NextEnd(file.Version.Size) is not (>= 0 and var end))
        {
            return RetryTimers.Never;
        }

        return file.HasRangesToTell ? 0
            : file == job.CurrentFile && job.RunningTransfer?.Flow.InstantOf(end) is { } instant ? instant
            : RetryTimers.Never;
    }

    /// <summary>An interval of 0 is the shortest one, a millisecond, or there would be a call a byte.</summary>
    private static long EarliestAfter(long last, JobNotices notices) =>
        last == long.MinValue ? 0 : last + Math.Max(notices.MinimumInterval, TimeSpan.TicksPerMillisecond);
}
