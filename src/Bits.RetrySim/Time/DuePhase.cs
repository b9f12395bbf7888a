namespace Bits.RetrySim;

/// <summary>The order among things due at one instant, lowest first (D-1; the notifications among themselves: D-23).</summary>
internal enum DuePhase : byte
{
    /// <summary>Environment, policy and clock input, scripted actions.</summary>
    Input = 0,

    /// <summary>Bytes and completions reported by a transfer.</summary>
    Report = 1,

    /// <summary>The maximum download time of a job is used up.</summary>
    MaximumDownloadTime = 2,

    /// <summary>A failure reported by a transfer.</summary>
    FailureReport = 3,

    /// <summary>The retry delay of a job is over.</summary>
    Retry = 4,

    /// <summary>The scheduler's turn: block check, then start.</summary>
    Schedule = 5,

    /// <summary>The no-progress timeout of a job is over.</summary>
    NoProgress = 6,

    /// <summary>The job inactivity timeout is over.</summary>
    Inactivity = 7,

    /// <summary>A FileRangesTransferred notification.</summary>
    RangesNotification = 8,

    /// <summary>A FileTransferred notification.</summary>
    FileNotification = 9,

    /// <summary>A JobTransferred or JobError notification.</summary>
    JobNotification = 10,

    /// <summary>A JobModification notification.</summary>
    ModificationNotification = 11,

    /// <summary>A client is asked about the certificate of a server.</summary>
    CertificateValidation = 12,

    /// <summary>Whoever listens besides the clients is told.</summary>
    Listeners = 13,
}
