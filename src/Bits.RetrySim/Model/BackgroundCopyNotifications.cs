namespace Bits.RetrySim;

/// <summary>
/// The events a job's <see cref="IBackgroundCopyCallback"/> is called for, with the numbers of the BG_NOTIFY flags. A new job has
/// <see cref="JobTransferred"/> and <see cref="JobError"/> (CB-2). Undefined bits are rejected with E_NOTIMPL (CB-13).
/// </summary>
[Flags]
public enum BackgroundCopyNotifications
{
    /// <summary>No event.</summary>
    None = 0,

    /// <summary>The job entered <see cref="BackgroundCopyJobState.Transferred"/> (CB-3).</summary>
    JobTransferred = 0x1,

    /// <summary>The job entered <see cref="BackgroundCopyJobState.Error"/>; a transient error does not count (CB-3, CB-6).</summary>
    JobError = 0x2,

    /// <summary>No event, whatever the other flags say (CB-13).</summary>
    Disable = 0x4,

    /// <summary>Bytes, files, a property or the state changed, except for the change to ERROR or TRANSFERRED (CB-7).</summary>
    JobModification = 0x8,

    /// <summary>A file of a download finished (CB-10).</summary>
    FileTransferred = 0x10,

    /// <summary>Parts of a file that were asked for arrived (CB-11); told to a callback that is an <see cref="IBackgroundCopyCallback3"/>.</summary>
    FileRangesTransferred = 0x20,
}
