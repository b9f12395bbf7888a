using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 4.0.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("EF7E0655-7888-4960-B0E5-730846E03492")]
public partial interface IBackgroundCopyFile4 : IBackgroundCopyFile3
{
    /// <summary>How many bytes have come from the server, and from peers, of which there are none.</summary>
    void GetPeerDownloadStats(out ulong fromOrigin, out ulong fromPeers);
}
