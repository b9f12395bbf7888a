namespace Bits.RetrySim.Interop;

/// <summary>How credentials are shown (PROP-22).</summary>
public enum BG_AUTH_SCHEME
{
    /// <summary><see cref="BackgroundCopyAuthScheme.Basic"/>.</summary>
    BG_AUTH_SCHEME_BASIC = 1,

    /// <summary><see cref="BackgroundCopyAuthScheme.Digest"/>.</summary>
    BG_AUTH_SCHEME_DIGEST = 2,

    /// <summary><see cref="BackgroundCopyAuthScheme.Ntlm"/>.</summary>
    BG_AUTH_SCHEME_NTLM = 3,

    /// <summary><see cref="BackgroundCopyAuthScheme.Negotiate"/>.</summary>
    BG_AUTH_SCHEME_NEGOTIATE = 4,

    /// <summary><see cref="BackgroundCopyAuthScheme.Passport"/>.</summary>
    BG_AUTH_SCHEME_PASSPORT = 5,
}
