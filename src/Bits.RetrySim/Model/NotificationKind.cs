namespace Bits.RetrySim;

/// <summary>Which of the four methods of <see cref="IBackgroundCopyCallback"/> is called, that a program is run, or that a certificate is judged.</summary>
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

    /// <summary><see cref="IBackgroundCopyServerCertificateValidationCallback.ValidateServerCertificate"/>.</summary>
    ServerCertificateValidation = 5,
}
