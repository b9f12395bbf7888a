namespace Bits.RetrySim.Interop;

/// <summary>Where a store of certificates lies (ERR-38).</summary>
public enum BG_CERT_STORE_LOCATION
{
    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.CurrentUser"/>.</summary>
    BG_CERT_STORE_LOCATION_CURRENT_USER = 0,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.LocalMachine"/>.</summary>
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE = 1,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.CurrentService"/>.</summary>
    BG_CERT_STORE_LOCATION_CURRENT_SERVICE = 2,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.Services"/>.</summary>
    BG_CERT_STORE_LOCATION_SERVICES = 3,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.Users"/>.</summary>
    BG_CERT_STORE_LOCATION_USERS = 4,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.CurrentUserGroupPolicy"/>.</summary>
    BG_CERT_STORE_LOCATION_CURRENT_USER_GROUP_POLICY = 5,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.LocalMachineGroupPolicy"/>.</summary>
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE_GROUP_POLICY = 6,

    /// <summary><see cref="BackgroundCopyCertificateStoreLocation.LocalMachineEnterprise"/>.</summary>
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE_ENTERPRISE = 7,
}
