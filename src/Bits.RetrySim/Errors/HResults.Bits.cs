namespace Bits.RetrySim;

// The codes of BITS itself.
public static partial class HResults
{
    /// <summary>Complete kept the files that were transferred so far; the others were discarded. A success.</summary>
    public const int BG_S_PARTIAL_COMPLETE = 0x00200017;

    /// <summary>The job has ended, but some of its temporary files could not be removed. A success.</summary>
    public const int BG_S_UNABLE_TO_DELETE_FILES = 0x0020001A;

    /// <summary>The proxy settings have changed (an internal notice). A success.</summary>
    public const int BG_S_PROXY_CHANGED = 0x0020002A;

    /// <summary>The value was stored, but a group policy takes precedence over it. A success.</summary>
    public const int BG_S_OVERRIDDEN_BY_POLICY = 0x00200055;

    /// <summary>There is no job with this id. Returned by calls.</summary>
    public const int BG_E_NOT_FOUND = unchecked((int)0x80200001);

    /// <summary>The job's state does not allow this call. Returned by calls.</summary>
    public const int BG_E_INVALID_STATE = unchecked((int)0x80200002);

    /// <summary>The job has no files to transfer. Returned by calls.</summary>
    public const int BG_E_EMPTY = unchecked((int)0x80200003);

    /// <summary>The error does not belong to a file. Returned by calls.</summary>
    public const int BG_E_FILE_NOT_AVAILABLE = unchecked((int)0x80200004);

    /// <summary>The error does not belong to a protocol. Returned by calls.</summary>
    public const int BG_E_PROTOCOL_NOT_AVAILABLE = unchecked((int)0x80200005);

    /// <summary>The destination's volume is locked; the job goes on once it is unlocked. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_DESTINATION_LOCKED = unchecked((int)0x8020000D);

    /// <summary>The destination's volume is another one than before. Fatal as a job error.</summary>
    public const int BG_E_VOLUME_CHANGED = unchecked((int)0x8020000E);

    /// <summary>The job has no error to tell about: it did not fail, or it is transferring again. Returned by calls.</summary>
    public const int BG_E_ERROR_INFORMATION_UNAVAILABLE = unchecked((int)0x8020000F);

    /// <summary>No network is connected; the job goes on once there is one. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_NETWORK_DISCONNECTED = unchecked((int)0x80200010);

    /// <summary>The server did not say how large the file is. Fatal as a job error.</summary>
    public const int BG_E_MISSING_FILE_SIZE = unchecked((int)0x80200011);

    /// <summary>The server does not support HTTP/1.1 as far as BITS needs it. Fatal as a job error.</summary>
    public const int BG_E_INSUFFICIENT_HTTP_SUPPORT = unchecked((int)0x80200012);

    /// <summary>The server, or a proxy before it, does not serve parts of a file. Fatal as a job error.</summary>
    public const int BG_E_INSUFFICIENT_RANGE_SUPPORT = unchecked((int)0x80200013);

    /// <summary>BITS cannot be used from another computer. Returned by calls.</summary>
    public const int BG_E_REMOTE_NOT_SUPPORTED = unchecked((int)0x80200014);

    /// <summary>The drive letters of the new owner point elsewhere. Returned by calls.</summary>
    public const int BG_E_NEW_OWNER_DIFF_MAPPING = unchecked((int)0x80200015);

    /// <summary>The new owner has no access to the job's temporary files. Returned by calls.</summary>
    public const int BG_E_NEW_OWNER_NO_FILE_ACCESS = unchecked((int)0x80200016);

    /// <summary>The list of proxies is too long. Returned by calls.</summary>
    public const int BG_E_PROXY_LIST_TOO_LARGE = unchecked((int)0x80200018);

    /// <summary>The list of addresses that bypass the proxy is too long. Returned by calls.</summary>
    public const int BG_E_PROXY_BYPASS_LIST_TOO_LARGE = unchecked((int)0x80200019);

    /// <summary>The server's response is not valid, for example because it merged the requested ranges. Fatal as a job error.</summary>
    public const int BG_E_INVALID_SERVER_RESPONSE = unchecked((int)0x8020001B);

    /// <summary>An upload job can hold one file only. Returned by calls.</summary>
    public const int BG_E_TOO_MANY_FILES = unchecked((int)0x8020001C);

    /// <summary>The local file was changed while it was being uploaded. Fatal as a job error.</summary>
    public const int BG_E_LOCAL_FILE_CHANGED = unchecked((int)0x8020001D);

    /// <summary>The server no longer knows the upload session. Transient as a job error.</summary>
    public const int BG_E_SESSION_NOT_FOUND = unchecked((int)0x8020001F);

    /// <summary>The upload or its reply is larger than allowed. Fatal as a job error.</summary>
    public const int BG_E_TOO_LARGE = unchecked((int)0x80200020);

    /// <summary>The text is too long. Returned by calls.</summary>
    public const int BG_E_STRING_TOO_LONG = unchecked((int)0x80200021);

    /// <summary>Client and server have no version of the upload protocol in common. Fatal as a job error.</summary>
    public const int BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH = unchecked((int)0x80200022);

    /// <summary>Uploads are refused because scripts or programs may run in the server's directory. Fatal as a job error.</summary>
    public const int BG_E_SERVER_EXECUTE_ENABLE = unchecked((int)0x80200023);

    /// <summary>The server makes no progress; the transfer is tried again later. Transient as a job error.</summary>
    public const int BG_E_NO_PROGRESS = unchecked((int)0x80200024);

    /// <summary>The user name is too long. Returned by calls.</summary>
    public const int BG_E_USERNAME_TOO_LARGE = unchecked((int)0x80200025);

    /// <summary>The password is too long. Returned by calls.</summary>
    public const int BG_E_PASSWORD_TOO_LARGE = unchecked((int)0x80200026);

    /// <summary>The target of the credentials is not defined. Returned by calls.</summary>
    public const int BG_E_INVALID_AUTH_TARGET = unchecked((int)0x80200027);

    /// <summary>The scheme of the credentials is not defined. Returned by calls.</summary>
    public const int BG_E_INVALID_AUTH_SCHEME = unchecked((int)0x80200028);

    /// <summary>The job has no file of this name. Returned by calls.</summary>
    public const int BG_E_FILE_NOT_FOUND = unchecked((int)0x80200029);

    /// <summary>A byte range is not valid, or does not lie within the remote file. Fatal as a job error.</summary>
    public const int BG_E_INVALID_RANGE = unchecked((int)0x8020002B);

    /// <summary>Byte ranges overlap, or one is given twice. Returned by calls.</summary>
    public const int BG_E_OVERLAPPING_RANGES = unchecked((int)0x8020002C);

    /// <summary>No connection could be made (old transport). Transient as a job error.</summary>
    public const int BG_E_CONNECT_FAILURE = unchecked((int)0x8020002D);

    /// <summary>The connection was closed too early (old transport). Transient as a job error.</summary>
    public const int BG_E_CONNECTION_CLOSED = unchecked((int)0x8020002E);

    /// <summary>A connection that should have stayed open was closed (old transport). Transient as a job error.</summary>
    public const int BG_E_KEEP_ALIVE_FAILURE = unchecked((int)0x8020002F);

    /// <summary>A message is longer than allowed (old transport). Fatal as a job error.</summary>
    public const int BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED = unchecked((int)0x80200030);

    /// <summary>The name of the server could not be resolved (old transport). Transient as a job error.</summary>
    public const int BG_E_NAME_RESOLUTION_FAILURE = unchecked((int)0x80200031);

    /// <summary>A request has not finished yet (old transport). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_PENDING = unchecked((int)0x80200032);

    /// <summary>A connection with requests under way was closed (old transport). Transient as a job error.</summary>
    public const int BG_E_PIPELINE_FAILURE = unchecked((int)0x80200033);

    /// <summary>The server reported a breach of the protocol (old transport). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_PROTOCOL_ERROR = unchecked((int)0x80200034);

    /// <summary>The name of the proxy could not be resolved (old transport). Transient as a job error.</summary>
    public const int BG_E_PROXY_NAME_RESOLUTION_FAILURE = unchecked((int)0x80200035);

    /// <summary>The response did not arrive completely (old transport). Transient as a job error.</summary>
    public const int BG_E_RECEIVE_FAILURE = unchecked((int)0x80200036);

    /// <summary>The request was cancelled (old transport). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_REQUEST_CANCELED = unchecked((int)0x80200037);

    /// <summary>The secure channel could not be established (old transport). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_SECURE_CHANNEL_FAILURE = unchecked((int)0x80200038);

    /// <summary>The request could not be sent (old transport). Transient as a job error.</summary>
    public const int BG_E_SEND_FAILURE = unchecked((int)0x80200039);

    /// <summary>The server did not answer in valid HTTP (old transport). Transient as a job error.</summary>
    public const int BG_E_SERVER_PROTOCOL_VIOLATION = unchecked((int)0x8020003A);

    /// <summary>No response came in time (old transport). Transient as a job error.</summary>
    public const int BG_E_TIMEOUT = unchecked((int)0x8020003B);

    /// <summary>The server's certificate is not trusted (old transport). Fatal as a job error.</summary>
    public const int BG_E_TRUST_FAILURE = unchecked((int)0x8020003C);

    /// <summary>The transfer failed for an unspecified reason (old transport). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_UNKNOWN_ERROR = unchecked((int)0x8020003D);

    /// <summary>
    /// The bandwidth policy allows no background transfer at this time; the job goes on once it does.
    /// The job waits for the condition (RETRY-16).
    /// </summary>
    public const int BG_E_BLOCKED_BY_POLICY = unchecked((int)0x8020003E);

    /// <summary>The proxy settings of the job cannot be used. Fatal as a job error.</summary>
    public const int BG_E_INVALID_PROXY_INFO = unchecked((int)0x8020003F);

    /// <summary>The credentials are not well-formed. Returned by calls.</summary>
    public const int BG_E_INVALID_CREDENTIALS = unchecked((int)0x80200040);

    /// <summary>The hash algorithm is not valid (peer cache). Returned by calls.</summary>
    public const int BG_E_INVALID_HASH_ALGORITHM = unchecked((int)0x80200041);

    /// <summary>The record of the cache was deleted; its update was given up. Returned by calls.</summary>
    public const int BG_E_RECORD_DELETED = unchecked((int)0x80200042);

    /// <summary>The record is being committed already (peer cache). Returned by calls.</summary>
    public const int BG_E_COMMIT_IN_PROGRESS = unchecked((int)0x80200043);

    /// <summary>A discovery is running already (peer cache). Returned by calls.</summary>
    public const int BG_E_DISCOVERY_IN_PROGRESS = unchecked((int)0x80200044);

    /// <summary>The gateway device reported an error (UPnP). Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_UPNP_ERROR = unchecked((int)0x80200045);

    /// <summary>A setting for tests forbids downloads from the origin server. Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_TEST_OPTION_BLOCKED_DOWNLOAD = unchecked((int)0x80200046);

    /// <summary>Peer caching is switched off. Returned by calls.</summary>
    public const int BG_E_PEERCACHING_DISABLED = unchecked((int)0x80200047);

    /// <summary>The record of the cache is in use. Returned by calls.</summary>
    public const int BG_E_BUSYCACHERECORD = unchecked((int)0x80200048);

    /// <summary>The user has as many jobs as the policy allows. Returned by calls.</summary>
    public const int BG_E_TOO_MANY_JOBS_PER_USER = unchecked((int)0x80200049);

    /// <summary>The machine has as many jobs as the policy allows. Returned by calls.</summary>
    public const int BG_E_TOO_MANY_JOBS_PER_MACHINE = unchecked((int)0x80200050);

    /// <summary>The job has as many files as the policy allows. Returned by calls.</summary>
    public const int BG_E_TOO_MANY_FILES_IN_JOB = unchecked((int)0x80200051);

    /// <summary>The file has more ranges than the policy allows. Returned by calls.</summary>
    public const int BG_E_TOO_MANY_RANGES_IN_FILE = unchecked((int)0x80200052);

    /// <summary>The application rejected the content that was downloaded. Fatal as a job error.</summary>
    public const int BG_E_VALIDATION_FAILED = unchecked((int)0x80200053);

    /// <summary>The transfer took longer than the job's maximum download time. Fatal as a job error.</summary>
    public const int BG_E_MAXDOWNLOAD_TIMEOUT = unchecked((int)0x80200054);

    /// <summary>The job needs its helper token, which has to be set again. Fatal as a job error.</summary>
    public const int BG_E_TOKEN_REQUIRED = unchecked((int)0x80200056);

    /// <summary>There is no property with this id. Returned by calls.</summary>
    public const int BG_E_UNKNOWN_PROPERTY_ID = unchecked((int)0x80200057);

    /// <summary>The property cannot be set. Returned by calls.</summary>
    public const int BG_E_READ_ONLY_PROPERTY = unchecked((int)0x80200058);

    /// <summary>The connection costs more than the job may use; the job goes on once that changes. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_COST_TRANSFER_POLICY = unchecked((int)0x80200059);

    /// <summary>Only download jobs have this property. Returned by calls.</summary>
    public const int BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY = unchecked((int)0x80200060);

    /// <summary>The property cannot be set once the job has files. Returned by calls.</summary>
    public const int BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE = unchecked((int)0x80200061);

    /// <summary>The property cannot be set once the job was resumed. Returned by calls.</summary>
    public const int BG_E_READ_ONLY_PROPERTY_AFTER_RESUME = unchecked((int)0x80200062);

    /// <summary>The maximum download size is not valid; the smallest is 1. Returned by calls.</summary>
    public const int BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE = unchecked((int)0x80200063);

    /// <summary>The job has downloaded more than its maximum download size. Fatal as a job error.</summary>
    public const int BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED = unchecked((int)0x80200064);

    /// <summary>The machine is about to go to standby; the job goes on when it wakes. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_STANDBY_MODE = unchecked((int)0x80200065);

    /// <summary>Stored credentials can be used for the proxy only. Returned by calls.</summary>
    public const int BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED = unchecked((int)0x80200066);

    /// <summary>The machine runs on battery; the job goes on once it has mains power. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_BATTERY_POLICY = unchecked((int)0x80200067);

    /// <summary>Battery saver is on; the background job goes on once it is off. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_BATTERY_SAVER = unchecked((int)0x80200068);

    /// <summary>An internal watchdog timer has run out. Not classified: fatal as a job error (ERR-42).</summary>
    public const int BG_E_WATCHDOG_TIMEOUT = unchecked((int)0x80200069);

    /// <summary>The app package that owns the job was not found. Returned by calls.</summary>
    public const int BG_E_APP_PACKAGE_NOT_FOUND = unchecked((int)0x8020006A);

    /// <summary>App packages do not support this. Returned by calls.</summary>
    public const int BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED = unchecked((int)0x8020006B);

    /// <summary>The database of jobs is damaged. Returned by calls.</summary>
    public const int BG_E_DATABASE_CORRUPT = unchecked((int)0x8020006C);

    /// <summary>The server, or the job, does not support requests for single ranges. Returned by calls.</summary>
    public const int BG_E_RANDOM_ACCESS_NOT_SUPPORTED = unchecked((int)0x8020006D);

    /// <summary>Background work of the app is not allowed; the job goes on once it is. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY = unchecked((int)0x8020006E);

    /// <summary>Game mode is on; the job goes on once it is off. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_GAME_MODE = unchecked((int)0x8020006F);

    /// <summary>A policy of the system holds the job back; it goes on once the policy no longer does. The job waits for the condition (RETRY-16).</summary>
    public const int BG_E_BLOCKED_BY_SYSTEM_POLICY = unchecked((int)0x80200070);

    /// <summary>The option does not go together with a custom HTTP method. Returned by calls.</summary>
    public const int BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD = unchecked((int)0x80200071);

    /// <summary>The settings of the job do not go together. Returned by calls.</summary>
    public const int BG_E_UNSUPPORTED_JOB_CONFIGURATION = unchecked((int)0x80200072);

    /// <summary>The remote file was changed during the transfer. Fatal as a job error.</summary>
    public const int BG_E_REMOTE_FILE_CHANGED = unchecked((int)0x80200073);

    /// <summary>The object that validates server certificates is gone and has to be set again. Fatal as a job error.</summary>
    public const int BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED = unchecked((int)0x80200074);

    /// <summary>The setting cannot be changed while the job is active. Returned by calls.</summary>
    public const int BG_E_READ_ONLY_WHEN_JOB_ACTIVE = unchecked((int)0x80200075);
}
