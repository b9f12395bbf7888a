using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>What a job's HTTP requests carry, from BITS 2.5 on; by a cast of the job.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("F1BD1079-9F01-4BDC-8036-F09B70095066")]
public partial interface IBackgroundCopyJobHttpOptions
{
    /// <summary><see cref="BackgroundCopyJobCertificate.SetById"/>, with a pointer to the 20 bytes of the hash.</summary>
    void SetClientCertificateByID(BG_CERT_STORE_LOCATION storeLocation, string storeName, nint certificateHash);

    /// <summary><see cref="BackgroundCopyJobCertificate.SetByName"/>.</summary>
    void SetClientCertificateByName(BG_CERT_STORE_LOCATION storeLocation, string storeName, string subjectName);

    /// <summary><see cref="BackgroundCopyJobCertificate.Remove"/>: S_OK, or S_FALSE if there was none.</summary>
    [PreserveSig]
    int RemoveClientCertificate();

    /// <summary>
    /// <see cref="BackgroundCopyJobCertificate.Current"/>; RPC_X_BAD_STUB_DATA if there is none. The hash, 20 bytes or null, the caller frees with
    /// <see cref="Marshal.FreeCoTaskMem"/>.
    /// </summary>
    void GetClientCertificate(out BG_CERT_STORE_LOCATION storeLocation, out string storeName, out nint certificateHash, out string? subjectName);

    /// <summary><see cref="BackgroundCopyJobHttp.CustomHeaders"/>; null: none.</summary>
    void SetCustomHeaders(string? requestHeaders);

    /// <summary><see cref="BackgroundCopyJobHttp.CustomHeaders"/>: S_OK, or S_FALSE and null if there are none.</summary>
    [PreserveSig]
    int GetCustomHeaders(out string? requestHeaders);

    /// <summary><see cref="BackgroundCopyJobHttp.SecurityOptions"/>, from <see cref="BitsConstants"/> (PROP-30).</summary>
    void SetSecurityFlags(uint flags);

    /// <summary><see cref="BackgroundCopyJobHttp.SecurityOptions"/>.</summary>
    void GetSecurityFlags(out uint flags);
}
