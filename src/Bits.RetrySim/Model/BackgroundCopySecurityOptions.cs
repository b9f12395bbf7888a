namespace Bits.RetrySim;

/// <summary>What a job's requests accept of servers, with the numbers of BG_SSL_* and BG_HTTP_REDIRECT_POLICY_* (PROP-30, section 19).</summary>
/// <remarks>Of the three redirect policies one is in force: none of the two flags allows redirects silently.</remarks>
[Flags]
public enum BackgroundCopySecurityOptions
{
    /// <summary>Certificates are checked but for their revocation; redirects are followed, and the remote name stays as it is.</summary>
    None = 0,

    /// <summary>Whether a server's certificate was revoked is checked.</summary>
    EnableRevocationCheck = 0x1,

    /// <summary>A certificate for another name is accepted.</summary>
    IgnoreCommonNameInvalid = 0x2,

    /// <summary>A certificate that has expired, or is not valid yet, is accepted.</summary>
    IgnoreDateInvalid = 0x4,

    /// <summary>A certificate of an authority that is not trusted is accepted.</summary>
    IgnoreUnknownAuthority = 0x8,

    /// <summary>A certificate for another use is accepted.</summary>
    IgnoreWrongUsage = 0x10,

    /// <summary>Redirects are followed, and the remote name becomes the last one (PROP-31).</summary>
    RedirectReport = 0x100,

    /// <summary>A redirect fails the job, and the remote name becomes the one it leads to (ERR-37).</summary>
    RedirectDisallow = 0x200,

    /// <summary>Redirects may lead from https to http.</summary>
    RedirectHttpsToHttp = 0x800,
}
