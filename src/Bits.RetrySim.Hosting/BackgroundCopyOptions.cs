namespace Bits.RetrySim;

/// <summary>How the service of a host is set up, in code or by a section of its configuration.</summary>
/// <remarks>
/// <para>
/// Values are checked when the host starts, all of them at once: <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. They are read once. In configuration a
/// duration is written as in ISO 8601 (<c>PT10M</c>, <c>P14D</c>) or as a TimeSpan (<c>00:10:00</c>, <c>14.00:00:00</c>); a key that is none of these properties is refused.
/// </para>
/// <para>What is not here is set by <see cref="BackgroundCopyBuilder.ConfigureManager"/> and <see cref="BackgroundCopyBuilder.ConfigureTransport"/>.</para>
/// </remarks>
/// <threadsafety>Not safe for use by several threads while it is changed.</threadsafety>
public sealed class BackgroundCopyOptions
{
    private static readonly BackgroundCopyManagerOptions Manager = new();
    private static readonly HttpTransportOptions Transport = new();

    /// <summary>The retry delay of a new job, <see cref="BackgroundCopyManagerOptions.MinimumRetryDelay"/> (RETRY-2).</summary>
    /// <value>0 to 4,294,967,295 seconds. The default is 10 minutes.</value>
    public TimeSpan MinimumRetryDelay { get; set; } = Manager.MinimumRetryDelay;

    /// <summary>The time without progress after which a new job gives up, <see cref="BackgroundCopyManagerOptions.NoProgressTimeout"/> (RETRY-8).</summary>
    /// <value>0 to 4,294,967,295 seconds. The default is 14 days.</value>
    public TimeSpan NoProgressTimeout { get; set; } = Manager.NoProgressTimeout;

    /// <summary>How often the bytes of running jobs are kept in the store, <see cref="BackgroundCopyManagerOptions.CheckpointInterval"/>.</summary>
    /// <value>1 ms to 1 day. The default is 1 second.</value>
    public TimeSpan CheckpointInterval { get; set; } = Manager.CheckpointInterval;

    /// <summary>How many background jobs transfer at the same time, <see cref="BackgroundCopyManagerOptions.MaximumBackgroundTransfers"/> (SCHED-3).</summary>
    /// <value>1 to 100. The default is 1, as BITS has it.</value>
    public int MaximumBackgroundTransfers { get; set; } = Manager.MaximumBackgroundTransfers;

    /// <summary>The time after which an unused job is cancelled, <see cref="GroupPolicy.JobInactivityTimeout"/> (POLICY-1).</summary>
    /// <value>A whole number of days, 1 to 999. The default is 90 days.</value>
    public TimeSpan JobInactivityTimeout { get; set; } = Manager.Policy.JobInactivityTimeout;

    /// <summary>The time a job may spend connecting and transferring, <see cref="GroupPolicy.MaxDownloadTime"/> (POLICY-2).</summary>
    /// <value>A whole number of seconds, 1 to 2,147,483,648. The default is 90 days.</value>
    public TimeSpan MaxDownloadTime { get; set; } = Manager.Policy.MaxDownloadTime;

    /// <summary>The most jobs of all ordinary users, <see cref="GroupPolicy.MaxJobsPerMachine"/> (POLICY-3).</summary>
    /// <value>1 or more. The default is 300.</value>
    public int MaxJobsPerMachine { get; set; } = Manager.Policy.MaxJobsPerMachine;

    /// <summary>The most jobs of one ordinary user, <see cref="GroupPolicy.MaxJobsPerUser"/> (POLICY-4).</summary>
    /// <value>1 or more, and not above <see cref="MaxJobsPerMachine"/>. The default is 60.</value>
    public int MaxJobsPerUser { get; set; } = Manager.Policy.MaxJobsPerUser;

    /// <summary>The most files of one job, <see cref="GroupPolicy.MaxFilesPerJob"/> (POLICY-6).</summary>
    /// <value>1 or more. The default is 200.</value>
    public int MaxFilesPerJob { get; set; } = Manager.Policy.MaxFilesPerJob;

    /// <summary>The most ranges of one file, <see cref="GroupPolicy.MaxRangesPerFile"/> (POLICY-7).</summary>
    /// <value>1 or more. The default is 500.</value>
    public int MaxRangesPerFile { get; set; } = Manager.Policy.MaxRangesPerFile;

    /// <summary>What all background jobs together may transfer at any hour, in units of 1,000 bit/s, <see cref="GroupPolicy.MaxInternetBandwidth"/> (POLICY-5).</summary>
    /// <value>0 or more, where 0 stops background jobs. The default, null, is no limit.</value>
    public int? MaxKilobitsPerSecond { get; set; }

    /// <summary>How long a connection may take, <see cref="HttpTransportOptions.ConnectTimeout"/>.</summary>
    /// <value>1 ms to 2,147,483,647 ms. The default is 60 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = Transport.ConnectTimeout;

    /// <summary>How long a server may send nothing, <see cref="HttpTransportOptions.ReceiveTimeout"/>.</summary>
    /// <value>1 ms to 2,147,483,647 ms. The default is 2 minutes.</value>
    public TimeSpan ReceiveTimeout { get; set; } = Transport.ReceiveTimeout;

    /// <summary>How many redirects a request follows, <see cref="HttpTransportOptions.MaximumRedirects"/>.</summary>
    /// <value>0 to 50. The default is 10.</value>
    public int MaximumRedirects { get; set; } = Transport.MaximumRedirects;

    /// <summary>What bytes that are reported outlive, <see cref="HttpTransportOptions.Durability"/>.</summary>
    /// <value>The default is <see cref="TransferDurability.Process"/>.</value>
    public TransferDurability Durability { get; set; } = Transport.Durability;

    /// <summary>Whether jobs wait while this machine has no network, and are tried when it comes back or changes: <see cref="MachineNetwork"/>. A simulation never follows it.</summary>
    /// <value>The default is true. A machine that has nothing but loopback has no network: say false there.</value>
    public bool FollowNetwork { get; set; } = true;

    /// <summary>Whether jobs in ERROR, which wait for their client, make the health check say Degraded.</summary>
    /// <value>The default is true.</value>
    public bool FailedJobsDegradeHealth { get; set; } = true;

    /// <summary>What configuration says that cannot be read, told when the options are checked.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>Where the values of settings come from that configuration gave, by setting.</summary>
    internal Dictionary<string, SettingSource> Sources { get; } = [];
}
