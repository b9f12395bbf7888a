namespace Bits.RetrySim;

/// <summary>The values that hold where nothing else was set.</summary>
internal static class Defaults
{
    /// <summary>How often bytes alone are kept in a store.</summary>
    public static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan ShortestCheckpointInterval = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan LongestCheckpointInterval = TimeSpan.FromDays(1);

    /// <summary>The longest time span a property of BITS can hold, in seconds: a DWORD (D-32).</summary>
    public const long LongestSeconds = uint.MaxValue;

    /// <summary>The retry delay of a new job, in seconds (RETRY-2).</summary>
    public const uint MinimumRetryDelaySeconds = 600;

    /// <summary>The no-progress timeout of a new job, in seconds: 14 days (RETRY-8).</summary>
    public const uint NoProgressTimeoutSeconds = 1_209_600;

    /// <summary>The most jobs of the machine (POLICY-3).</summary>
    public const int MaxJobsPerMachine = 300;

    /// <summary>The most jobs of one user (POLICY-4, OQ-14).</summary>
    public const int MaxJobsPerUser = 60;

    /// <summary>The most files of one job (POLICY-6).</summary>
    public const int MaxFilesPerJob = 200;

    /// <summary>The most ranges of one file (POLICY-7).</summary>
    public const int MaxRangesPerFile = 500;

    /// <summary>How many steps one instant may take before the manager believes that it runs in a circle (D-4).</summary>
    public const int MaximumEntriesPerInstant = 100_000;

    /// <summary>The name of the user who owns jobs that are created without naming one.</summary>
    public const string OwnerName = "user";

    /// <summary>How many files one call may add where no policy limits their number.</summary>
    public const int MaximumFilesPerSet = 1_000_000;

    /// <summary>How many background jobs may run at once at most.</summary>
    public const int MostBackgroundTransfers = 100;

    /// <summary>The events a new job calls its callback for (CB-2).</summary>
    public const BackgroundCopyNotifications NotifyFlags =
        BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError;

    /// <summary>The cost states in which a job runs that was not told any (OQ-15).</summary>
    public const BackgroundCopyCostStates CostFlags = BackgroundCopyCostStates.TransferUnrestricted;

    /// <summary>How often a job is tried again at once in traces of real Windows (RETRY-28).</summary>
    public const int ImmediateRetries = 3;

    public const int MostImmediateRetries = 10;

    public const int MostSettlingTries = 60;

    /// <summary>The conditions that block foreground jobs too (OQ-39).</summary>
    public const BlockConditions BlocksForeground =
        BlockConditions.All & ~(BlockConditions.Bandwidth | BlockConditions.BatterySaver | BlockConditions.BackgroundAccess);

    /// <summary>The retry delay of a new job (RETRY-2).</summary>
    public static readonly TimeSpan MinimumRetryDelay = TimeSpan.FromSeconds(MinimumRetryDelaySeconds);

    /// <summary>The shortest retry delay a job can have (RETRY-3, OQ-1).</summary>
    public static readonly TimeSpan MinimumRetryDelayFloor = TimeSpan.FromSeconds(5);

    /// <summary>The time a job may spend connecting and transferring (MAXT-2, POLICY-2).</summary>
    public static readonly TimeSpan MaximumDownloadTime = TimeSpan.FromDays(90);

    /// <summary>The time after which an unused job is cancelled (POLICY-1).</summary>
    public static readonly TimeSpan JobInactivityTimeout = TimeSpan.FromDays(90);

    /// <summary>The least time between two JobModification calls of a job (CB-12).</summary>
    public static readonly TimeSpan MinimumNotificationInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a background job runs before others of its level have their turn (OQ-24).</summary>
    public static readonly TimeSpan TimeSlice = TimeSpan.FromSeconds(300);

    /// <summary>How long the end of a manager waits for callbacks (D-36).</summary>
    public static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a thread can wait for a known time.</summary>
    public static readonly TimeSpan LongestDisposeTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The longest time span a property of BITS can hold (D-32).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromTicks(LongestSeconds * TimeSpan.TicksPerSecond);

    /// <summary>The date of a simulated clock that was not told any; who sees it knows that nobody chose it.</summary>
    public static readonly DateTimeOffset SimulationStart = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
