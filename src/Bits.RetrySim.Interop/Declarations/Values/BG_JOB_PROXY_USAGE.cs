namespace Bits.RetrySim.Interop;

/// <summary>Which proxy a job takes (PROP-21).</summary>
public enum BG_JOB_PROXY_USAGE
{
    /// <summary><see cref="BackgroundCopyProxyUsage.Preconfig"/>.</summary>
    BG_JOB_PROXY_USAGE_PRECONFIG = 0,

    /// <summary><see cref="BackgroundCopyProxyUsage.NoProxy"/>.</summary>
    BG_JOB_PROXY_USAGE_NO_PROXY = 1,

    /// <summary><see cref="BackgroundCopyProxyUsage.Override"/>.</summary>
    BG_JOB_PROXY_USAGE_OVERRIDE = 2,

    /// <summary><see cref="BackgroundCopyProxyUsage.AutoDetect"/>.</summary>
    BG_JOB_PROXY_USAGE_AUTODETECT = 3,
}
