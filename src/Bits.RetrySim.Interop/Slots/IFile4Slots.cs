using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile4"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("EF7E0655-7888-4960-B0E5-730846E03492")]
internal unsafe partial interface IFile4Slots : IFile3Slots
{
    [PreserveSig]
    int GetPeerDownloadStats(ulong* fromOrigin, ulong* fromPeers);
}
