namespace Bits.RetrySim;

// The numbers of texts in the tables of BITS, which are shaped like HRESULTs but are not results of anything.
public static partial class HResults
{
    /// <summary>There is no error (text of an error context). A success.</summary>
    public const int BG_S_ERROR_CONTEXT_NONE = 0x00200006;

    /// <summary>An administrator cancelled the job (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_JOB_CANCELLED = unchecked((int)0x80194000);

    /// <summary>Some temporary files were not deleted (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_FILE_DELETION_FAILED = unchecked((int)0x80194001);

    /// <summary>More temporary files that were not deleted (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_FILE_DELETION_FAILED_MORE = unchecked((int)0x80194002);

    /// <summary>An administrator changed a property of the job (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_JOB_PROPERTY_CHANGE = unchecked((int)0x80194003);

    /// <summary>An administrator became the owner of the job (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_JOB_TAKE_OWNERSHIP = unchecked((int)0x80194004);

    /// <summary>
    /// The job was cancelled because nothing had happened to it for too long (text of an event).
    /// Not classified: fatal as a job error (ERR-42).
    /// </summary>
    public const int BITS_MC_JOB_SCAVENGED = unchecked((int)0x80194005);

    /// <summary>The client could not be notified and will be notified again (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_JOB_NOTIFICATION_FAILURE = unchecked((int)0x80194006);

    /// <summary>The stored list of jobs could not be read (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_STATE_FILE_CORRUPT = unchecked((int)0x80194007);

    /// <summary>The service could not start (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_FAILED_TO_START = unchecked((int)0x80194008);

    /// <summary>The search for a gateway device failed (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_FATAL_IGD_ERROR = unchecked((int)0x80194009);

    /// <summary>The firewall port of peer caching (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_PEERCACHING_PORT = unchecked((int)0x8019400A);

    /// <summary>The firewall port of discovery (text of an event). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BITS_MC_WSD_PORT = unchecked((int)0x8019400B);

    /// <summary>The error arose in an unknown place (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_UNKNOWN = unchecked((int)0x80200007);

    /// <summary>The error arose in the queue manager (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER = unchecked((int)0x80200008);

    /// <summary>The error arose at the local file (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_LOCAL_FILE = unchecked((int)0x80200009);

    /// <summary>The error arose at the remote file (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_REMOTE_FILE = unchecked((int)0x8020000A);

    /// <summary>The error arose in the transport (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT = unchecked((int)0x8020000B);

    /// <summary>The error arose while the client was notified (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION = unchecked((int)0x8020000C);

    /// <summary>The error arose in the application on the server (text of an error context). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_ERROR_CONTEXT_REMOTE_APPLICATION = unchecked((int)0x8020001E);

    /// <summary>
    /// The error arose in the callback that validates server certificates (text of an error context).
    /// Not classified: fatal as a job error (ERR-42).
    /// </summary>
    public const int BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK = unchecked((int)0x80200076);
}
