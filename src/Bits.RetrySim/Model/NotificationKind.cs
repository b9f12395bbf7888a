namespace Bits.RetrySim;

/// <summary>Which of the methods of <see cref="IBackgroundCopyCallback"/> and <see cref="IBackgroundCopyCallback3"/> is called, that a program is run, or that a certificate is judged.</summary>
public enum NotificationKind
{
    /// <summary><see cref="IBackgroundCopyCallback.JobTransferred"/>.</summary>
    JobTransferred = 0,

    /// <summary><see cref="IBackgroundCopyCallback.JobError"/>.</summary>
    JobError = 1,

    /// <summary><see cref="IBackgroundCopyCallback.JobModification"/>.</summary>
    JobModification = 2,

    /// <summary><see cref="IBackgroundCopyCallback.FileTransferred"/>.</summary>
    FileTransferred = 3,

    /// <summary>The program of <see cref="BackgroundCopyJob.NotifyCommand"/>, for JobTransferred or JobError.</summary>
    CommandLine = 4,

    /// <summary><see cref="IBackgroundCopyCallback3.FileRangesTransferred"/>.</summary>
    FileRangesTransferred = 5,

    /// <summary><see cref="IBackgroundCopyServerCertificateValidationCallback.ValidateServerCertificate"/>.</summary>
    ServerCertificateValidation = 6,
}
