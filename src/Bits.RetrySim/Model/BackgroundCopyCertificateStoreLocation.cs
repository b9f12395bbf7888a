namespace Bits.RetrySim;

/// <summary>Where a store of certificates lies, with the numbers of BG_CERT_STORE_LOCATION (section 19).</summary>
public enum BackgroundCopyCertificateStoreLocation
{
    /// <summary>The user's.</summary>
    CurrentUser = 0,

    /// <summary>The machine's.</summary>
    LocalMachine = 1,

    /// <summary>The service's.</summary>
    CurrentService = 2,

    /// <summary>A service's.</summary>
    Services = 3,

    /// <summary>A user's.</summary>
    Users = 4,

    /// <summary>The user's, by group policy.</summary>
    CurrentUserGroupPolicy = 5,

    /// <summary>The machine's, by group policy.</summary>
    LocalMachineGroupPolicy = 6,

    /// <summary>The enterprise's.</summary>
    LocalMachineEnterprise = 7,
}
