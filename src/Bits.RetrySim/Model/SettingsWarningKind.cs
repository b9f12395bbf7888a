namespace Bits.RetrySim;

/// <summary>What a <see cref="SettingsWarning"/> warns of. Warnings are given in this order.</summary>
public enum SettingsWarningKind
{
    /// <summary>The retry delay exceeds the no-progress timeout: no retry is ever made (RETRY-7).</summary>
    DelayAboveTimeout = 0,

    /// <summary>The retry delay that was asked for is below the floor and was raised to it (RETRY-3).</summary>
    DelayRaisedToFloor = 1,

    /// <summary>The no-progress timeout exceeds the inactivity policy, which cancels the job before (RETRY-13).</summary>
    TimeoutAboveInactivityPolicy = 2,

    /// <summary>A foreground job has the retry delay meant for background jobs (RETRY-26).</summary>
    ForegroundWithDefaultDelay = 3,

    /// <summary>The no-progress timeout is 0: every error is fatal (RETRY-9).</summary>
    TimeoutZero = 4,

    /// <summary>The maximum download time is 0: the job fails as soon as it connects (OQ-38).</summary>
    MaximumDownloadTimeZero = 5,

    /// <summary>The least time between two JobModification calls is 0, which acts as 1 ms (CB-12).</summary>
    NotificationIntervalZero = 6,
}
