namespace Bits.RetrySim;

/// <summary>How a job's proxy is found, with the numbers of BG_JOB_PROXY_USAGE (PROP-21, section 19).</summary>
public enum BackgroundCopyProxyUsage
{
    /// <summary>As the machine is configured.</summary>
    Preconfig = 0,

    /// <summary>None is used.</summary>
    NoProxy = 1,

    /// <summary>Those of the list that the job names.</summary>
    Override = 2,

    /// <summary>By discovery on the network.</summary>
    AutoDetect = 3,
}
