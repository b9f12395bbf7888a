namespace Bits.RetrySim.Interop;

/// <summary>Where an error happened (ERR-12).</summary>
public enum BG_ERROR_CONTEXT
{
    /// <summary><see cref="BackgroundCopyErrorContext.None"/>.</summary>
    BG_ERROR_CONTEXT_NONE = 0,

    /// <summary><see cref="BackgroundCopyErrorContext.Unknown"/>.</summary>
    BG_ERROR_CONTEXT_UNKNOWN = 1,

    /// <summary><see cref="BackgroundCopyErrorContext.GeneralQueueManager"/>.</summary>
    BG_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER = 2,

    /// <summary><see cref="BackgroundCopyErrorContext.QueueManagerNotification"/>.</summary>
    BG_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION = 3,

    /// <summary><see cref="BackgroundCopyErrorContext.LocalFile"/>.</summary>
    BG_ERROR_CONTEXT_LOCAL_FILE = 4,

    /// <summary><see cref="BackgroundCopyErrorContext.RemoteFile"/>.</summary>
    BG_ERROR_CONTEXT_REMOTE_FILE = 5,

    /// <summary><see cref="BackgroundCopyErrorContext.GeneralTransport"/>.</summary>
    BG_ERROR_CONTEXT_GENERAL_TRANSPORT = 6,

    /// <summary><see cref="BackgroundCopyErrorContext.RemoteApplication"/>.</summary>
    BG_ERROR_CONTEXT_REMOTE_APPLICATION = 7,

    /// <summary><see cref="BackgroundCopyErrorContext.ServerCertificateCallback"/>.</summary>
    BG_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK = 8,
}
