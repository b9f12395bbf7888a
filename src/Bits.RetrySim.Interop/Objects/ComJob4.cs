using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 3.0: the longest download time, and its owner.</summary>
[GeneratedComClass]
internal unsafe partial class ComJob4(BackgroundCopyJob job, ComSession session) : ComJobHttpOptions(job, session), IJob4Slots
{
    public int SetPeerCachingFlags(uint flags) => Do(flags, static (job, value) => job.FileSharing.PeerCaching = (BackgroundCopyPeerCachingOptions)unchecked((int)value));

    public int GetPeerCachingFlags(uint* flags) => Get(flags, static job => unchecked((uint)(int)job.FileSharing.PeerCaching));

    public int GetOwnerIntegrityLevel(uint* level) => Get(level, static job => UserSid.IntegrityLevelOf(job.Owner, job.IsOwnerElevated));

    public int GetOwnerElevationState(int* isElevated) => Get(isElevated, static job => job.IsOwnerElevated ? 1 : 0);

    public int SetMaximumDownloadTime(uint seconds) => Do(seconds, static (job, value) => job.MaximumDownloadTime = TimeSpan.FromSeconds(value));

    public int GetMaximumDownloadTime(uint* seconds) => Get(seconds, static job => (uint)job.MaximumDownloadTime.TotalSeconds);
}
