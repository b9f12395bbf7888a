using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJobHttpOptions3"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("8A9263D3-FD4C-4EDA-9B28-30132A4D4E3C")]
internal unsafe partial interface IHttpOptions3Slots : IHttpOptions2Slots
{
    [PreserveSig]
    int SetServerCertificateValidationInterface(nint callback);

    [PreserveSig]
    int MakeCustomHeadersWriteOnly();
}
