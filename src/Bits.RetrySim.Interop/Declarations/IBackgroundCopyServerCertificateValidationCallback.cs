using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A client's own judgement of the certificates that servers show (PROP-25), in a class with <see cref="GeneratedComClassAttribute"/>.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Called as its namesake of the library is: never under a lock; it may call any method of any job.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("4CEC0D02-DEF7-4158-813A-C32A46945FF7")]
public partial interface IBackgroundCopyServerCertificateValidationCallback
{
    /// <summary>
    /// S_OK approves the certificate, anything else refuses it:
    /// <see cref="Bits.RetrySim.IBackgroundCopyServerCertificateValidationCallback.ValidateServerCertificate"/>.
    /// </summary>
    [PreserveSig]
    int ValidateServerCertificate(
        IBackgroundCopyJob job, IBackgroundCopyFile file, uint certificateLength, [MarshalUsing(CountElementName = nameof(certificateLength))] byte[] certificate, uint encodingType, uint storeLength, [MarshalUsing(CountElementName = nameof(storeLength))] byte[] store);
}
