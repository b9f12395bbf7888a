namespace Bits.RetrySim;

/// <summary>Where an error of a job arose, with the numbers of BG_ERROR_CONTEXT (ERR-10).</summary>
public enum BackgroundCopyErrorContext
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Not known.</summary>
    Unknown = 1,

    /// <summary>The queue manager: blocks, policies, the maximum download time.</summary>
    GeneralQueueManager = 2,

    /// <summary>While notifying the client.</summary>
    QueueManagerNotification = 3,

    /// <summary>A file on this machine.</summary>
    LocalFile = 4,

    /// <summary>The remote file, or reaching it.</summary>
    RemoteFile = 5,

    /// <summary>The transport, not tied to a file.</summary>
    GeneralTransport = 6,

    /// <summary>The server application that received an upload.</summary>
    RemoteApplication = 7,

    /// <summary>The certificate callback rejected the server.</summary>
    ServerCertificateCallback = 8,
}
