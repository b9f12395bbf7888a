namespace Bits.RetrySim;

/// <summary>
/// The rules an administrator sets for all jobs of a machine; each default is what holds when the policy is not configured (POLICY-1 to
/// POLICY-11). Given to a manager in its options, and replaced as a whole by its ApplyPolicy method.
/// </summary>
/// <remarks>
/// Values are checked when the policy is given to a manager, all of them at once; the exception is an <see cref="ArgumentException"/> with
/// E_INVALIDARG. The four limits on numbers do not apply to administrators and service accounts (POLICY-20), and each is reached, not
/// exceeded, by the first call that fails (POLICY-21).
/// </remarks>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record GroupPolicy
{
    internal const int LongestInactivityDays = 999;
    private const long LongestDownloadSeconds = 1L << 31;

    /// <summary>The time after which a job without activity is cancelled, whatever its state (POLICY-1, POLICY-22, OQ-36).</summary>
    /// <value>A whole number of days, 1 to 999. The default is 90 days.</value>
    public TimeSpan JobInactivityTimeout { get; init; } = Defaults.JobInactivityTimeout;

    /// <summary>The time a job may spend connecting and transferring, unless the job says otherwise (POLICY-2, MAXT-5).</summary>
    /// <value>A whole number of seconds, 1 to 2,147,483,648. The default is 90 days.</value>
    public TimeSpan MaxDownloadTime { get; init; } = Defaults.MaximumDownloadTime;

    /// <summary>The most jobs the machine holds; the next one fails with BG_E_TOO_MANY_JOBS_PER_MACHINE (POLICY-3, LIM-8).</summary>
    /// <value>1 or more. The default is 300.</value>
    public int MaxJobsPerMachine { get; init; } = Defaults.MaxJobsPerMachine;

    /// <summary>The most jobs one user owns; the next one fails with BG_E_TOO_MANY_JOBS_PER_USER (POLICY-4, LIM-8, OQ-14).</summary>
    /// <value>1 or more, and not above <see cref="MaxJobsPerMachine"/>. The default is 60.</value>
    public int MaxJobsPerUser { get; init; } = Defaults.MaxJobsPerUser;

    /// <summary>The most files of one job; the next one fails with BG_E_TOO_MANY_FILES_IN_JOB (POLICY-6, LIM-5).</summary>
    /// <value>1 or more. The default is 200.</value>
    public int MaxFilesPerJob { get; init; } = Defaults.MaxFilesPerJob;

    /// <summary>The most ranges of one file; more fail with BG_E_TOO_MANY_RANGES_IN_FILE (POLICY-7, LIM-7).</summary>
    /// <value>1 or more. The default is 500.</value>
    public int MaxRangesPerFile { get; init; } = Defaults.MaxRangesPerFile;

    /// <summary>The bandwidth that background jobs share; at a limit of 0 they wait in TRANSIENT_ERROR (POLICY-5).</summary>
    /// <value>The default, null, is no limit.</value>
    public BandwidthLimit? MaxInternetBandwidth { get; init; }

    /// <summary>The limits of background jobs by priority in working hours and outside them, EnableBandwidthLimits (POLICY-8). They hold besides <see cref="MaxInternetBandwidth"/>.</summary>
    /// <value>The default, null, is no limit.</value>
    public BandwidthSchedule? WorkSchedule { get; init; }

    /// <summary>The limits of background jobs by priority in hours of maintenance, EnableMaintenanceLimits; in these hours they take the place of <see cref="WorkSchedule"/> (POLICY-9).</summary>
    /// <value>The default, null, is no such hours. It has no limits outside them.</value>
    public BandwidthSchedule? MaintenanceSchedule { get; init; }

    /// <summary>The cost states in which a foreground job runs that has no cost flags of its own (POLICY-11).</summary>
    /// <value>One of the five Transfer sets. The default, null, leaves it to <see cref="BitsReadings.DefaultCostFlags"/>.</value>
    public BackgroundCopyCostStates? ForegroundCostFlags { get; init; }

    /// <summary>The cost states in which a background job runs that has no cost flags of its own (POLICY-11).</summary>
    /// <value>One of the five Transfer sets. The default, null, leaves it to <see cref="BitsReadings.DefaultCostFlags"/>.</value>
    public BackgroundCopyCostStates? BackgroundCostFlags { get; init; }

    /// <summary>Throws unless every value is allowed.</summary>
    /// <exception cref="ArgumentException">At least one value is not allowed (E_INVALIDARG).</exception>
    internal void Validate(string argument, Wording wording)
    {
        Violations violations = new(wording);
        AddTo(violations);
        violations.ThrowIfAny(argument);
    }

    /// <summary>Notes every value that is not allowed.</summary>
    internal void AddTo(Violations violations)
    {
        TimeSpan day = TimeSpan.FromDays(1);
        TimeSpan second = TimeSpan.FromSeconds(1);
        violations.AddIfOutside(JobInactivityTimeout, day, LongestInactivityDays * day, nameof(JobInactivityTimeout));
        violations.AddIfNotWhole(JobInactivityTimeout, day, nameof(JobInactivityTimeout), "days");
        violations.AddIfOutside(MaxDownloadTime, second, LongestDownloadSeconds * second, nameof(MaxDownloadTime));
        violations.AddIfNotWhole(MaxDownloadTime, second, nameof(MaxDownloadTime), "seconds");
        violations.AddIfBelowOne(MaxJobsPerMachine, nameof(MaxJobsPerMachine));
        violations.AddIfBelowOne(MaxJobsPerUser, nameof(MaxJobsPerUser));
        violations.AddIf(
            MaxJobsPerUser > MaxJobsPerMachine,
            $"{violations.Name(nameof(MaxJobsPerUser))} is {MaxJobsPerUser} and must not exceed {violations.Name(nameof(MaxJobsPerMachine))}, which is {MaxJobsPerMachine}; set both.");
        violations.AddIfBelowOne(MaxFilesPerJob, nameof(MaxFilesPerJob));
        violations.AddIfBelowOne(MaxRangesPerFile, nameof(MaxRangesPerFile));
        violations.AddIf(
            MaintenanceSchedule?.LimitsOutside is not null,
            $"{violations.Name(nameof(MaintenanceSchedule))} has limits outside its hours; there {violations.Name(nameof(WorkSchedule))} holds, and LimitsOutside must be null.");
        AddUnlessPredefined(violations, ForegroundCostFlags, nameof(ForegroundCostFlags));
        AddUnlessPredefined(violations, BackgroundCostFlags, nameof(BackgroundCostFlags));
    }

    private static void AddUnlessPredefined(Violations violations, BackgroundCopyCostStates? value, string name) =>
        violations.AddIf(
            value is BackgroundCopyCostStates set && !CostMask.IsPredefined(set),
            $"{violations.Name(name)} is {value} and must be null or one of the five Transfer sets of BackgroundCopyCostStates.");
}
