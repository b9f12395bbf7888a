using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim;

/// <summary>Finds the certificate that a job shows to servers that ask for one (ERR-38).</summary>
internal static class ClientCertificates
{
    /// <summary>As it lies in its store now.</summary>
    /// <returns>Null: there is no such certificate, so that the server is shown none.</returns>
    internal static X509Certificate2? Find(BackgroundCopyClientCertificate wanted)
    {
        bool isOfMachine = wanted.StoreLocation is BackgroundCopyCertificateStoreLocation.LocalMachine
            or BackgroundCopyCertificateStoreLocation.LocalMachineGroupPolicy or BackgroundCopyCertificateStoreLocation.LocalMachineEnterprise;
        using X509Store store = new(wanted.StoreName, isOfMachine ? StoreLocation.LocalMachine : StoreLocation.CurrentUser);
        if (!TryOpen(store))
        {
            return null;
        }

        X509Certificate2Collection found = wanted.Hash is { } hash
            ? store.Certificates.Find(X509FindType.FindByThumbprint, hash, validOnly: false)
            : store.Certificates.Find(X509FindType.FindBySubjectName, wanted.SubjectName!, validOnly: false);
        return found.Cast<X509Certificate2>().FirstOrDefault(static certificate => certificate.HasPrivateKey);
    }

    /// <summary>There are stores that are not on this machine, or on none of its kind; in them is no certificate.</summary>
    private static bool TryOpen(X509Store store)
    {
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return true;
        }
        catch (Exception refused) when (refused is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
