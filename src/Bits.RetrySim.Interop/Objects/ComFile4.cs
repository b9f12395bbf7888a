using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 4.0: how much of it came from peers.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile4(BackgroundCopyFile file, ComSession session) : ComFile3(file, session), IFile4Slots
{
    public int GetPeerDownloadStats(ulong* fromOrigin, ulong* fromPeers)
    {
        Zero(fromOrigin);
        Zero(fromPeers);
        return fromPeers is null ? Null(nameof(fromPeers)) : Get(fromOrigin, static file => (ulong)file.Progress.BytesTransferred);
    }
}
