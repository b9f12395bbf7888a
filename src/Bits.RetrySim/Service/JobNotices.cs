namespace Bits.RetrySim;

/// <summary>What is still to be told to a job's client.</summary>
internal sealed class JobNotices
{
    /// <summary>Default notify flags: JobTransferred and JobError (CB-2).</summary>
    internal BackgroundCopyNotifications Flags { get; set; } = Defaults.NotifyFlags;

    internal IBackgroundCopyCallback? Interface { get; set; }

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

    /// <summary>The client has been told that ranges are not emulated.</summary>
    internal bool HasHintedAtRanges { get; set; }

    internal JobDue? FileDue { get; set; }

    internal JobDue? JobDue { get; set; }

    internal JobDue? ModificationDue { get; set; }

    /// <summary>The first call, in the order of D-23, that is planned for this instant or an earlier one.</summary>
    internal JobDue? DueBy(long instant)
    {
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

    /// <summary>Goes on to the next file that is to be told; files behind the first that has not arrived wait for it.</summary>
    internal void SkipTold(ReadOnlySpan<FileRecord> arrived)
    {
        while (FilesTold < arrived.Length && arrived[FilesTold].IsTold)
        {
            FilesTold++;
        }
    }

    /// <summary>The flag that asks for the pending event.</summary>
    internal BackgroundCopyNotifications PendingFlag =>
        Pending == JobNotice.Error ? BackgroundCopyNotifications.JobError : BackgroundCopyNotifications.JobTransferred;

    /// <summary>What nobody asks for is not repeated (CB-5); who asks for it later is told at once, however lately a call failed (CB-3).</summary>
    internal void ForgetRepetitions()
    {
        FileRetryAt = IsSubscribed(BackgroundCopyNotifications.FileTransferred) ? FileRetryAt : 0;
        JobRetryAt = IsSubscribed(PendingFlag) ? JobRetryAt : 0;
    }

    /// <summary>Whether an event of this kind is told to anybody now (CB-13).</summary>
    internal bool IsSubscribed(BackgroundCopyNotifications flag) =>
        Interface is not null && (Flags & (flag | BackgroundCopyNotifications.Disable)) == flag;
}
