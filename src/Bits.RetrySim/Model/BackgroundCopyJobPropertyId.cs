namespace Bits.RetrySim;

/// <summary>The numbers of a job's properties, those of BITS_JOB_PROPERTY_ID; 6 and 8 are not defined (section 16.1).</summary>
public enum BackgroundCopyJobPropertyId
{
    /// <summary>The network costs in which it may run, a <see cref="uint"/> (PROP-1).</summary>
    CostFlags = 1,

    /// <summary>The class that is told of it, a <see cref="Guid"/> (PROP-2).</summary>
    NotificationClsid = 2,

    /// <summary>Whether its content is made anew by each request, a <see cref="bool"/> (PROP-3).</summary>
    DynamicContent = 3,

    /// <summary>Whether it writes to the destination itself, a <see cref="bool"/> (PROP-4).</summary>
    HighPerformance = 4,

    /// <summary>The most bytes it may fetch, a <see cref="ulong"/> (PROP-5, OQ-25).</summary>
    MaximumDownloadSize = 5,

    /// <summary>Who is shown stored credentials, a <see cref="BackgroundCopyAuthTarget"/> (PROP-6).</summary>
    UseStoredCredentials = 7,

    /// <summary>The least milliseconds between two modification callbacks, a <see cref="uint"/> (PROP-7).</summary>
    MinimumNotificationInterval = 9,

    /// <summary>Whether only what is asked for is fetched, a <see cref="bool"/> (PROP-8).</summary>
    OnDemandMode = 10,
}
