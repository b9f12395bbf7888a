namespace Bits.RetrySim.Interop;

/// <summary>The properties of a job that have numbers (section 16.1), and which member of the value each uses.</summary>
public enum BITS_JOB_PROPERTY_ID
{
    /// <summary><see cref="BackgroundCopyJobPropertyId.CostFlags"/>.</summary>
    BITS_JOB_PROPERTY_ID_COST_FLAGS = 1,

    /// <summary><see cref="BackgroundCopyJobPropertyId.NotificationClsid"/>.</summary>
    BITS_JOB_PROPERTY_ID_NOTIFICATION_CLSID = 2,

    /// <summary><see cref="BackgroundCopyJobPropertyId.DynamicContent"/>.</summary>
    BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT = 3,

    /// <summary><see cref="BackgroundCopyJobPropertyId.HighPerformance"/>.</summary>
    BITS_JOB_PROPERTY_ID_HIGH_PERFORMANCE = 4,

    /// <summary><see cref="BackgroundCopyJobPropertyId.MaximumDownloadSize"/>.</summary>
    BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE = 5,

    /// <summary><see cref="BackgroundCopyJobPropertyId.UseStoredCredentials"/>.</summary>
    BITS_JOB_PROPERTY_ID_USE_STORED_CREDENTIALS = 7,

    /// <summary><see cref="BackgroundCopyJobPropertyId.MinimumNotificationInterval"/>.</summary>
    BITS_JOB_PROPERTY_ID_MINIMUM_NOTIFICATION_INTERVAL_MS = 9,

    /// <summary><see cref="BackgroundCopyJobPropertyId.OnDemandMode"/>.</summary>
    BITS_JOB_PROPERTY_ID_ON_DEMAND_MODE = 10,
}
