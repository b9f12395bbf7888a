namespace Bits.RetrySim.Tool;

/// <summary>One event of the log Microsoft-Windows-Bits-Client/Operational.</summary>
/// <param name="Number">Its id, such as 59.</param>
/// <param name="At">When it was written, UTC.</param>
internal sealed record LoggedEvent(int Number, DateTimeOffset At)
{
    internal const int JobResumed = 1;
    internal const int JobSuspended = 2;
    internal const int JobCreated = 3;
    internal const int JobCompleted = 4;
    internal const int JobCancelled = 5;
    internal const int TransferStarted = 59;
    internal const int TransferStopped = 60;
    internal const int TransferFailed = 61;
    internal const int JobBlocked = 213;

    /// <summary>The service has loaded its list of jobs: it has started.</summary>
    internal const int ListLoaded = 306;

    /// <summary>The first transfer of this life of the service reached its server.</summary>
    internal const int FirstTransfer = 310;

    /// <summary>The inactivity policy cancelled the job.</summary>
    internal const int JobScavenged = HResults.BITS_MC_JOB_SCAVENGED & 0xFFFF;

    /// <summary>In an event 60: the file on the server is another one now, and begins again.</summary>
    internal const int FileChanged = unchecked((int)0x80040009);

    /// <summary>In an event 60: the transfer was stopped from this side.</summary>
    internal const int StoppedFromThisSide = 0x00040008;

    /// <summary>The number of its record in the log, by which two of one instant keep their order.</summary>
    internal long Record { get; init; }

    /// <summary>The job; null if it concerns the machine.</summary>
    internal Guid? Job { get; init; }

    internal string? JobName { get; init; }

    internal string? Owner { get; init; }

    internal string? Url { get; init; }

    internal int? Code { get; init; }

    /// <summary>The bytes of the file that are here.</summary>
    internal long? Bytes { get; init; }

    /// <summary>The size of the file; null if it is not known.</summary>
    internal long? Size { get; init; }
}
