namespace Bits.RetrySim;

/// <summary>What a job is, or has done, that decides how its failures are taken and what can still be set.</summary>
[Flags]
internal enum JobTraits : byte
{
    None = 0,

    /// <summary>It has been resumed: some settings are closed from then on (section 2.3, note 3).</summary>
    HasBeenResumed = 1 << 0,

    /// <summary>Its requests have a method of their own: nothing is tried again, and Resume begins anew (RETRY-22).</summary>
    HasCustomMethod = 1 << 1,

    /// <summary>Its content is made anew by each request: an interrupted file begins again (RETRY-23).</summary>
    IsDynamicContent = 1 << 2,

    /// <summary>It writes to the destination itself (PROP-4).</summary>
    IsHighPerformance = 1 << 3,

    /// <summary>Nothing is fetched but what is asked for (PROP-8).</summary>
    IsOnDemand = 1 << 4,

    /// <summary>Parts of files have been asked for that are not here (FILE-24).</summary>
    IsAsked = 1 << 5,

    /// <summary>It sends a file (UP-1): completed when all has been transferred, and not before (LIFE-12).</summary>
    IsUpload = 1 << 6,
}
