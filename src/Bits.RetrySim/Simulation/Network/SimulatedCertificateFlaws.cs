namespace Bits.RetrySim;

/// <summary>What is wrong with the certificate that a <see cref="SimulatedHost"/> shows over https; several at once are possible (PROP-30, ERR-28).</summary>
/// <remarks>Of several that a job does not accept the first one of this list is its error.</remarks>
[Flags]
public enum SimulatedCertificateFlaws
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is for another name: 0x80072F06, unless <see cref="BackgroundCopySecurityOptions.IgnoreCommonNameInvalid"/> is set.</summary>
    CommonName = 0x1,

    /// <summary>It has expired, or is not valid yet: 0x80072F05, unless <see cref="BackgroundCopySecurityOptions.IgnoreDateInvalid"/> is set.</summary>
    Date = 0x2,

    /// <summary>Its authority is not trusted: 0x80072F0D, unless <see cref="BackgroundCopySecurityOptions.IgnoreUnknownAuthority"/> is set.</summary>
    UnknownAuthority = 0x4,

    /// <summary>It is for another use: 0x80072F93, unless <see cref="BackgroundCopySecurityOptions.IgnoreWrongUsage"/> is set.</summary>
    WrongUsage = 0x8,

    /// <summary>It was revoked: 0x80072F8A, if <see cref="BackgroundCopySecurityOptions.EnableRevocationCheck"/> is set.</summary>
    Revoked = 0x10,

    /// <summary>Nobody can say whether it was revoked: 0x80072F19, if <see cref="BackgroundCopySecurityOptions.EnableRevocationCheck"/> is set.</summary>
    RevocationUnknown = 0x20,
}
