namespace Bits.RetrySim;

/// <summary>Finds settings of a job that switch retries off, have no effect, or end the job early.</summary>
/// <remarks>The messages hold no numbers but time spans, which read the same in every culture.</remarks>
internal static class SettingsCheck
{
    private const string Floor = "BitsReadings.MinimumRetryDelayFloor";

    /// <summary>What there is to warn of, in the order of <see cref="SettingsWarningKind"/>.</summary>
    /// <param name="requestedDelay">The retry delay that was asked for.</param>
    /// <param name="delay">The retry delay in force: never below the floor.</param>
    /// <param name="timeout">The no-progress timeout.</param>
    /// <param name="maximumDownloadTime">The maximum download time in force.</param>
    /// <param name="notificationInterval">The least time between two JobModification calls.</param>
    /// <param name="priority">The job's priority.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="readings">The readings in force.</param>
    /// <param name="wording">How settings are called.</param>
    public static IReadOnlyList<SettingsWarning> Check(
        TimeSpan requestedDelay,
        TimeSpan delay,
        TimeSpan timeout,
        TimeSpan maximumDownloadTime,
        TimeSpan notificationInterval,
        BackgroundCopyJobPriority priority,
        GroupPolicy policy,
        BitsReadings readings,
        Wording wording)
    {
        List<SettingsWarning> warnings = [];

        // Without a timeout there are no retries to speak of, so what the delay does or should be is no news.
        bool retriesWanted = timeout > TimeSpan.Zero;
        if (retriesWanted && delay > timeout)
        {
            warnings.Add(NeverRetried(delay, timeout, readings, wording));
        }

        if (requestedDelay < delay)
        {
            warnings.Add(new(
                SettingsWarningKind.DelayRaisedToFloor,
                $"A retry delay of {wording.Value(requestedDelay)} is below the lowest there is and was raised to {wording.Value(delay)}. Ask for "
                + $"{wording.Value(delay)} or more{(wording.Has(Floor) ? $", or set {wording.Of(Floor)}" : "")}."));
        }

        if (timeout > policy.JobInactivityTimeout)
        {
            warnings.Add(new(
                SettingsWarningKind.TimeoutAboveInactivityPolicy,
                $"The no-progress timeout of {wording.Value(timeout)} exceeds the inactivity policy of {wording.Value(policy.JobInactivityTimeout)}: a job "
                + "that makes no progress is cancelled by the policy, with its files and without JobError, before it can fail. "
                + $"Set {wording.Of("NoProgressTimeout")} to {wording.Value(policy.JobInactivityTimeout)} or less, or raise {wording.Of("GroupPolicy.JobInactivityTimeout")}."));
        }

        if (retriesWanted && priority == BackgroundCopyJobPriority.Foreground && delay == Defaults.MinimumRetryDelay)
        {
            warnings.Add(new(
                SettingsWarningKind.ForegroundWithDefaultDelay,
                $"A foreground job with the default retry delay of {wording.Value(delay)}: somebody who waits for it sees nothing happen that "
                + $"long after each transient error. Set {wording.Of("MinimumRetryDelay")} to {wording.Value(TimeSpan.FromMinutes(1))} and a short {wording.Of("NoProgressTimeout")}, or 0 to be "
                + "told of the first error."));
        }

        if (!retriesWanted)
        {
            warnings.Add(TimeoutZero(readings, wording));
        }

        if (maximumDownloadTime == TimeSpan.Zero)
        {
            warnings.Add(new(
                SettingsWarningKind.MaximumDownloadTimeZero,
                $"The maximum download time is 0: the job goes to {wording.Error} with BG_E_MAXDOWNLOAD_TIMEOUT as soon as it connects. "
                + $"Set {wording.Of("MaximumDownloadTime")} to the longest time the transfer may take, or leave it at the policy's "
                + $"{wording.Value(policy.MaxDownloadTime)}."));
        }

        if (notificationInterval == TimeSpan.Zero)
        {
            warnings.Add(new(
                SettingsWarningKind.NotificationIntervalZero,
                "The minimum notification interval is 0 and acts as 00:00:00.0010000: a JobModification call for each byte would leave no time for anything "
                + $"else. Set {wording.Of("MinimumNotificationInterval")} to what the client needs; the default is {wording.Value(Defaults.MinimumNotificationInterval)}."));
        }

        return warnings;
    }

    private static SettingsWarning NeverRetried(TimeSpan delay, TimeSpan timeout, BitsReadings readings, Wording wording)
    {
        string effect = readings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce
            ? $"the job is never retried; its first transient error puts it in {wording.Error}"
            : $"the job is never retried; after a transient error it only waits for the timeout to put it in {wording.Error}";

        // A delay below the floor cannot be had.
        string lowerDelay = timeout >= readings.MinimumRetryDelayFloor
            ? $", or {wording.Of("MinimumRetryDelay")} to {wording.Value(timeout)} or less"
            : "";
        return new(
            SettingsWarningKind.DelayAboveTimeout,
            $"The retry delay of {wording.Value(delay)} exceeds the no-progress timeout of {wording.Value(timeout)}: {effect}. Set {wording.Of("NoProgressTimeout")} to "
            + $"{wording.Value(delay)} or more{lowerDelay}; if no retry is wanted, {wording.Of("NoProgressTimeout")} 0 says so.");
    }

    private static SettingsWarning TimeoutZero(BitsReadings readings, Wording wording)
    {
        string blocks = readings.ZeroTimeoutFailsBlocks ? ", and so does a lost network or another block" : "";
        return new(
            SettingsWarningKind.TimeoutZero,
            "The no-progress timeout is 0: the job is never retried; its first error of any kind puts it in "
            + $"{wording.Error}{blocks}. If retries are wanted, set {wording.Of("NoProgressTimeout")} to a multiple of {wording.Of("MinimumRetryDelay")}.");
    }
}
