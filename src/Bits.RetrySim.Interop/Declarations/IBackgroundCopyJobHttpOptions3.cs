using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The same from BITS 10.3 on.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("8A9263D3-FD4C-4EDA-9B28-30132A4D4E3C")]
public partial interface IBackgroundCopyJobHttpOptions3 : IBackgroundCopyJobHttpOptions2
{
    /// <summary>
    /// Who judges the certificates of servers: an object that has <see cref="IBackgroundCopyServerCertificateValidationCallback"/> (else E_NOINTERFACE); null:
    /// nobody (PROP-25).
    /// </summary>
    void SetServerCertificateValidationInterface([MarshalAs(UnmanagedType.Interface)] object? callback);

    /// <summary><see cref="BackgroundCopyJobHttp.MakeCustomHeadersWriteOnly"/>.</summary>
    void MakeCustomHeadersWriteOnly();
}
