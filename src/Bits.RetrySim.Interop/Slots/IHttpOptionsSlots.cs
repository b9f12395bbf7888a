using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJobHttpOptions"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("F1BD1079-9F01-4BDC-8036-F09B70095066")]
internal unsafe partial interface IHttpOptionsSlots
{
    [PreserveSig]
    int SetClientCertificateByID(BG_CERT_STORE_LOCATION storeLocation, char* storeName, byte* certificateHash);

    [PreserveSig]
    int SetClientCertificateByName(BG_CERT_STORE_LOCATION storeLocation, char* storeName, char* subjectName);

    [PreserveSig]
    int RemoveClientCertificate();

    [PreserveSig]
    int GetClientCertificate(BG_CERT_STORE_LOCATION* storeLocation, char** storeName, byte** certificateHash, char** subjectName);

    [PreserveSig]
    int SetCustomHeaders(char* requestHeaders);

    [PreserveSig]
    int GetCustomHeaders(char** requestHeaders);

    [PreserveSig]
    int SetSecurityFlags(uint flags);

    [PreserveSig]
    int GetSecurityFlags(uint* flags);
}
