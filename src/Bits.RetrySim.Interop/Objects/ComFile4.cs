using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 4.0: how much of it came from peers.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile4(BackgroundCopyFile file, ComSession session) : ComFile3(file, session), IFile4Slots
{
    public int GetPeerDownloadStats(ulong* fromOrigin, ulong* fromPeers)
    {
        if (fromPeers is null)
        {
            return Null(nameof(fromPeers));
        }

        *fromPeers = 0;
        return Get(fromOrigin, static file => (ulong)file.Progress.BytesTransferred);
    }
}
