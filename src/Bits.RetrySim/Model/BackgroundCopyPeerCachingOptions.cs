namespace Bits.RetrySim;

/// <summary>A job's part in peer caching, with the numbers of BG_JOB_ENABLE_PEERCACHING_* and BG_JOB_DISABLE_BRANCH_CACHE (section 19).</summary>
[Flags]
public enum BackgroundCopyPeerCachingOptions
{
    /// <summary>None, but for BranchCache.</summary>
    None = 0,

    /// <summary>Its files may come from peers.</summary>
    Client = 1,

    /// <summary>Its files may be given to peers.</summary>
    Server = 2,

    /// <summary>BranchCache is not used.</summary>
    DisableBranchCache = 4,
}
