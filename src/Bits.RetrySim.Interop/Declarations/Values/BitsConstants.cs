namespace Bits.RetrySim.Interop;

/// <summary>The numbers that the headers of BITS define beside its enumerations.</summary>
/// <threadsafety>Constants.</threadsafety>
public static class BitsConstants
{
    /// <summary>A size that is not known.</summary>
    public const ulong BG_SIZE_UNKNOWN = ulong.MaxValue;

    /// <summary>The length of a part that goes to the end of its file.</summary>
    public const ulong BG_LENGTH_TO_EOF = ulong.MaxValue;

    /// <summary><see cref="BackgroundCopyNotifications.JobTransferred"/>.</summary>
    public const uint BG_NOTIFY_JOB_TRANSFERRED = 1;

    /// <summary><see cref="BackgroundCopyNotifications.JobError"/>.</summary>
    public const uint BG_NOTIFY_JOB_ERROR = 2;

    /// <summary><see cref="BackgroundCopyNotifications.Disable"/>.</summary>
    public const uint BG_NOTIFY_DISABLE = 4;

    /// <summary><see cref="BackgroundCopyNotifications.JobModification"/>.</summary>
    public const uint BG_NOTIFY_JOB_MODIFICATION = 8;

    /// <summary><see cref="BackgroundCopyNotifications.FileTransferred"/>.</summary>
    public const uint BG_NOTIFY_FILE_TRANSFERRED = 0x10;

    /// <summary><see cref="BackgroundCopyNotifications.FileRangesTransferred"/>.</summary>
    public const uint BG_NOTIFY_FILE_RANGES_TRANSFERRED = 0x20;

    /// <summary>The jobs of all users (FILE-22).</summary>
    public const uint BG_JOB_ENUM_ALL_USERS = 1;

    /// <summary><see cref="BackgroundCopyFileAclOptions.Owner"/>.</summary>
    public const uint BG_COPY_FILE_OWNER = 1;

    /// <summary><see cref="BackgroundCopyFileAclOptions.Group"/>.</summary>
    public const uint BG_COPY_FILE_GROUP = 2;

    /// <summary><see cref="BackgroundCopyFileAclOptions.Dacl"/>.</summary>
    public const uint BG_COPY_FILE_DACL = 4;

    /// <summary><see cref="BackgroundCopyFileAclOptions.Sacl"/>.</summary>
    public const uint BG_COPY_FILE_SACL = 8;

    /// <summary>All four.</summary>
    public const uint BG_COPY_FILE_ALL = 15;

    /// <summary>Certificates are looked up among those that were called back (PROP-30).</summary>
    public const uint BG_SSL_ENABLE_CRL_CHECK = 1;

    /// <summary>A certificate of another name is good.</summary>
    public const uint BG_SSL_IGNORE_CERT_CN_INVALID = 2;

    /// <summary>One that has expired is good.</summary>
    public const uint BG_SSL_IGNORE_CERT_DATE_INVALID = 4;

    /// <summary>One of an unknown authority is good.</summary>
    public const uint BG_SSL_IGNORE_UNKNOWN_CA = 8;

    /// <summary>One for another use is good.</summary>
    public const uint BG_SSL_IGNORE_CERT_WRONG_USAGE = 0x10;

    /// <summary>Redirects are followed, and the remote name stays (PROP-30).</summary>
    public const uint BG_HTTP_REDIRECT_POLICY_ALLOW_SILENT = 0;

    /// <summary>Redirects are followed, and the remote name becomes the last one (PROP-31).</summary>
    public const uint BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT = 0x100;

    /// <summary>A redirect is an error (ERR-37).</summary>
    public const uint BG_HTTP_REDIRECT_POLICY_DISALLOW = 0x200;

    /// <summary>The bits of the policy.</summary>
    public const uint BG_HTTP_REDIRECT_POLICY_MASK = 0x700;

    /// <summary>A redirect may lead from https to http.</summary>
    public const uint BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP = 0x800;

    /// <summary><see cref="BackgroundCopyJobFileSharing.PeerCaching"/>: files may come from peers.</summary>
    public const uint BG_JOB_ENABLE_PEERCACHING_CLIENT = 1;

    /// <summary>Files may go to peers.</summary>
    public const uint BG_JOB_ENABLE_PEERCACHING_SERVER = 2;

    /// <summary>BranchCache is not used.</summary>
    public const uint BG_JOB_DISABLE_BRANCH_CACHE = 4;

    /// <summary><see cref="BackgroundCopyCostStates.Unrestricted"/>.</summary>
    public const uint BITS_COST_STATE_UNRESTRICTED = 0x1;

    /// <summary><see cref="BackgroundCopyCostStates.CappedUsageUnknown"/>.</summary>
    public const uint BITS_COST_STATE_CAPPED_USAGE_UNKNOWN = 0x2;

    /// <summary><see cref="BackgroundCopyCostStates.BelowCap"/>.</summary>
    public const uint BITS_COST_STATE_BELOW_CAP = 0x4;

    /// <summary><see cref="BackgroundCopyCostStates.NearCap"/>.</summary>
    public const uint BITS_COST_STATE_NEAR_CAP = 0x8;

    /// <summary><see cref="BackgroundCopyCostStates.OvercapCharged"/>.</summary>
    public const uint BITS_COST_STATE_OVERCAP_CHARGED = 0x10;

    /// <summary><see cref="BackgroundCopyCostStates.OvercapThrottled"/>.</summary>
    public const uint BITS_COST_STATE_OVERCAP_THROTTLED = 0x20;

    /// <summary><see cref="BackgroundCopyCostStates.UsageBased"/>.</summary>
    public const uint BITS_COST_STATE_USAGE_BASED = 0x40;

    /// <summary><see cref="BackgroundCopyCostStates.Roaming"/>.</summary>
    public const uint BITS_COST_STATE_ROAMING = 0x80;

    /// <summary><see cref="BackgroundCopyCostStates.IgnoreCongestion"/>.</summary>
    public const uint BITS_COST_OPTION_IGNORE_CONGESTION = 0x80000000;

    /// <summary><see cref="BackgroundCopyTokenOptions.LocalFile"/>.</summary>
    public const uint BG_TOKEN_LOCAL_FILE = 1;

    /// <summary><see cref="BackgroundCopyTokenOptions.Network"/>.</summary>
    public const uint BG_TOKEN_NETWORK = 2;
}
