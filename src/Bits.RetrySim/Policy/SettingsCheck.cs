namespace Bits.RetrySim;

/// <summary>Finds settings of a job that switch retries off, have no effect, or end the job early.</summary>
/// <remarks>The messages hold no numbers but time spans, which read the same in every culture.</remarks>
internal static class SettingsCheck
{
    /// <summary>What there is to warn of, in the order of <see cref="SettingsWarningKind"/>.</summary>
    /// <param name="requestedDelay">The retry delay that was asked for.</param>
    /// <param name="delay">The retry delay in force: never below the floor.</param>
    /// <param name="timeout">The no-progress timeout.</param>
    /// <param name="maximumDownloadTime">The maximum download time in force.</param>
    /// <param name="notificationInterval">The least time between two JobModification calls.</param>
    /// <param name="priority">The job's priority.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="readings">The readings in force.</param>
    /// <param name="language">What the settings are called where they can be changed.</param>
    public static IReadOnlyList<SettingsWarning> Check(
        TimeSpan requestedDelay,
        TimeSpan delay,
        TimeSpan timeout,
        TimeSpan maximumDownloadTime,
        TimeSpan notificationInterval,
        BackgroundCopyJobPriority priority,
        GroupPolicy policy,
        BitsReadings readings,
        SettingsLanguage language)
    {
        List<SettingsWarning> warnings = [];

        // Without a timeout there are no retries to speak of, so what the delay does or should be is no news.
        bool retriesWanted = timeout > TimeSpan.Zero;
        if (retriesWanted && delay > timeout)
        {
            warnings.Add(NeverRetried(delay, timeout, readings, language));
        }

        if (requestedDelay < delay)
        {
            warnings.Add(new(
                SettingsWarningKind.DelayRaisedToFloor,
                $"A retry delay of {language.Value(requestedDelay)} is below the lowest there is and was raised to {language.Value(delay)}. Ask for "
                + $"{language.Value(delay)} or more{(language.DelayFloor.Length == 0 ? "" : $", or {language.DelayFloor}")}."));
        }

        if (timeout > policy.JobInactivityTimeout)
        {
            warnings.Add(new(
                SettingsWarningKind.TimeoutAboveInactivityPolicy,
                $"The no-progress timeout of {language.Value(timeout)} exceeds the inactivity policy of {language.Value(policy.JobInactivityTimeout)}: a job "
                + "that makes no progress is cancelled by the policy, with its files and without JobError, before it can fail. "
                + $"Set {language.Timeout} to {language.Value(policy.JobInactivityTimeout)} or less, or raise {language.InactivityTimeout}."));
        }

        if (retriesWanted && priority == BackgroundCopyJobPriority.Foreground && delay == Defaults.MinimumRetryDelay)
        {
            warnings.Add(new(
                SettingsWarningKind.ForegroundWithDefaultDelay,
                $"A foreground job with the default retry delay of {language.Value(delay)}: somebody who waits for it sees nothing happen that "
                + $"long after each transient error. Set {language.Delay} to {language.Value(TimeSpan.FromMinutes(1))} and a short {language.Timeout}, or 0 to be "
                + "told of the first error."));
        }

        if (!retriesWanted)
        {
            warnings.Add(TimeoutZero(readings, language));
        }

        if (maximumDownloadTime == TimeSpan.Zero)
        {
            warnings.Add(new(
                SettingsWarningKind.MaximumDownloadTimeZero,
                $"The maximum download time is 0: the job goes to {language.Error} with BG_E_MAXDOWNLOAD_TIMEOUT as soon as it connects. "
                + $"Set {language.MaximumDownloadTime} to the longest time the transfer may take, or leave it at the policy's "
                + $"{language.Value(policy.MaxDownloadTime)}."));
        }

        if (notificationInterval == TimeSpan.Zero)
        {
            warnings.Add(new(
                SettingsWarningKind.NotificationIntervalZero,
                "The minimum notification interval is 0 and acts as 00:00:00.0010000: a JobModification call for each byte would leave no time for anything "
                + $"else. Set {language.NotificationInterval} to what the client needs; the default is {language.Value(Defaults.MinimumNotificationInterval)}."));
        }

        return warnings;
    }

    private static SettingsWarning NeverRetried(TimeSpan delay, TimeSpan timeout, BitsReadings readings, SettingsLanguage language)
    {
        string effect = readings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce
            ? $"the job is never retried; its first transient error puts it in {language.Error}"
            : $"the job is never retried; after a transient error it only waits for the timeout to put it in {language.Error}";

        // A delay below the floor cannot be had.
        string lowerDelay = timeout >= readings.MinimumRetryDelayFloor
            ? $", or {language.Delay} to {language.Value(timeout)} or less"
            : "";
        return new(
            SettingsWarningKind.DelayAboveTimeout,
            $"The retry delay of {language.Value(delay)} exceeds the no-progress timeout of {language.Value(timeout)}: {effect}. Set {language.Timeout} to "
            + $"{language.Value(delay)} or more{lowerDelay}; if no retry is wanted, {language.Timeout} 0 says so.");
    }

    private static SettingsWarning TimeoutZero(BitsReadings readings, SettingsLanguage language)
    {
        string blocks = readings.ZeroTimeoutFailsBlocks ? ", and so does a lost network or another block" : "";
        return new(
            SettingsWarningKind.TimeoutZero,
            "The no-progress timeout is 0: the job is never retried; its first error of any kind puts it in "
            + $"{language.Error}{blocks}. If retries are wanted, set {language.Timeout} to a multiple of {language.Delay}.");
    }
}
