using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 2.5: what its HTTP requests carry.</summary>
[GeneratedComClass]
internal unsafe partial class ComJobHttpOptions(BackgroundCopyJob job, ComSession session) : ComJob3(job, session), IHttpOptionsSlots
{
    private const int HashLength = 20;

    public int SetClientCertificateByID(BG_CERT_STORE_LOCATION storeLocation, char* storeName, byte* certificateHash) => certificateHash is null
        ? Null(nameof(certificateHash))
        : Do(
            (Location: (BackgroundCopyCertificateStoreLocation)storeLocation, Store: Text(storeName), Hash: new ReadOnlySpan<byte>(certificateHash, HashLength).ToArray()),
            static (job, certificate) => job.ClientCertificate.SetById(certificate.Location, certificate.Store!, certificate.Hash));

    public int SetClientCertificateByName(BG_CERT_STORE_LOCATION storeLocation, char* storeName, char* subjectName) => Do(
        (Location: (BackgroundCopyCertificateStoreLocation)storeLocation, Store: Text(storeName), Subject: Text(subjectName)),
        static (job, certificate) => job.ClientCertificate.SetByName(certificate.Location, certificate.Store!, certificate.Subject!));

    public int RemoveClientCertificate() => Answer(0, static (job, _) => job.ClientCertificate.Remove() ? Ok : False);

    public int GetClientCertificate(BG_CERT_STORE_LOCATION* storeLocation, char** storeName, byte** certificateHash, char** subjectName)
    {
        Zero(storeLocation);
        Zero((nint*)storeName);
        Zero((nint*)certificateHash);
        Zero((nint*)subjectName);
        if (storeLocation is null || storeName is null || certificateHash is null || subjectName is null)
        {
            return Null(storeLocation is null ? nameof(storeLocation) : storeName is null ? nameof(storeName) : certificateHash is null ? nameof(certificateHash) : nameof(subjectName));
        }

        return Do((Location: (nint)storeLocation, Store: (nint)storeName, Hash: (nint)certificateHash, Subject: (nint)subjectName), static (job, to) =>
        {
            BackgroundCopyClientCertificate certificate = job.ClientCertificate.Current
                ?? throw new BitsException("The job has no client certificate.", HResults.RPC_X_BAD_STUB_DATA);
            *(BG_CERT_STORE_LOCATION*)to.Location = (BG_CERT_STORE_LOCATION)certificate.StoreLocation;
            *(char**)to.Store = Copy(certificate.StoreName);
            *(nint*)to.Hash = CopyHash(certificate.Hash);
            *(char**)to.Subject = Copy(certificate.SubjectName);
        });
    }

    public int SetCustomHeaders(char* requestHeaders) => Set(requestHeaders, static (job, text) => job.Http.CustomHeaders = text);

    public int GetCustomHeaders(char** requestHeaders)
    {
        int result = Get(requestHeaders, static job => job.Http.CustomHeaders);
        return result == Ok && *requestHeaders is null ? False : result;
    }

    public int SetSecurityFlags(uint flags) => Do(flags, static (job, value) => job.Http.SecurityOptions = (BackgroundCopySecurityOptions)unchecked((int)value));

    public int GetSecurityFlags(uint* flags) => Get(flags, static job => unchecked((uint)(int)job.Http.SecurityOptions));

    private static nint CopyHash(string? hash)
    {
        if (hash is null)
        {
            return 0;
        }

        nint copy = Marshal.AllocCoTaskMem(HashLength);
        Marshal.Copy(Convert.FromHexString(hash), 0, copy, HashLength);
        return copy;
    }
}
