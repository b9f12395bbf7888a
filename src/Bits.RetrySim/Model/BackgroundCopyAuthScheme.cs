namespace Bits.RetrySim;

/// <summary>A scheme of authentication, with the numbers of BG_AUTH_SCHEME (section 19).</summary>
public enum BackgroundCopyAuthScheme
{
    /// <summary>Name and password nearly as they are.</summary>
    Basic = 1,

    /// <summary>Challenge and response.</summary>
    Digest = 2,

    /// <summary>NT LAN Manager; without name and password those of the user who is logged on.</summary>
    Ntlm = 3,

    /// <summary>Kerberos or NTLM, as server and client agree; without name and password those of the user who is logged on.</summary>
    Negotiate = 4,

    /// <summary>Microsoft Passport.</summary>
    Passport = 5,
}
